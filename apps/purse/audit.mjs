// Plain JavaScript without dependencies, like bootstrap.mjs, which runs it among its checks.
import { spawn } from 'node:child_process';

const secondsMax = 120;
const serious = ['high', 'critical'];

/**
 * Asks the registry for known holes in what the service runs on (not in what only builds and tests it)
 * and says which of them are serious. Answers 1 where there are some, else 0: also where the registry
 * cannot say, as mirrors often cannot, and where there is no network, since then nothing has changed.
 * @param {string} folder with package.json and package-lock.json
 * @param {(line: string) => void} say
 * @param {NodeJS.ProcessEnv} environment of npm
 * @returns {Promise<number>}
 */
export async function auditDependencies(folder, say, environment = process.env) {
  const answer = await asked(folder, environment);
  if (answer?.vulnerabilities === undefined) {
    say(`The registry does not say which holes are known (${answer?.message ?? 'no answer'}).`);
    return 0;
  }
  const holes = Object.values(answer.vulnerabilities).filter(({ severity }) =>
    serious.includes(severity),
  );
  for (const { name, severity, range, via, fixAvailable } of holes) {
    const told = via.map((one) =>
      typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`,
    );
    const mended = fixAvailable === false ? 'not mended yet' : 'npm audit says what mends it';
    say(`${name} ${range}, ${severity}: ${told.join('; ')}; ${mended}.`);
  }
  if (holes.length === 0) say('No serious hole is known in what the service runs on.');
  return holes.length === 0 ? 0 : 1;
}

/** npm's own report, or undefined where it came to none. */
async function asked(folder, environment) {
  const args = ['audit', '--json', '--omit=dev', '--package-lock-only', '--fetch-retries=0'];
  const npm = environment.npm_execpath;
  const [program, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const child = spawn(program, [...before, ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: secondsMax * 1000,
    shell: process.platform === 'win32' && program === 'npm',
  });
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  await new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  });
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}
