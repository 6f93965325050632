import { lengthInMonths } from '#contracts/calendar.js';
import { Contradiction } from '#contracts/events/register.js';
import { unknown } from '#contracts/values.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { bodies } from '#projections/fund-health/figures/bodies.js';
import { endsWithin } from '#projections/fund-health/figures/cliff-edges.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { Moment } from '#projections/reading/reading.js';
import { bandOf } from './traits.js';

type Row = Fact<'listed-contract'>;
export type ContractRegister = Fact<'contract-register'>;

/** Where facts about registers are looked up, and the day on which it is asked what ends when. */
export interface Registers {
  readonly facts: FactsAt;
  readonly moment: Moment;
}

/** When a contract ends, seen from the day: in the first of the windows that it falls in. */
export type Ending = 'ended' | 'within-3' | 'within-6' | 'within-12' | 'later' | 'unknown';

/** A contract as its publisher said last, and what follows from that. */
export interface ListedContract {
  readonly row: Row;
  readonly register: ContractRegister;
  /** `no longer listed` where its publisher has a newer register without it. */
  readonly state: 'listed' | 'no longer listed';
  /** In pence, as published; null where none is stated that can be read. */
  readonly total: Pence | null;
  /** The day of its end as it now is, where that is known, else of its end. */
  readonly ends: string | null;
  readonly ending: Ending;
  /** Whole months from start to end, both days counted; null where one is not known or they are turned. */
  readonly months: number | null;
  readonly byDuration: string;
  readonly byDates: string;
  /** The body that the supplier's identifiers stand for; null where the register gives none. */
  readonly supplier: string | null;
  /** Whether that body is registered here. */
  readonly isKnown: boolean;
}

/** The registers of each publisher, its newest last: of two of one day, the later recorded. */
export const registersOf = ({ facts }: Pick<Registers, 'facts'>): ContractRegister[][] =>
  [
    ...grouped(facts.list('contract-register'), ({ attributes }) => attributes.publisher).values(),
  ].map((of) =>
    [...of].sort(
      ({ attributes: a }, { attributes: b }) =>
        (a.asAt < b.asAt ? -1 : a.asAt > b.asAt ? 1 : 0) || a.begun - b.begun,
    ),
  );

/**
 * What counts of all registers: of each contract the newest statement. A contract is known again by its
 * publisher and its reference; where it has none, or where several rows of a register share one, by its
 * title and supplier too.
 */
export function listedContracts(of: Registers): ListedContract[] {
  const body = bodies(of);
  return registersOf(of).flatMap((registers) => {
    const newest = registers.at(-1);
    const stated = statements(of, registers);
    return [...stated.values()].flatMap((rows) => {
      const last = rows.at(-1);
      return rows
        .filter(({ register }) => register === last?.register)
        .map(({ row, register }) =>
          contract(of, body, row, register, register === newest ? 'listed' : 'no longer listed'),
        );
    });
  });
}

/** What its publisher said of one contract in every register, oldest first; empty where there is none. */
export function statementsOf(of: Registers, id: string): ListedContract[] {
  const body = bodies(of);
  for (const registers of registersOf(of)) {
    const newest = registers.at(-1);
    for (const rows of statements(of, registers).values())
      if (rows.some(({ row }) => row.id === id))
        return rows.map(({ row, register }) =>
          contract(of, body, row, register, register === newest ? 'listed' : 'no longer listed'),
        );
  }
  return [];
}

interface Stated {
  readonly row: Row;
  readonly register: ContractRegister;
}

/** The rows of one publisher's registers by contract, oldest first. */
function statements(
  { facts }: Registers,
  registers: readonly ContractRegister[],
): ReadonlyMap<string, readonly Stated[]> {
  const rows = grouped(facts.list('listed-contract'), ({ attributes }) => attributes.register);
  const stated = registers.flatMap((register) =>
    [...(rows.get(register.id) ?? [])]
      .sort((a, b) => a.attributes.line - b.attributes.line)
      .map((row): Stated => ({ row, register })),
  );
  const shared = new Set(
    registers.flatMap(({ id }) =>
      [...grouped(rows.get(id) ?? [], referenceOf)].flatMap(([reference, of]) =>
        of.length > 1 ? [reference] : [],
      ),
    ),
  );
  return grouped(stated, ({ row }) => {
    const reference = referenceOf(row);
    const { title, supplier } = row.attributes;
    return reference !== '' && !shared.has(reference)
      ? reference
      : [reference, folded(title), folded(supplier.name)].join('\n');
  });
}

const referenceOf = ({ attributes }: Row): string => folded(attributes.reference);
const folded = (text: string | null): string =>
  (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();

function contract(
  { facts, moment }: Registers,
  body: (identifier: string) => string,
  row: Row,
  register: ContractRegister,
  state: ListedContract['state'],
): ListedContract {
  const { start, end, currentEnd, duration, total, supplier } = row.attributes;
  const ends = currentEnd?.day ?? end?.day ?? null;
  const first = start?.day ?? null;
  const last = end?.day ?? null;
  const months =
    first === null || last === null || last < first ? null : lengthInMonths(first, last);
  const published = duration?.months ?? null;
  const [identifier] = supplier.identifiers;
  const is = identifier === undefined ? null : body(identifier);
  return {
    ...{ row, register, state, ends, months },
    total: (total?.amount ?? null) === null ? null : parsePence(total?.amount ?? ''),
    ending: endingOf(ends, moment.day),
    byDuration: bandOf(published === null ? null : Number(published)),
    byDates: bandOf(months),
    supplier: is,
    isKnown: is !== null && facts.get('organisation', is) !== undefined,
  };
}

function endingOf(ends: string | null, day: string): Ending {
  if (ends === null) return unknown;
  if (ends < day) return 'ended';
  const within = endsWithin(ends, day);
  return within === undefined ? 'later' : `within-${within}`;
}

export const contradictions = Contradiction.options;
