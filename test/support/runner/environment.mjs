import { TestEnvironment } from 'jest-environment-node';

/**
 * Where Jest keeps its own part of a test file. What tests make comes from outside of it (run.mjs), so
 * it knows the classes of JavaScript that are known there: `expect.any(String)` means that one.
 */
export default class Environment extends TestEnvironment {
  constructor(...given) {
    super(...given);
    for (const name of Object.getOwnPropertyNames(globalThis))
      if (/^[A-Z]/.test(name) && typeof globalThis[name] === 'function')
        this.global[name] = globalThis[name];
  }
}
