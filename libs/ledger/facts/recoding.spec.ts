import { readFileSync } from 'node:fs';
import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, type EventOf } from '#contracts/events/all.js';
import { facts } from '../facts.js';

const example = new URL('../../../contracts/examples/SpendingRecoded.v1.json', import.meta.url);
const recoded = asDomainEvent(
  JSON.parse(readFileSync(example, 'utf8')) as RecordedEvent,
) as RecordedEvent & EventOf<'SpendingRecoded'>;

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
