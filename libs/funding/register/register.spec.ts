import type { RegisterCommand } from '#contracts/commands/register.js';
import { expectRefused } from '#test/support/given.js';
import {
  contradictionsIn,
  decideRegister,
  evolveRegister,
  newRegister,
  type Register,
} from './register.js';

const effective = '2026-10-31';
const publish: RegisterCommand = {
  ...{ command: 'publish-register', effective, register: 'a', publisher: 'A Council' },
  ...{ file: 'october.csv', fund: 'pool', import: 'a.pool' },
};
type Listed = Extract<RegisterCommand, { command: 'list-contract' }>;
const listed: Listed = {
  ...{ command: 'list-contract', effective, register: 'a', line: 2, reference: 'C1' },
  ...{ title: 'Home care', purchaser: null, department: null, procedure: null, category: null },
  supplier: { name: 'Moor Care Ltd', identifiers: [], postcode: null },
  ...{ start: null, end: null, currentEnd: null, review: null, duration: null },
  total: { amount: '100.00', written: '£100' },
  ...{ annual: null, extensions: [], sme: 'unknown', vcse: 'unknown' },
};
const stated = (day: string) => ({ day, written: day });
const money = (amount: string) => ({ amount, written: amount });

it('keeps a published total as one whose basis nobody knows', () => {
  const { events } = decideRegister(newRegister(), listed);
  expect(events).toMatchObject([
    {
      ...{ type: 'ContractListed', effective },
      data: { total: { amount: '100.00' }, basis: 'unknown', contradictions: [] },
    },
  ]);
});

it('knows each register once', () => {
  const { events = [] } = decideRegister(newRegister(), publish);
  const state = events.reduce<Register>(evolveRegister, newRegister());
  expectRefused(decideRegister(state, publish).refused, 'already-exists', { what: 'register' });
});

describe('what contradicts itself is flagged', () => {
  const of = (said: Partial<Parameters<typeof contradictionsIn>[0]>) =>
    contradictionsIn({
      ...{ total: null, annual: null, start: null, end: null, duration: null },
      ...said,
    });

  it('an annual value above the total', () => {
    expect(of({ annual: money('16945.00'), total: money('16495.00') })).toEqual([
      'annual-over-total',
    ]);
    expect(of({ annual: money('100.00'), total: money('100.00') })).toEqual([]);
    expect(of({ annual: money('100.00'), total: { amount: null, written: 'TBC' } })).toEqual([]);
  });

  it('an end before the start, whose length is then compared with nothing', () => {
    const duration = { months: '12', written: '12' };
    expect(of({ start: stated('2026-04-02'), end: stated('2026-04-01'), duration })).toEqual([
      'end-before-start',
    ]);
  });

  it('a duration that is more than a month from its dates', () => {
    const dates = { start: stated('2024-04-01'), end: stated('2027-03-31') };
    const lasting = (months: string) => of({ ...dates, duration: { months, written: months } });
    expect(lasting('36')).toEqual([]);
    expect(lasting('35')).toEqual([]);
    expect(lasting('34.9')).toEqual(['duration-unlike-dates']);
    expect(lasting('24')).toEqual(['duration-unlike-dates']);
    expect(of({ ...dates, duration: { months: null, written: 'TBC' } })).toEqual([]);
  });
});
