import { faults } from './broken/faults.js';
import { firstFinding } from './broken/memory-place.js';

/*
 * A simulation that cannot fail proves nothing. Here the code under test is broken on purpose, in ways
 * in which it might be, always from outside: what is recorded is not what was decided, or decisions
 * are made on what was not recorded. The auditor must find each within some lives, by its rule.
 */
const seed = 20261122;
const livesMax = 40;

it('finds nothing where nothing is broken', async () => {
  expect(await firstFinding((store) => store, { seed, livesMax: 6 })).toBeUndefined();
});

it.each(faults)('finds out when $fault', async ({ broken, rule, ...lived }) => {
  expect(await firstFinding(broken, { seed, livesMax }, lived)).toMatch(rule);
});
