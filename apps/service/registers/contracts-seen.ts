import { z } from 'zod';
import type { EventOf } from '#contracts/events/all.js';
import {
  listedContracts,
  registersOf,
  statementsOf,
  type ContractRegister,
  type ListedContract as Contract,
} from '#projections/ecosystem-investment/figures/listed-contracts.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { unknown } from '#contracts/values.js';
import { formatPence } from '#libs/money/pence.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { checkedQuery } from '../api/checked-query.js';
import { pointOf } from '../api/point.js';

type Query = Readonly<Record<string, unknown>>;

interface Seen {
  readonly moment: Moment;
  readonly facts: FactsAt;
}

type Said = EventOf<'ContractListed'>['data'];

/** A contract as answers list it: what was read, beside what was written. Amounts are decimal strings. */
export type WrittenContract = Readonly<
  Pick<Said, 'reference' | 'title' | 'purchaser' | 'department' | 'procedure' | 'category'> &
    Pick<Said, 'basis' | 'extensions' | 'sme' | 'vcse' | 'register' | 'line'> &
    Pick<Contract, 'state' | 'ends' | 'ending' | 'byDuration' | 'byDates'> &
    Pick<Said['supplier'], 'identifiers' | 'postcode'> &
    Record<'start' | 'end' | 'currentEnd' | 'review' | 'duration' | 'total' | 'annual', Text> &
    Record<'startWritten' | 'endWritten' | 'currentEndWritten' | 'reviewWritten', Text> &
    Record<'durationWritten' | 'totalWritten' | 'annualWritten', Text> &
    Record<'annualOverTotal' | 'endBeforeStart' | 'durationUnlikeDates', boolean> &
    Record<'id' | 'publisher' | 'publisherName' | 'asAt' | 'since', string> &
    Record<'file' | 'fund' | 'import', string> & {
      supplier: Text;
      /** The body that its identifiers stand for; `unknown` where the register gives none. */
      supplierIs: string;
      supplierKnown: boolean;
      monthsByDates: number | null;
      /** The event that listed it. */
      number: number;
    }
>;
type Text = string | null;

/** A register as answers list it. */
export interface WrittenRegister extends Readonly<
  Record<'id' | 'publisher' | 'publisherName' | 'asAt' | 'file' | 'fund' | 'import', string>
> {
  /** Whether it is its publisher's newest. */
  readonly counts: boolean;
  readonly number: number;
  readonly since: string;
}

const Words = z.object({ words: z.string().max(200).optional() });

/** Contracts that bodies have published, of which the title, the supplier or the reference holds the words. */
export async function contractsSeen(
  reading: Reading,
  query: Query,
): Promise<Seen & { readonly contracts: readonly WrittenContract[] }> {
  const { words = '' } = checkedQuery(Words, query);
  const { moment, facts } = await reading.registers(pointOf(query));
  const wanted = words.toLowerCase().split(/\s+/);
  const contracts = listedContracts({ moment, facts })
    .map((one) => writtenContract(facts, one))
    .filter(({ title, supplier, reference }) => {
      const said = `${title ?? ''} ${supplier ?? ''} ${reference ?? ''}`.toLowerCase();
      return wanted.every((word) => said.includes(word));
    });
  return { moment, facts, contracts };
}

/** What its publisher has said of one contract, newest first. */
export async function contractSeen(
  reading: Reading,
  id: string,
  query: Query,
): Promise<
  Seen & { readonly contract: Contract; readonly statements: readonly WrittenContract[] }
> {
  const { moment, facts } = await reading.registers(pointOf(query));
  const stated = statementsOf({ moment, facts }, id);
  const contract = stated.find(({ row }) => row.id === id);
  if (!contract)
    throw refuse('not-found', { what: 'published contract', id, where: 'the registers' });
  const statements = stated.map((one) => writtenContract(facts, one)).reverse();
  return { moment, facts, contract, statements };
}

/** Every register, the newest of each publisher being the one that counts. */
export const writtenRegisters = (facts: FactsAt): WrittenRegister[] =>
  registersOf({ facts }).flatMap((registers) =>
    registers.map((register) => {
      const { publisher, asAt, file, fund, import: from } = register.attributes;
      return {
        ...{ id: register.id, publisher, publisherName: publisherName(facts, register), asAt },
        ...{ file, fund, import: from, counts: register === registers.at(-1) },
        ...{ number: register.number, since: register.effective },
      };
    }),
  );

/** As the body is called now, where it is registered here; else as it was named. */
const publisherName = (facts: FactsAt, { attributes }: ContractRegister): string =>
  facts.get('organisation', attributes.publisher)?.attributes.name ?? attributes.name;

function writtenContract(facts: FactsAt, one: Contract): WrittenContract {
  const { row, register, state, total, ends, ending, months, byDuration, byDates } = one;
  const { publisher, title, reference, supplier, purchaser, department, ...of } = row.attributes;
  const says = (flag: (typeof of.contradictions)[number]) => of.contradictions.includes(flag);
  return {
    ...{ id: row.id, state, publisher, publisherName: publisherName(facts, register) },
    ...{ asAt: register.attributes.asAt, reference, title },
    ...{ supplier: supplier.name, supplierIs: one.supplier ?? unknown, supplierKnown: one.isKnown },
    ...{ identifiers: supplier.identifiers, postcode: supplier.postcode },
    ...{ purchaser, department, procedure: of.procedure, category: of.category },
    ...{ start: of.start?.day ?? null, startWritten: of.start?.written ?? null },
    ...{ end: of.end?.day ?? null, endWritten: of.end?.written ?? null },
    currentEnd: of.currentEnd?.day ?? null,
    currentEndWritten: of.currentEnd?.written ?? null,
    ...{ review: of.review?.day ?? null, reviewWritten: of.review?.written ?? null },
    ...{ duration: of.duration?.months ?? null, durationWritten: of.duration?.written ?? null },
    ...{ monthsByDates: months, byDuration, byDates, ends, ending },
    total: total === null ? null : formatPence(total),
    ...{ totalWritten: of.total?.written ?? null, basis: of.basis },
    ...{ annual: of.annual?.amount ?? null, annualWritten: of.annual?.written ?? null },
    ...{ extensions: of.extensions, sme: of.sme, vcse: of.vcse },
    annualOverTotal: says('annual-over-total'),
    endBeforeStart: says('end-before-start'),
    durationUnlikeDates: says('duration-unlike-dates'),
    ...{ register: register.id, line: of.line, file: register.attributes.file },
    ...{ fund: register.attributes.fund, import: register.attributes.import },
    ...{ number: row.number, since: row.effective },
  };
}
