import { z } from 'zod';
import type { AuditTest } from '#projections/audit-trail/tests/audit-test.js';
import type { FormField } from './form-fields.js';
import { kept, textOf } from './links.js';
import { sentenceCase } from './words.js';

type Asked = Readonly<Record<string, unknown>>;

interface Words {
  readonly label: string;
  readonly hint?: string;
  /** An amount of money, in pounds. */
  readonly money?: boolean;
  /** What each of a few words means. */
  readonly choices?: Readonly<Record<string, string>>;
}

const noOrYes = (without: string, withThem: string): Record<string, string> => ({
  ...{ no: without, yes: withThem },
});

/** How the parameters of the saved tests are asked for, test by test. */
const words: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  'entries-after-close': {
    state: {
      label: 'How the month was closed',
      choices: {
        ...{ any: 'Softly or hard', 'soft-closed': 'Softly' },
        'hard-closed': 'Hard',
      },
    },
  },
  reversals: {
    accruals: {
      label: 'Reversals of accruals',
      choices: noOrYes('Left out', 'Listed too'),
    },
  },
  'near-limit': {
    share: { label: 'Least share of the limit', hint: 'Such as 0.9 for nine tenths' },
  },
  'split-approvals': { days: { label: 'Within how many days', hint: 'From 1 to 366' } },
  'proposers-and-approvers': {
    least: { label: 'At least how many times', hint: 'From 1 to 1,000' },
  },
  'round-sums': {
    multiple: { label: 'Multiple of', hint: 'In pounds, such as 1000.00', money: true },
    least: { label: 'Not less than', hint: 'In pounds, such as 1000.00', money: true },
  },
  'year-end-virements': {
    days: { label: 'Within how many days of the end', hint: 'From 1 to 366' },
  },
  gaps: {
    series: {
      label: 'Whose series',
      choices: { own: 'The fund’s own', providers: 'Each provider’s invoices too' },
    },
    most: { label: 'Longest step within a series', hint: 'From 1 to 1,000' },
  },
  duplicates: {
    by: {
      label: 'Alike by',
      choices: {
        ...{ either: 'Day or reference', day: 'Day', reference: 'Reference' },
        file: 'File',
      },
    },
  },
  overrides: {
    obligations: {
      label: 'Obligations in law and demand-led schemes',
      choices: noOrYes('Left out', 'Listed too'),
    },
  },
  'debtors-and-creditors': {
    day: { label: 'Day', hint: 'Such as 2026-03-31; leave empty for the last 31 March' },
  },
};

const wordsOf = (test: string, parameter: string): Words =>
  words[test]?.[parameter] ?? { label: sentenceCase(parameter) };

/** The parameters of a saved test as fields, each with what is said or holds where nothing is. */
export const parameterFields = (name: string, test: AuditTest, query: Asked): FormField[] =>
  Object.entries(test.parameters.shape).map(([parameter, schema]) => {
    const fallback: unknown = (schema as z.ZodType).safeParse(undefined).data;
    const { label, hint = '', money = false, choices = {} } = wordsOf(name, parameter);
    const values = valuesOf(schema);
    return {
      ...{ name: parameter, label, hint, ...(money ? { money } : {}) },
      ...(values.length > 0
        ? {
            closed: true,
            choices: values.map((value) => ({ value, text: choices[value] ?? value })),
          }
        : {}),
      value:
        kept(query, [parameter])[0]?.[1] ??
        (typeof fallback === 'number' ? String(fallback) : textOf(fallback)),
    };
  });

/** What a parameter may be, where that is one of a few words. */
const valuesOf = (schema: unknown): string[] => {
  const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
};

/** A definition speaks of its parameters by their names: here as their fields are called. */
export const definitionInWords = (name: string, definition: string): string =>
  definition.replace(
    /`(\w+)`/g,
    (_, parameter: string) => `\u201c${wordsOf(name, parameter).label}\u201d`,
  );
