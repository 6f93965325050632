import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Pence } from '#libs/money/pence.js';
import type { Moment } from '../../reading/reading.js';
import { entriesWhere, touching, Values, type Entry } from '../entries.js';

/** Something that a test found. It is a question to people, never a verdict. */
export interface Finding {
  /** What was found, in a sentence. */
  readonly what: string;
  /** The events that it rests on, by log number. */
  readonly numbers: readonly number[];
  /** `none` where it is of no one fund. */
  readonly fund: string;
  readonly amount: Pence | null;
  /** Whatever else tells one finding from another. */
  readonly of: Readonly<Record<string, string | number | null>>;
}

/** Where a test looks: events up to a number, in effect by a day, of one fund or of all. */
export interface Look {
  readonly models: EntityManager;
  readonly moment: Moment;
  readonly fund: string | undefined;
}

/** A test that auditors run again and again, with its definition. */
export interface AuditTest {
  readonly title: string;
  /** What it finds, in a sentence that leaves nothing open. */
  readonly definition: string;
  /** Every parameter is a text with a default, so that an address can hold it. */
  readonly parameters: z.ZodObject;
  find(look: Look, parameters: Readonly<Record<string, unknown>>): Promise<readonly Finding[]>;
}

/** Declares a test; its parameters reach it as its schema reads them. */
export const auditTest = <Parameters extends z.ZodObject>(test: {
  readonly title: string;
  readonly definition: string;
  readonly parameters: Parameters;
  readonly find: (look: Look, parameters: z.output<Parameters>) => Promise<readonly Finding[]>;
}): AuditTest => ({
  ...test,
  find: (look, parameters) => test.find(look, test.parameters.parse(parameters)),
});

/** The condition that entries `e` of provenances `p` are within what a test looks at. */
export function within({ moment, fund }: Look, values: Values): string {
  const upTo = values.at(moment.number);
  return [
    `e.number <= ${upTo}`,
    ...(moment.effectiveOn === null
      ? []
      : [`e.effective <= ${values.at(moment.effectiveOn)}::date`]),
    ...(fund === undefined ? [] : [touching(values, fund, upTo)]),
  ].join(' and ');
}

/** Entries of some types; `more` is a further condition over `e` and `p`. */
export function entriesOf(
  look: Look,
  types: readonly string[],
  more: (values: Values) => string = () => 'true',
): Promise<Entry[]> {
  const values = new Values();
  const condition = `${within(look, values)} and p.type = any(${values.at(types)}) and ${more(values)}`;
  return entriesWhere(look.models, condition, values);
}

/** A finding about one entry. */
export const about = (
  { number, funds, amount }: Entry,
  what: string,
  of: Finding['of'] = {},
): Finding => ({ what, numbers: [number], fund: funds[0] ?? 'none', amount, of });
