// The long form of the simulation: an hour of the service's lives, and beside it lives of one fund in
// memory. Or with SIMULATION_MINUTES, SIMULATION_RUNS (lives in memory) and SIMULATION_SEED; with
// SIMULATION_PATH only the life that a run with that seed found. Exits with 1 where there is a finding.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const git = (...asked) => {
  try {
    return execFileSync('git', asked, { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};
const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', and changes';
const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
const report = join(folder, 'report.txt');
const env = {
  SIMULATION_MINUTES: '60',
  SIMULATION_RUNS: '30000',
  SIMULATION_SEED: String(Date.now() % 2 ** 31),
  ...process.env,
  SIMULATION_REPORT: report,
};
const jest = ['--no-warnings', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, 'test/simulation'], {
  env,
  stdio: 'inherit',
});
const seen = existsSync(report)
  ? readFileSync(report, 'utf8')
  : 'Nothing was reported: the run broke before its end.\n';
rmSync(folder, { recursive: true });
const whole = seen.includes('in the service');
process.exitCode = status === 0 && whole ? 0 : 1;
process.stdout.write(
  `\nThe simulation\ncommit    ${git('rev-parse', 'HEAD')}${changed}\nseed      ${env.SIMULATION_SEED}\n${seen}` +
    (process.exitCode === 0
      ? 'No finding.\n'
      : `A finding, or a test that failed: see above. Again with SIMULATION_SEED=${env.SIMULATION_SEED} npm run simulate\n`),
);
