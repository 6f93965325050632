import { coveredBy } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import { none } from '#libs/ledger/posting.js';
import { unknown } from '#contracts/values.js';
import { percentage } from '#libs/money/rate.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { bodies, registered } from './bodies.js';
import { grouped } from './grouped.js';
import { traced, type Traced } from './traced.js';

/** What is promised to voluntary, community and social enterprises rooted where the fund is. */
export interface LocalVcse {
  readonly local: Traced;
  /** To bodies that are no such enterprise, or rooted elsewhere. */
  readonly others: Traced;
  /** Where that is not known of the provider, or nobody says who it is: in neither part (rule 14). */
  readonly unknown: Traced;
  /** Per cent of what is known; undefined where there is none. */
  readonly share: string | undefined;
}

type Answer = 'yes' | 'no' | 'unknown';
type Known = Pick<FactTypes['organisation'], 'vcse' | 'areas'>;

/** Of everything committed, by what is known of providers on the view's day. */
export function localVcse(view: FundView): LocalVcse {
  const of = view.balances.where({ account: accounts.committed.accounts });
  const rooted = rootedIn(view);
  const knownOf = ofBody(view);
  const providers: Record<Answer, string[]> = { yes: [], no: [], unknown: [] };
  for (const { key } of of.groupBy('provider')) {
    const known = knownOf(key.provider);
    const isVcse = known.map(({ vcse }) => vcse).find((vcse) => vcse === 'yes' || vcse === 'no');
    const areas = known.map((of) => of.areas).find(({ length }) => length > 0) ?? [];
    providers[both(isVcse ?? 'unknown', rooted(areas))].push(key.provider);
  }
  const part = (provider: readonly string[]): Traced =>
    provider.length === 0
      ? { pence: 0n, from: [] }
      : traced(of.where({ provider }), { provider }, accounts.committed);
  const [local, others] = [part(providers.yes), part(providers.no)];
  const known = local.pence + others.pence;
  return {
    local,
    others,
    unknown: part(providers.unknown),
    share: known === 0n ? undefined : percentage(local.pence, known),
  };
}

/** Whether a body with these areas is rooted within the fund's, as areas are made up on the day. */
function rootedIn({ fund, facts, moment }: FundView): (areas: readonly string[]) => Answer {
  const area = facts.get('fund', fund)?.attributes.area ?? unknown;
  if (area === unknown || area === none) return () => 'unknown';
  const sets = setsOf(facts);
  const { within, partly } = coveredBy(sets, [area], moment.day);
  return (areas) => {
    if (areas.some((one) => within.has(one))) return 'yes';
    const elsewhere = (one: string) => sets.has(one) && !partly.has(one);
    return sets.has(area) && areas.length > 0 && areas.every(elsewhere) ? 'no' : 'unknown';
  };
}

/** What is registered of a provider: under its own identifier first, then under others of its body. */
function ofBody(view: FundView): (provider: string) => Known[] {
  const body = bodies(view);
  const all = grouped(registered(view), ({ id }) => body(id));
  return (provider) =>
    [...(all.get(body(provider)) ?? [])]
      .sort((a, b) => Number(b.id === provider) - Number(a.id === provider))
      .map(({ attributes }) => attributes);
}

function both(one: Answer, other: Answer): Answer {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}
