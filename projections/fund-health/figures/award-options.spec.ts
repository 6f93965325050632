import { readFileSync } from 'node:fs';
import { asDomainEvent, type DomainEvent } from '#contracts/events/all.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { awardOptions } from './award-options.js';
import { calendar } from './calendar.js';

const folder = new URL('../../../contracts/examples/', import.meta.url);
const example = (type: string): DomainEvent =>
  asDomainEvent(
    JSON.parse(readFileSync(new URL(`${type}.v1.json`, folder), 'utf8')) as RecordedEvent,
  );
const after = (day: string, ...types: readonly string[]) =>
  fundView(
    'northmoor',
    recorded([...toldSoFar(...northmoor).happened, ...types.map(example)]),
    day,
  );
const ofLights = (...asked: Parameters<typeof after>) =>
  awardOptions(after(...asked).facts, 'harbour-lights').map(
    ({ option, runs, exerciseBy, after: other, state }) => [
      ...[option, state, runs?.from, runs?.to, exerciseBy, other],
    ],
  );
const lastDays = (...asked: Parameters<typeof after>) =>
  calendar(after(...asked), [])
    .filter(({ what }) => what === 'option')
    .map(({ day, reference }) => [day, reference]);

it('runs each from the end of the one before it', () =>
  expect(ofLights('2028-10-01')).toEqual([
    [1, 'open', '2029-07-01', '2030-06-30', '2029-06-30', null],
    [2, 'open', '2030-07-01', '2031-06-30', '2030-06-30', 1],
  ]));

it('keeps the days that were agreed for them', () =>
  expect(ofLights('2028-10-01', 'ContractTermsAgreed').map((of) => of[4])).toEqual([
    '2029-03-31',
    '2030-03-31',
  ]));

it('is in what the term comes to once it was exercised', () =>
  expect(ofLights('2029-01-01', 'OptionExercised')).toEqual([
    [1, 'exercised', undefined, undefined, null, null],
    [2, 'open', '2030-07-01', '2031-06-30', '2030-06-30', null],
  ]));

it('is decided by the end of the term where no day was agreed, one option after the other', () => {
  expect(lastDays('2028-10-01')).toEqual([['2029-06-30', '1']]);
  expect(lastDays('2029-10-01', 'OptionExercised')).toEqual([['2030-06-30', '2']]);
  expect(lastDays('2029-07-01', 'ContractTermsAgreed')).toEqual([
    ['2029-03-31', '1'],
    ['2030-03-31', '2'],
  ]);
});
