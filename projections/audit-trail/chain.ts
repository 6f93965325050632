import type { EntityManager } from 'typeorm';
import type { Moment } from '../reading/reading.js';
import { entriesWhere, Values, type Entry } from './entries.js';
import { correctingTypes, makers } from './figures/corrects.js';
import { correctionsOf } from './search.js';

/** One step of a chain of corrections: a later event that corrects an earlier one. */
export interface Link {
  readonly number: number;
  readonly corrects: number;
  /** `reverses`, `recodes`, `credits`, … */
  readonly how: string;
}

export interface Chain {
  /** Every event of the chain in the order of the log, the one that was opened among them. */
  readonly entries: readonly Entry[];
  readonly links: readonly Link[];
}

/** More than any correction that people follow; a chain that is longer is cut, and says so by its length. */
const entriesMax = 500;

/**
 * Everything that an event corrects or is corrected by, and what these correct, to both ends, as
 * known at a moment. A chain of one is an event that no other corrects.
 */
export async function chainOf(
  models: EntityManager,
  moment: Moment,
  opened: Entry,
): Promise<Chain> {
  const entries = new Map([[opened.number, opened]]);
  const links: Link[] = [];
  let fresh: readonly Entry[] = [opened];
  while (fresh.length > 0 && entries.size < entriesMax) {
    const found: Entry[] = [];
    for (const entry of fresh)
      for (const corrected of await correctedBy(models, entry)) {
        links.push(linkOf(entry, corrected));
        found.push(corrected);
      }
    const later = [...(await correctionsOf(models, moment, fresh))].flatMap(([, by]) => by);
    found.push(...(await entriesOf(models, later)));
    fresh = found.filter(({ number }) => !entries.has(number));
    for (const entry of fresh) entries.set(entry.number, entry);
  }
  return {
    entries: [...entries.values()].sort((a, b) => a.number - b.number),
    links: [...new Map(links.map((link) => [`${link.number} ${link.corrects}`, link])).values()]
      .filter(({ number, corrects }) => entries.has(number) && entries.has(corrects))
      .sort((a, b) => a.number - b.number || a.corrects - b.corrects),
  };
}

const linkOf = ({ number, type }: Entry, { number: corrects }: Entry): Link => ({
  number,
  corrects,
  how: correctingTypes[type as keyof typeof correctingTypes],
});

/** Of each subject that an event corrects, the event by which it had last come about before. */
async function correctedBy(models: EntityManager, entry: Entry): Promise<Entry[]> {
  if (entry.corrects.length === 0) return [];
  const values = new Values();
  return entriesWhere(
    models,
    `e.number in (select max(x.number) from entry x join provenance t on t.id = x.provenance
      where t.stream = ${values.at(entry.stream)} and t.type = any(${values.at([...makers])})
        and x.subject = any(${values.at(entry.corrects)}) and x.number < ${values.at(entry.number)}
      group by x.subject)`,
    values,
  );
}

function entriesOf(models: EntityManager, numbers: readonly number[]): Promise<Entry[]> {
  const values = new Values();
  return entriesWhere(models, `e.number = any(${values.at(numbers)}::bigint[])`, values);
}
