import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { money as inMoney } from './words.js';

/** A field of a form, with what it holds. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** An amount of money, in pounds. */
  readonly money?: boolean;
  /** Nothing can be asked without it. */
  readonly needed?: boolean;
  /** What may be written, with what it is called. */
  readonly choices?: readonly Choice[];
  /** Nothing but one of the choices may be said: they are chosen from, not written. */
  readonly closed?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly text?: string;
}

/** A field in which one of a list is chosen by its name; `unsaid` says what holds where none is. */
export function chosenField(
  field: Pick<FormField, 'name' | 'label' | 'hint' | 'value'>,
  unsaid: string,
  listed: readonly Choice[],
): FormField {
  const { value } = field;
  // What is not in the list, as nothing is that is not there yet at the moment asked for, stays asked for.
  const other = value === '' || listed.some((each) => each.value === value) ? [] : [{ value }];
  return { ...field, closed: true, choices: [{ value: '', text: unsaid }, ...listed, ...other] };
}

/** A field in which a fund is chosen by its name; `unsaid` says what holds where none is. */
export const fundField = (
  facts: FactsAt,
  value: string,
  unsaid: string,
  said: Partial<FormField> = {},
): FormField => ({
  ...chosenField(
    { name: 'fund', label: 'Fund', hint: '', value },
    unsaid,
    facts.list('fund').map(({ id, attributes }) => ({ value: id, text: attributes.name })),
  ),
  ...said,
});

/** As amounts are written everywhere; what is none is said as it was written. */
const inPounds = (value: string): string =>
  /^\d{1,16}\.\d{2}$/.test(value) ? inMoney(parsePence(value)) : `£${value}`;

/** What a form asked, for paper, on which its fields do not stand. */
export const askedInWords = (fields: readonly FormField[]): string =>
  fields
    .filter(({ value }) => value !== '')
    .map(({ label, value, money, choices }) => {
      const chosen = choices?.find((choice) => choice.value === value);
      return `${label}: ${chosen?.text ?? (money === true ? inPounds(value) : value)}`;
    })
    .join('; ');
