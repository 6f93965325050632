// The long form of the simulation: `npm run simulate`, or with SIMULATION_RUNS and SIMULATION_SEED.
import { spawnSync } from 'node:child_process';

const env = { SIMULATION_RUNS: '30000', ...process.env };
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, 'test/simulation'], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
