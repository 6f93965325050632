import { parsePence, sumPence } from '#libs/money/pence.js';
import { capital, money } from '../words.js';
import {
  chosenForm,
  dayParts,
  formAt,
  linesOf,
  rowsSent,
  textOf,
  textsOf,
  within,
  writtenAmount,
  type Sent,
} from './filled-in.js';
import type { Field, Member } from './fields.js';
import type { Choice } from './listing.js';
import { areFreeWords } from './recorded-first.js';
import { gridShown, type GridShown } from './grid.js';
import { optionText, rowWord } from './words/words.js';

/** A field as the template lays it out. */
export interface Shown {
  readonly kind: Field['kind'] | 'day' | 'yes-no' | 'amount' | 'rate' | 'words' | 'text';
  /** Its name in the form, and its address on the page. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** How it is chosen on a screen: nothing opens on paper. */
  readonly choosing?: string | undefined;
  /** There is nothing to choose yet; and what is recorded before there is, where that is known. */
  readonly empty?: boolean;
  readonly first?: First | undefined;
  readonly error?: string | undefined;
  readonly value?: string;
  /** Where people may choose from what the fund knows: the name of the list. */
  readonly list?: string | undefined;
  readonly options?: readonly {
    readonly value: string;
    readonly text: string;
    readonly chosen: boolean;
    /** What the choice asks for in its turn. */
    readonly then?: Shown | undefined;
  }[];
  readonly parts?: readonly Shown[];
  /** What the amounts of some rows come to. */
  readonly total?: string | undefined;
  readonly grid?: GridShown;
  /** All rows that there can be are laid out. */
  readonly whole?: boolean;
}

/** What comes first, leading there where whoever asks may do it. */
export interface First {
  readonly text: string;
  readonly href?: string;
}

/** A list that a field is chosen from. */
export interface Choices {
  readonly name: string;
  readonly items: readonly Choice[];
  /** An identifier in the words by which it is chosen. */
  readonly inWords: (id: string) => string;
  readonly first?: First;
}

/** A financial year month by month. */
const monthsOfYear = [
  ...['April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December', 'January', 'February', 'March'],
];

/** So many can be ticked; more are written. */
const tickedMax = 20;

export interface Showing {
  readonly sent: Sent;
  /** What is wrong, by the name of the field. */
  readonly errors: ReadonlyMap<string, string>;
  /** What there is to choose from for a field; undefined where it is no choice. */
  readonly choices: (name: string) => Choices | undefined;
  /** Names of rows of which one more is wanted. */
  readonly more: string | undefined;
  /** The financial year that it is. */
  readonly year: string;
}

export function shown(
  field: Field,
  name: string,
  label: string,
  showing: Showing,
  about?: string,
): Shown {
  const { sent, errors } = showing;
  const last = lastName(name);
  const said = field.optional || field.nullable ? `${label} (optional)` : label;
  const common = {
    ...{ name, label: said, error: errors.get(name), value: textOf(sent, name) },
    hint: together(about, writtenAs(field, name, showing), ifLeftEmpty(field, name, showing)),
    ...fromList(field, name, showing),
  };
  const option = (value: string, text: string): NonNullable<Shown['options']>[number] => ({
    ...{ value, text },
    chosen: textsOf(sent, name).includes(value),
  });
  switch (field.kind) {
    case 'leaf':
      return { ...common, ...leafShown(field.leaf, name, showing) };
    case 'choice':
    case 'several':
      return {
        ...{ ...common, kind: field.kind },
        options: field.options.map((each) => option(each, optionText(last, each))),
      };
    case 'order':
      return { ...common, kind: 'order', parts: placesShown(field.options, name, sent) };
    case 'lines': {
      const ticked = tickedFrom(name, showing);
      return ticked === undefined
        ? { ...common, kind: 'lines', value: linesInWords(name, showing) }
        : {
            ...{ ...common, kind: 'several', hint: together(about) },
            options: ticked.map((each) => ({
              ...each,
              chosen: linesOf(sent, name).includes(each.value),
            })),
          };
    }
    case 'pairs':
      return {
        ...common,
        kind: 'pairs',
        hint: together(about, 'One on each line, as name: value'),
      };
    case 'fixed':
      return { ...common, kind: 'fixed', value: field.value };
    case 'part':
      return {
        ...{ ...common, kind: 'part' },
        parts: members(field.members, name, showing),
      };
    case 'rows': {
      const whole = last === 'months';
      const asked = whole ? monthsOfYear.length : 1;
      const rows = Math.max(asked, rowsSent(name, sent) + (showing.more === name ? 1 : 0));
      const parts = Array.from({ length: rows }, (_, row) =>
        shown(required(field.of), within(name, row), rowCalled(name, row), showing),
      );
      return {
        ...{ ...common, kind: 'rows', whole, total: totalOf(field.of, name, sent) },
        // What is said of each of twelve boxes is said once.
        ...(whole ? { hint: together(common.hint, parts[0]?.hint) } : {}),
        parts: whole ? parts.map((part) => ({ ...part, hint: undefined })) : parts,
      };
    }
    case 'grid':
      return {
        ...{ ...common, kind: 'grid' },
        grid: gridShown(field, name, showing, (member, at, called) =>
          shown(member.field, at, called, showing, member.hint),
        ),
      };
    case 'either': {
      const chosen = chosenForm(field, name, sent);
      return {
        ...{ ...common, kind: 'either' },
        options: field.forms.map((form, place) => ({
          ...{ value: String(place), text: form.label, chosen: place === chosen },
          ...(asksNothing(form.field)
            ? {}
            : { then: shown(form.field, formAt(name, place), form.label, showing) }),
        })),
      };
    }
  }
}

const places = ['First', 'Second', 'Third', 'Fourth'];

/** A choice for each place of an order, all under one name: what is sent first comes first. */
const placesShown = (options: readonly string[], name: string, sent: Sent): Shown[] =>
  options.map((_, place) => ({
    ...{ kind: 'choice', name, label: places[place] ?? String(place + 1) },
    options: options.map((value) => ({
      ...{ value, text: optionText(lastName(name), value) },
      chosen: textsOf(sent, name)[place] === value,
    })),
  }));

/** What one of several rows is called. */
export const rowCalled = (name: string, row: number): string =>
  (lastName(name) === 'months' ? monthsOfYear[row] : undefined) ??
  `${rowWord(lastName(name))} ${row + 1}`;

/** What may be ticked instead of written: all that there is, and what was written before. */
function tickedFrom(name: string, { sent, choices }: Showing): Choice[] | undefined {
  const items = choices(name)?.items ?? [];
  if (items.length === 0 || items.length > tickedMax) return undefined;
  const ticked = linesOf(sent, name);
  // What holds stands first and as it stood: what is sent as it was is not changed.
  return [
    ...ticked.map((id) => items.find(({ value }) => value === id) ?? { value: id, text: id }),
    ...items.filter(({ value }) => !ticked.includes(value)),
  ];
}

const linesInWords = (name: string, { sent, choices }: Showing): string =>
  linesOf(sent, name)
    .map((id) => choices(name)?.inWords(id) ?? id)
    .join('\n');

const together = (...hints: readonly (string | undefined)[]): string | undefined =>
  hints.filter((hint) => hint !== undefined).join('. ') || undefined;

/** Of `funding.0.scheme`, the last. */
export const lastName = (name: string): string => /[A-Za-z]+(?=[.~\d]*$)/.exec(name)?.[0] ?? '';

/** What leaving it empty says, in the words of its choices. */
function ifLeftEmpty(field: Field, path: string, { choices }: Showing): string | undefined {
  const name = lastName(path);
  const { kind, otherwise } = field;
  if (otherwise === undefined) return undefined;
  if (kind === 'choice' || kind === 'either')
    return `If left empty: ${optionText(name, otherwise)}`;
  const isYesOrNo = kind === 'leaf' && field.leaf === 'yes-no';
  const said = choices(path)?.inWords(otherwise) ?? otherwise;
  return `If left empty: ${isYesOrNo ? capital(said) : said}`;
}

/** How it is written, where people would have to ask. */
function writtenAs(field: Field, name: string, { choices }: Showing): string | undefined {
  const offered = choices(name)?.items;
  if (field.kind === 'lines')
    return offered === undefined ? 'One on each line' : 'By name, one on each line';
  if (field.kind === 'pairs') return 'One on each line, as name: value';
  if (field.kind !== 'leaf') return undefined;
  switch (field.leaf) {
    case 'amount':
      return 'Pounds, such as 1,200,000.00';
    case 'rate':
      return 'Per cent, such as 4 or 0.5';
    case 'day':
      return 'For example, 31 3 2027';
    case 'year':
      return 'A financial year, such as 2026-27';
    case 'integer':
    case 'text':
      return offered === undefined && field.leaf === 'integer' ? 'A whole number' : undefined;
    case 'words':
    case 'yes-no':
      return undefined;
  }
}

/** How it is chosen from a list; or that there is nothing to choose yet, and what comes first. */
function fromList(
  { kind, ...field }: Field,
  name: string,
  { choices }: Showing,
): Pick<Shown, 'choosing' | 'empty' | 'first'> {
  const from = choices(name);
  const isWritten = kind === 'leaf' && 'leaf' in field && ['text', 'integer'].includes(field.leaf);
  if (from === undefined || !(isWritten || kind === 'lines')) return {};
  if (from.items.length === 0)
    return areFreeWords.has(from.name) ? {} : { empty: true, first: from.first };
  return isWritten ? { choosing: 'Begin to write, and choose from the list' } : {};
}

/** What is said by choosing it alone. */
const asksNothing = (field: Field): boolean =>
  field.kind === 'fixed' ||
  (field.kind === 'part' && field.members.every((member) => asksNothing(member.field)));

const required = (field: Field): Field => ({ ...field, optional: false, nullable: false });

export const members = (of: readonly Member[], path: string, showing: Showing): Shown[] =>
  of
    .filter(({ field }) => field.kind !== 'fixed')
    .map(({ name, label, hint, field }) => shown(field, within(path, name), label, showing, hint));

type LeafShown = Pick<Shown, 'kind' | 'list' | 'options' | 'parts' | 'value'>;

function leafShown(
  leaf: (Field & { kind: 'leaf' })['leaf'],
  name: string,
  { sent, choices }: Showing,
): LeafShown {
  switch (leaf) {
    case 'amount':
    case 'rate':
      return { kind: leaf };
    case 'day':
      return {
        kind: 'day',
        parts: dayParts.map((part) => ({
          ...{ kind: 'text', name: `${name}-${part}`, label: capital(part) },
          value: textOf(sent, `${name}-${part}`),
        })),
      };
    case 'yes-no':
      return {
        kind: 'yes-no',
        options: ['yes', 'no'].map((value) => ({
          ...{ value, text: capital(value) },
          chosen: textOf(sent, name) === value,
        })),
      };
    case 'words':
      return { kind: 'words' };
    case 'year':
      return { kind: 'text' };
    case 'integer':
    case 'text': {
      const from = choices(name);
      return from === undefined
        ? { kind: 'text' }
        : { kind: 'text', list: from.name, value: from.inWords(textOf(sent, name)) };
    }
  }
}

/** What the rows' amounts come to so far; undefined where a row holds no amount or several. */
function totalOf(of: Field, name: string, sent: Sent): string | undefined {
  const rows = Array.from({ length: rowsSent(name, sent) }, (_, row) => within(name, row));
  if (of.kind === 'leaf' && of.leaf === 'amount')
    return sumWritten(rows.map((row) => textOf(sent, row)));
  if (of.kind !== 'part') return undefined;
  const amounts = of.members.filter(
    ({ name: called, field }) => called === 'amount' && field.kind === 'leaf',
  );
  const [amount] = amounts;
  if (amount === undefined || amounts.length > 1) return undefined;
  return sumWritten(rows.map((row) => textOf(sent, within(row, amount.name))));
}

/** What amounts come to, as far as they can be read. */
export const sumWritten = (texts: readonly string[]): string =>
  money(
    sumPence(
      texts
        .map(writtenAmount)
        .filter((text) => /^-?\d{1,16}\.\d{2}$/.test(text))
        .map((text) => parsePence(text)),
    ),
  );
