#!/usr/bin/env node
// The way in from a fresh clone: installs and builds what is missing or stale, then hands over to
// the command line. Plain JavaScript without dependencies, since nothing may be installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { auditDependencies } from './audit.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MAIN = join(ROOT, 'dist', 'apps', 'purse', 'main.js');
/** As shells have it for a program that was interrupted. */
const STOPPED = 130;
const NODE_OLDEST = [20, 19];
const BUILT_FROM = [
  'apps',
  'contracts',
  'libs',
  'projections',
  'test',
  'nest-cli.json',
  'package-lock.json',
  'tsconfig.build.json',
  'tsconfig.json',
];
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const args = process.argv.slice(2);
requireNode();
stopWithNpm();
if (args[0] === '--check') {
  process.exitCode = await check(args.slice(1));
} else {
  const failed = (await install()) || (await build());
  if (failed) process.exit(failed);
  await import(pathToFileURL(MAIN).href);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_OLDEST[0] || (major === NODE_OLDEST[0] && minor >= NODE_OLDEST[1])) return;
  say(
    `Common Purse needs Node.js ${NODE_OLDEST.join('.')} or later, and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

/** A signal that only npm gets ends the shell between npm and us, and would leave us running. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** Everything that must hold before a change is accepted; answers the first failure's exit code. */
async function check(jestArgs) {
  const node = (script, ...rest) =>
    run(process.execPath, [join('node_modules', ...script), ...rest]);
  const tally = { passed: 0, failed: 0 };
  const browser = findChromium();
  const steps = [
    ['Set-up', install],
    // None needs what another makes, and each keeps but one core busy.
    [
      'Lint and types',
      async () => {
        const codes = await Promise.all([
          node(['eslint', 'bin', 'eslint.js'], '--max-warnings', '0', '.'),
          node(['prettier', 'bin', 'prettier.cjs'], '--check', '--log-level', 'warn', '.'),
          node(['typescript', 'bin', 'tsc'], '--noEmit'),
        ]);
        return Math.max(...codes);
      },
    ],
    ['Known holes', () => auditDependencies(ROOT, say)],
    ['Build', build],
    ['Tests', () => jest(jestArgs, browser, tally)],
    // The same stories wherever the log is kept: who asks for some tests names the store as well.
    ...(jestArgs.length > 0
      ? []
      : ['memory', 'eventstore'].map((store) => [
          `Stories, the log in ${store}`,
          () => jest(['test/stories'], browser, tally, { STORE: store }),
        ])),
  ];
  let exitCode = 0;
  for (const [name, step] of steps) {
    say(`\n── ${name}`);
    const started = Date.now();
    const code = await step();
    say(
      `── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
    if (code === STOPPED) return STOPPED;
    exitCode ||= code;
    if (code !== 0 && !name.startsWith('Tests') && !name.startsWith('Stories')) tally.failed += 1;
    // Without these two, whatever follows would only fail for the same reason.
    if (code !== 0 && (name === 'Set-up' || name === 'Build')) break;
  }
  if (browser === undefined && !process.env.CI)
    say(`\nBrowser tests were left out: ${noChromium()}.`);
  say(`\n${tally.passed} passed, ${tally.failed} failed`);
  return exitCode;
}

async function jest(jestArgs, browser, tally, environment = {}) {
  if (browser === undefined && process.env.CI) {
    say(`In CI the browser tests must run, but ${noChromium()}.`);
    tally.failed += 1;
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'purse-check-'));
  const results = join(folder, 'results.json');
  try {
    const code = await run(
      process.execPath,
      [
        '--no-warnings',
        join('node_modules', 'jest', 'bin', 'jest.js'),
        '--json',
        `--outputFile=${results}`,
        // Before the patterns, which would take what follows them for patterns too.
        ...jestArgs,
        ...(browser === undefined
          ? ['--testPathIgnorePatterns=/node_modules/', '--testPathIgnorePatterns=/test/browser/']
          : []),
      ],
      { ...(browser !== undefined && { CHROME_PATH: browser }), ...environment },
      // The results as JSON; what is for people comes on standard error.
      ['inherit', 'ignore', 'inherit'],
    );
    const result = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
    tally.passed += result?.numPassedTests ?? 0;
    const failed = result ? result.numFailedTests + result.numRuntimeErrorTestSuites : 0;
    // Jest also fails for other reasons, such as a path that no test has.
    tally.failed += code !== 0 && failed === 0 ? 1 : failed;
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install() {
  if (dependenciesAreCurrent()) return 0;
  say('Installing the dependencies (about a minute) …');
  const started = Date.now();
  // Development ones too, also where NODE_ENV is production: the build needs them.
  const npmArgs = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...npmArgs])
    : await run('npm', npmArgs);
  if (code === 0) say(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  else
    say(
      'The dependencies could not be installed: see what npm says above (is the network there?).',
    );
  return code;
}

/** Whether node_modules holds what package-lock.json names; npm writes its own list when it is done. */
function dependenciesAreCurrent() {
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    // Optional ones are for other machines.
    if (installed[path] === undefined) return entry.optional === true || entry.devOptional === true;
    return installed[path].version === entry.version;
  });
}

async function build() {
  const stamp = join(ROOT, 'dist', '.built-from');
  const sources = describeSources();
  if (existsSync(MAIN) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return 0;
  say('Building …');
  const started = Date.now();
  const nest = join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const code = await run(process.execPath, [nest, 'build', 'service']);
  if (code === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, sources);
    say(`Built in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  } else say('The build failed: see above.');
  return code;
}

/** A digest of names, sizes and times of change: other than a newest time, it sees what was removed. */
function describeSources() {
  const digest = createHash('sha256').update(process.version);
  const visit = (path) => {
    const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (stat?.isDirectory())
      readdirSync(join(ROOT, path))
        .sort()
        .forEach((name) => visit(join(path, name)));
    else if (stat && !/\.(spec|test)\.ts$/.test(path))
      digest.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  BUILT_FROM.forEach(visit);
  return digest.digest('hex');
}

function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  const candidates = folders.flatMap((folder) => CHROMIUM_NAMES.map((name) => join(folder, name)));
  candidates.push(
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
  return candidates.find((path) => existsSync(path));
}

function noChromium() {
  const named = process.env.CHROME_PATH;
  return named
    ? `CHROME_PATH is "${named}", where there is nothing`
    : 'no Chromium was found: install one, or set CHROME_PATH to it';
}

/** Runs a program in the root folder to its end; answers its exit code, and 130 if it was stopped. */
function run(program, programArgs, environment = {}, stdio = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, {
      cwd: ROOT,
      stdio,
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32' && program === 'npm',
    });
    // A signal may be meant for us alone; we end when the child has tidied up and ended.
    let stopped = false;
    const pass = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    signals.forEach((signal) => process.on(signal, pass));
    const finish = (code) => {
      signals.forEach((signal) => process.off(signal, pass));
      resolve(stopped ? STOPPED : code);
    };
    child.on('error', (error) => {
      say(`${program} could not be run: ${error.message}`);
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
