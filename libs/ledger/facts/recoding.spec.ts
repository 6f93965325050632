import { readFileSync } from 'node:fs';
import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, type EventOf } from '#contracts/events/all.js';
import { facts } from '../facts.js';

const example = (version: number) =>
  asDomainEvent(
    JSON.parse(
      readFileSync(
        new URL(`../../../contracts/examples/SpendingRecoded.v${version}.json`, import.meta.url),
        'utf8',
      ),
    ) as RecordedEvent,
  ) as RecordedEvent & EventOf<'SpendingRecoded'>;
const recoded = example(1);

it('flags what goes beyond the award that it is put under, like any other spending', () => {
  const { is } = recoded.data;
  const parts = is.parts.map((part) => ({ ...part, drawsOn: 'scheme' as const }));
  const beyond = { ...recoded, data: { ...recoded.data, is: { ...is, award: 'lights', parts } } };
  const flags = facts(beyond).filter(({ entity }) => entity === 'flag');
  expect(flags.map(({ attributes }) => attributes)).toEqual(
    parts.map(
      ({ amount }) =>
        expect.objectContaining({ kind: 'over-award', amount, award: 'lights' }) as object,
    ),
  );
});

it('flags what goes beyond what the award that it is put under pays beside its stages', () => {
  const flags = facts(example(3)).filter(({ entity }) => entity === 'flag');
  expect(flags.map(({ attributes }) => attributes)).toEqual([
    expect.objectContaining({ kind: 'beside-stages', amount: '2.20', award: 'panel-work' }),
  ]);
});

it('says what is left of the expenditure that was recoded, and that nothing is', () =>
  expect(
    [example(2), example(1)].map(
      (event) =>
        facts(event).find(({ entity, id }) => entity === 'expenditure' && id === 'one')?.attributes,
    ),
  ).toEqual([{ amount: '3.30' }, { state: 'recoded' }]));
