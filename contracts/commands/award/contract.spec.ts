import { contractCommands } from './contract.js';

it('lets prices move in proportion to an index value, which is never nothing', () => {
  const isTaken = (value: string): boolean =>
    contractCommands['uplift-contract'].safeParse({
      change: 'u1',
      from: '2027-04-01',
      before: { month: '2026-04', value },
      now: { month: '2027-04', value: '130' },
    }).success;
  expect(['125', '0.1', '0', '0.00'].map(isTaken)).toEqual([true, true, false, false]);
});
