import { coveredBy } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
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

export type Answer = 'yes' | 'no' | 'unknown';
type Known = Pick<FactTypes['organisation'], 'vcse' | 'areas' | 'sector' | 'size'>;

/** Of everything committed, by what is known of providers on the view's day. */
export function localVcse(view: FundView): LocalVcse {
  const of = view.balances.where({ account: accounts.committed.accounts });
  const { facts, moment } = view;
  const rooted = rootedIn(
    [facts.get('fund', view.fund)?.attributes.area ?? unknown],
    facts,
    moment.day,
  );
  const knownOf = ofBody(view);
  const providers: Record<Answer, string[]> = { yes: [], no: [], unknown: [] };
  for (const { key } of of.groupBy('provider')) {
    const { vcse, areas } = knownOf(key.provider);
    providers[both(vcse, rooted(areas))].push(key.provider);
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

/** Whether a body with these areas is rooted within the areas asked about, as they are made up on the day. */
export function rootedIn(
  asked: readonly string[],
  facts: FactsAt,
  day: string,
): (areas: readonly string[]) => Answer {
  if (asked.length === 0 || asked.some((area) => area === unknown || area === none))
    return () => 'unknown';
  const sets = setsOf(facts);
  const { within, partly } = coveredBy(sets, asked, day);
  const defined = asked.every((area) => sets.has(area));
  return (areas) => {
    if (areas.some((one) => within.has(one))) return 'yes';
    const elsewhere = (one: string) => sets.has(one) && !partly.has(one);
    return defined && areas.length > 0 && areas.every(elsewhere) ? 'no' : 'unknown';
  };
}

/** What is known of a provider. */
export interface KnownOf {
  readonly vcse: Answer;
  readonly sector: string;
  readonly size: string;
  readonly areas: readonly string[];
}

/** By what is registered: under its own identifier first, then under others of its body. */
export function ofBody(view: Pick<FundView, 'facts' | 'moment'>): (provider: string) => KnownOf {
  const body = bodies(view);
  const all = grouped(registered(view), ({ id }) => body(id));
  return (provider) => {
    const known: readonly Known[] = [...(all.get(body(provider)) ?? [])]
      .sort((a, b) => Number(b.id === provider) - Number(a.id === provider))
      .map(({ attributes }) => attributes);
    const first = (name: 'sector' | 'size' | 'vcse'): string =>
      known.map((of) => of[name]).find((value) => value !== unknown) ?? unknown;
    const vcse = first('vcse');
    return {
      vcse: vcse === 'yes' || vcse === 'no' ? vcse : 'unknown',
      sector: first('sector'),
      size: first('size'),
      areas: known.map((of) => of.areas).find(({ length }) => length > 0) ?? [],
    };
  };
}

/** Both at once: one *no* decides it, and only two times *yes* is *yes*. */
export function both(one: Answer, other: Answer): Answer {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}
