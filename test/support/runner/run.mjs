import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';

register('./hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

const offered = [
  ...['describe', 'it', 'test', 'expect'],
  ...['beforeAll', 'beforeEach', 'afterEach', 'afterAll'],
];

/**
 * Runs a test file as Jest does, but lets Node.js itself load what it imports. Jest would load every
 * module anew for every file, which took longer than most tests: now a process loads each one once,
 * as the service does. So whatever a module keeps, it keeps from one test file to the next.
 */
export default async function run(globalConfig, config, environment, runtime, ...rest) {
  const variables = { ...process.env };
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = async (path) => {
    for (const name of offered) globalThis[name] = environment.global[name];
    await import(pathToFileURL(path).href);
  };
  // Jest's own reader of source maps knows nothing of what Node.js loaded.
  Error.prepareStackTrace = undefined;
  try {
    return await circus.default(globalConfig, config, environment, runtime, ...rest);
  } finally {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, variables);
  }
}
