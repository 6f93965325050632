// The long form of the simulation: an hour of the service's lives, and beside it lives of one fund in
// memory. Or with SIMULATION_MINUTES, SIMULATION_RUNS (lives in memory) and SIMULATION_SEED.
import { spawnSync } from 'node:child_process';

const env = { SIMULATION_MINUTES: '60', SIMULATION_RUNS: '30000', ...process.env };
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, 'test/simulation'], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
