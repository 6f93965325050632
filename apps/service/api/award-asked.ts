import type { EventStore } from '#libs/event-store/port.js';
import { identifiersOf } from '#libs/access/scope.js';
import { none } from '#libs/ledger/posting.js';
import { changeOf, type Change } from '#projections/provider-allocations/figures/changes.js';
import type { FundView, Point, ProviderView, Reading } from '#projections/reading/reading.js';
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
  readonly changes: readonly Change[];
}

/** Refuses an award that the fund has promised nothing. */
export async function awardSeen(
  reading: Reading,
  store: Pick<EventStore, 'read'>,
  fund: string,
  award: string,
  point: Point,
): Promise<AwardSeen> {
  const view = await reading.fund(fund, point);
  const own = view.balances.where({ award });
  const terms = view.facts.get('award', award)?.attributes;
  if (own.rows.length === 0 && !view.facts.get('commitment', award))
    throw refuse('not-found', { what: 'award', id: award, where: 'the fund' });
  const providers = [
    terms?.provider ?? none,
    ...own.groupBy('provider').map(({ key }) => key.provider),
  ];
  const bodies = askingAs()?.standing.bodies ?? [];
  const identifiers = new Set(
    providers.filter((id) => id !== none).flatMap((id) => [...identifiersOf(id, bodies)]),
  );
  const { number, effectiveOn, day } = view.moment;
  const same: Point = {
    asKnownAt: effectiveOn === null ? `${number}@${day}` : String(number),
    effectiveOn: effectiveOn ?? undefined,
  };
  const provided = await reading.provider([...identifiers], same);
  return {
    ...{ award, view },
    provided: { ...provided, funds: provided.funds.filter((one) => one.fund === fund) },
    changes: await changesOf(reading, store, [...identifiers], award, fund, same),
  };
}

const atOnce = 500;
/** Facts that are about money that moves, and not about what was agreed. */
const ofMoney = new Set([
  'expenditure',
  'payment',
  'recorded-payment',
  'dispute',
  'retention',
  'advance',
  'due',
  'flag',
]);

/** Of all that touched the providers' lines, what promised, set aside or agreed something of the award. */
async function changesOf(
  reading: Reading,
  store: Pick<EventStore, 'read'>,
  identifiers: readonly string[],
  award: string,
  fund: string,
  point: Point,
): Promise<Change[]> {
  const changes: Change[] = [];
  let before: number | undefined;
  do {
    const page = await reading.concerning(identifiers, 0, point, before, atOnce);
    for (const row of page.rows) {
      const postings = row.postings.filter(({ on }) => on.award === award && on.fund === fund);
      const facts = row.facts.filter(({ entity }) => !ofMoney.has(entity));
      const about = changeOf(undecided, { ...row, postings, facts });
      const touches =
        about.awards.includes(award) &&
        (about.reserved !== 0n ||
          Object.values(about.promised).some((pence) => pence !== 0n) ||
          facts.some((fact) =>
            changeOf(undecided, { ...row, postings: [], facts: [fact] }).awards.includes(award),
          ));
      if (!touches) continue;
      for await (const [event] of store.read(row.number - 1, row.number))
        if (event) changes.push({ ...about, ...decidedIn(event) });
    }
    before = page.next === null ? undefined : Number(page.next);
  } while (before !== undefined);
  return changes;
}

const undecided: Parameters<typeof changeOf>[0] = {
  ...{ number: 0, type: '', effective: '', recorded: '' },
  ...{ reason: '', authority: '', organisation: '' },
};
