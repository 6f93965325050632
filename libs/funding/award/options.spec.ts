import { asking, awardAfter, decided, ofYear, type Asked } from '#test/support/award-told.js';
import { contract, happens, made } from '#test/support/contract-told.js';
import { expectRefused } from '#test/support/given.js';

const exercise = (option: number, amount = '960000.00', on = '2027-06-01'): Asked =>
  asking(
    'exercise-option',
    { change: `o${option}`, option, adds: [ofYear('2028-29', amount)] },
    on,
  );

describe('an option', () => {
  it('prolongs the contract, and what is left of the options is worth less', () =>
    expect(happens(exercise(1)).events).toMatchObject([
      {
        type: 'OptionExercised',
        data: { end: '2029-03-31', value: '2640000.00', optionsValue: '960000.00' },
      },
    ]));

  it('is exercised in its turn, in time, for its own years and within its worth', () => {
    expectRefused(happens(exercise(2)).refused, 'wrong-order', {});
    expectRefused(happens(exercise(3)).refused, 'not-found', { what: 'option' });
    expectRefused(happens(exercise(1, '1.00', '2028-01-01')).refused, 'option-too-late', {
      exerciseBy: '2027-12-31',
    });
    // Recorded a day late, it is late whatever day it names.
    const recordedOn = (today: string, on?: string) =>
      decided(made, exercise(1, '960000.00', on), undefined, today);
    expectRefused(recordedOn('2028-01-01', '2027-12-31').refused, 'option-too-late', {
      exerciseBy: '2027-12-31',
    });
    expectRefused(recordedOn('2027-12-31', '2028-01-01').refused, 'option-too-late', {});
    expect(recordedOn('2027-12-31', '2027-06-01').events).toHaveLength(1);
    expectRefused(happens(exercise(1, '960000.01')).refused, 'option-exceeds-worth', {
      short: '0.01',
    });
    const early = { change: 'o1', option: 1, adds: [ofYear('2027-28', '1.00')] };
    expectRefused(happens(asking('exercise-option', early)).refused, 'invalid-request', {});
  });

  it('lapses when its day is over, or when it is given up', () => {
    const lapse = (more: object, on: string): Asked =>
      asking('lapse-option', { option: 1, ...more }, on);
    expectRefused(happens(lapse({}, '2027-12-31')).refused, 'option-still-open', { option: 1 });
    expect(happens(lapse({}, '2028-01-01')).events).toMatchObject([
      { type: 'OptionLapsed', data: { optionsValue: '960000.00' } },
    ]);
    // The day that the command names does not make its last day pass sooner.
    const ahead = (asked: Asked) => decided(made, asked, undefined, '2027-12-31');
    expectRefused(ahead(lapse({}, '2028-01-01')).refused, 'option-still-open', { option: 1 });
    expect(ahead(lapse({ cause: 'given-up' }, '2028-01-01')).events).toHaveLength(1);
    expectRefused(
      happens(lapse({ cause: 'given-up' }, '2027-01-01'), exercise(1)).refused,
      'wrong-order',
      { state: 'lapsed' },
    );
  });
});

describe('the last days of options', () => {
  const lastDays = (event: object | undefined) =>
    (event as { data?: { lastDays?: object } } | undefined)?.data;

  it('are their own or the contract’s, and move with its end', () => {
    const { events = [] } = decided({ outcome: 'open' }, contract());
    expect(lastDays(events.at(-1))).toMatchObject({
      lastDays: [
        { option: 1, last: '2027-12-31' },
        { option: 2, last: '2028-03-31' },
      ],
    });
    const longer = asking('vary-contract', {
      change: 'v',
      description: 'Longer',
      end: '2028-06-30',
    });
    expect(lastDays(happens(longer).events?.[0])).toMatchObject({
      lastDays: [
        { option: 1, last: '2027-12-31' },
        { option: 2, last: '2028-06-30' },
      ],
    });
    expect(lastDays(happens(exercise(1)).events?.[0])).toMatchObject({
      lastDays: [{ option: 2, last: '2029-03-31' }],
    });
  });
});

describe('an option without a last day of its own', () => {
  const open = awardAfter(contract({ terms: undefined }));
  const lapse = (on: string, more: object = {}): Asked =>
    asking('lapse-option', { option: 1, ...more }, on);

  it('is open for as long as the contract is', () => {
    expectRefused(decided(open, lapse('2028-03-31')).refused, 'option-still-open', {
      exerciseBy: '2028-03-31',
    });
    expect(decided(open, lapse('2028-03-31', { cause: 'given-up' })).events).toHaveLength(1);
    expect(decided(open, lapse('2028-04-01')).events).toHaveLength(1);
    const ahead = decided(open, lapse('2028-04-01'), undefined, '2028-03-31');
    expectRefused(ahead.refused, 'option-still-open', {});
    expectRefused(decided(open, exercise(1, '1.00', '2028-04-01')).refused, 'option-too-late', {
      exerciseBy: '2028-03-31',
    });
  });

  it('is never out of time where nobody knows when the contract ends', () => {
    const endless = awardAfter(contract({ terms: undefined, end: undefined }));
    expectRefused(decided(endless, lapse('2040-01-01')).refused, 'option-still-open', {});
    expect(decided(endless, lapse('2040-01-01', { cause: 'given-up' })).events).toHaveLength(1);
  });
});
