import type { Reading } from '#projections/reading/reading.js';
import type { Asked } from './commands.js';

/**
 * The other outcomes that measure the same, where a claim is made or verified: two agreements may pay
 * for one outcome of one person, each in a stream of its own. No stream knows of the other; the views
 * do, and what stands in those streams is then read from themselves.
 */
export async function outcomesOfSameMeasure(reading: Reading, asked: Asked): Promise<string[]> {
  if (asked.kind !== 'outcome') return [];
  const { command } = asked.command;
  if (command !== 'claim-stage' && command !== 'verify-stage') return [];
  const { facts } = await reading.place({});
  const measure = facts.get('outcome', asked.id)?.attributes.measure;
  return facts
    .list('outcome')
    .filter(
      ({ id, attributes }) =>
        id !== asked.id && measure !== undefined && same(attributes.measure, measure),
    )
    .map(({ id }) => id);
}

/** Capitals and spaces make no other measure. */
const same = (one: string, other: string): boolean => words(one) === words(other);
const words = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
