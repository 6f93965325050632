import { runRate } from './run-rate.js';

it('goes on as it began, between the cheapest and the dearest month so far', () =>
  // 30.00 in three months: 120.00 a year; nine more at 5.00 or at 15.00.
  expect(runRate([500n, 1000n, 1500n])).toEqual({ outturn: 12_000n, low: 7_500n, high: 16_500n }));

it('is rounded to the penny', () =>
  expect(runRate([100n, 0n, 0n, 0n, 0n, 0n, 0n])?.outturn).toBe(171n));

it('is what was spent once the year is over', () =>
  expect(runRate(new Array<bigint>(12).fill(7n))).toEqual({ outturn: 84n, low: 84n, high: 84n }));

it('may be below zero, where accruals of the year before are still to be cleared', () =>
  expect(runRate([-100n, 50n])).toEqual({ outturn: -300n, low: -1_050n, high: 450n }));

it('is not there before a month has ended', () => expect(runRate([])).toBeUndefined());
