import type { EventStore } from '#libs/event-store/port.js';
import { identifiersOf } from '#libs/access/scope.js';
import { none } from '#libs/ledger/posting.js';
import { changeOf, type Change } from '#projections/provider-allocations/figures/changes.js';
import type {
  AwardView,
  FundView,
  Point,
  ProviderView,
  Reading,
} from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';
import { decidedIn } from './provider-asked.js';

/** An award as one fund has it, with what its providers claimed, were paid and were told. */
export interface AwardSeen {
  readonly award: string;
  readonly view: FundView;
  /** The fund's lines of whoever has, or had, the award. */
  readonly provided: ProviderView;
  /** What changed its promise or its terms, newest first. */
  readonly changes: readonly Decision[];
}

/** What an event promised, set aside or agreed; what it accepted or paid is said with the invoices. */
export type Decision = Omit<Change, 'accepted' | 'paid' | 'retained'>;

/** Refuses an award that the fund has promised nothing. */
export async function awardSeen(
  reading: Reading,
  store: Pick<EventStore, 'read'>,
  fund: string,
  award: string,
  point: Point,
): Promise<AwardSeen> {
  const view = await reading.award(fund, award, point);
  const { balances, facts, moment } = view;
  if (balances.rows.length === 0 && !facts.get('commitment', award))
    throw refuse('not-found', { what: 'award', id: award, where: 'the fund' });
  const providers = [
    facts.get('award', award)?.attributes.provider ?? none,
    ...balances.groupBy('provider').map(({ key }) => key.provider),
  ];
  const bodies = askingAs()?.standing.bodies ?? [];
  const identifiers = [
    ...new Set(
      providers.filter((id) => id !== none).flatMap((id) => [...identifiersOf(id, bodies)]),
    ),
  ];
  const provided = {
    ...{ provider: identifiers[0] ?? '', identifiers, moment, facts },
    funds: [{ ...view, balances: balances.where({ provider: identifiers }) }],
  };
  return { award, view, provided, changes: await changesOf(store, award, view) };
}

/** Of what was decided, what is of the award itself, with who decided it and why. */
async function changesOf(
  store: Pick<EventStore, 'read'>,
  award: string,
  { decided }: AwardView,
): Promise<Decision[]> {
  const changes: Decision[] = [];
  for (const row of decided) {
    const about = changeOf(undecided, row);
    const touches =
      about.reserved !== 0n ||
      Object.values(about.promised).some((pence) => pence !== 0n) ||
      row.facts.some((fact) =>
        changeOf(undecided, { ...row, postings: [], facts: [fact] }).awards.includes(award),
      );
    if (!touches) continue;
    for await (const [event] of store.read(row.number - 1, row.number))
      if (event) changes.push({ ...about, ...decidedIn(event) });
  }
  return changes;
}

const undecided: Parameters<typeof changeOf>[0] = {
  ...{ number: 0, type: '', effective: '', recorded: '' },
  ...{ reason: '', authority: '', organisation: '' },
};
