import type { Asked, Dimension } from '#libs/ledger/balances.js';
import type { Moment } from '#projections/reading/reading.js';
import type { Part, Traced } from '#projections/fund-health/figures/traced.js';
import { refuse } from '#projections/reading/refused.js';
import { accountsRead, accountsWritten } from './accounts-written.js';

/**
 * A figure's address: `add` and `less` name balances as `year(2026-27)account(a,b)`, each dimension
 * with its values. Readable, short enough to bookmark, and holding nothing but the question.
 */
const written = ({ asked }: Part): string =>
  Object.entries(asked)
    .map(([name, value]) => {
      const values = [value].flat();
      return `${name}(${(name === 'account' ? accountsWritten(values) : values).join(',')})`;
    })
    .join('');

/** The moment that links carry on, so that what is opened is what was seen. */
export function pointQuery({
  number,
  effectiveOn,
}: Pick<Moment, 'number' | 'effectiveOn'>): string {
  return `asKnownAt=${number}${effectiveOn === null ? '' : `&effectiveOn=${effectiveOn}`}`;
}

/** The point of a page as its form shows it, and the fields that the form carries on besides. */
export interface PointForm {
  readonly action: string;
  readonly asKnownAt: string;
  readonly effectiveOn: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** The start page, at the same point where one was asked for. */
  readonly home: string;
}

export const pointForm = (
  action: string,
  query: Readonly<Record<string, unknown>>,
  carried: readonly string[] = [],
): PointForm => ({
  action,
  asKnownAt: textOf(query['asKnownAt']),
  effectiveOn: textOf(query['effectiveOn']),
  hidden: kept(query, carried).map(([name, value]) => ({ name, value })),
  home: withPoint('/', query),
});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Empty fields of a form ask nothing. */
export const filled = (query: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== '' && value !== undefined),
  );

/** Parameters of a query, once or several times each, that an address or a form carries on. */
export const kept = (
  query: Readonly<Record<string, unknown>>,
  names: readonly string[],
): [string, string][] =>
  names.flatMap((name) => {
    const value = query[name];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values
      .filter((each) => typeof each === 'string' && each !== '')
      .map((each): [string, string] => [name, String(each)]);
  });

/** An address at the point that a query asks for; as it is where it asks for none. */
export function withPoint(address: string, query: Readonly<Record<string, unknown>>): string {
  const point = new URLSearchParams(kept(query, ['asKnownAt', 'effectiveOn'])).toString();
  if (point === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${point}`;
}

/** The number of a moment. States are those of a day, which an effective day says already. */
const numberAndDay = ({
  number,
  effectiveOn,
  day,
}: Pick<Moment, 'number' | 'effectiveOn' | 'day'>): string =>
  effectiveOn === null && number > 0 ? `${number}@${day}` : String(number);

/** An address of what depends on the day too, at a moment. */
export const atMoment = (
  address: string,
  moment: Pick<Moment, 'number' | 'effectiveOn' | 'day'>,
): string =>
  withPoint(address, { asKnownAt: numberAndDay(moment), effectiveOn: moment.effectiveOn });

/** An address at a moment that stays the same for ever: whoever opens it sees what is seen now. */
export function standing(
  address: string,
  moment: Pick<Moment, 'number' | 'effectiveOn' | 'day'>,
): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const filled = [...searchParams].filter(
    ([name, value]) => value !== '' && !['asKnownAt', 'table', 'format'].includes(name),
  );
  const asked = new URLSearchParams(filled).toString();
  return `${pathname}?asKnownAt=${numberAndDay(moment)}${asked === '' ? '' : `&${asked}`}`;
}

/** One table of the page at an address, as a file. */
export function addressOfFile(address: string, table: string, format: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}table=${table}&format=${format}`;
}

export function postingsLink(
  fund: string,
  moment: Moment,
  title: string,
  figure: Pick<Traced, 'from'>,
): string {
  const parts = figure.from
    .filter(({ asked }) => Object.values(asked).every((value) => value.length > 0))
    .map((part) => `${part.sign === 1 ? 'add' : 'less'}=${encodeURI(written(part))}`);
  return `/funds/${fund}/postings?figure=${titleWritten(title)}&${parts.join('&')}&${pointQuery(moment)}`;
}

/** Commas and spaces, of which titles have many, in one sign each. */
const titleWritten = (title: string): string =>
  encodeURIComponent(title).replaceAll('%20', '+').replaceAll('%2C', ',');

const dimensions: ReadonlySet<string> = new Set<Dimension>([
  ...(['account', 'period', 'year', 'relatesTo', 'nature', 'source'] as const),
  ...(['scheme', 'award', 'provider', 'area'] as const),
]);

const group = /^(?:[a-zA-Z]+\([A-Za-z0-9._:,-]+\))+$/;

/** Reads back what `postingsLink` wrote; refuses anything else. */
export function partsOf(query: Readonly<Record<string, unknown>>): Part[] {
  const parts = [...partsIn(query['add'], 1), ...partsIn(query['less'], -1)];
  if (parts.length === 0)
    throw refuse('invalid-request', { detail: 'the address names no balances to open' });
  return parts;
}

/** More than any figure has: of the parts of one, none is left out unsaid. */
const partsMax = 200;

function partsIn(value: unknown, sign: 1 | -1): Part[] {
  if (value === undefined) return [];
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length > partsMax)
    throw refuse('invalid-request', {
      detail: `the address names ${texts.length} parts of a figure; at most ${partsMax} are added up`,
    });
  return texts.map((text) => ({ asked: askedIn(text), sign }));
}

function askedIn(text: unknown): Asked {
  if (typeof text !== 'string' || !group.test(text))
    throw refuse('invalid-request', { detail: 'the address does not name balances as links do' });
  const asked = [...text.matchAll(/([a-zA-Z]+)\(([^)]*)\)/g)].map(([, name = '', values = '']) => {
    if (!dimensions.has(name))
      throw refuse('invalid-request', {
        detail: `"${name}" is not something postings are filed under`,
      });
    const listed = values.split(',');
    return [name, name === 'account' ? listed.flatMap(accountsRead) : listed] as const;
  });
  return Object.fromEntries(asked);
}
