import * as accounts from '#projections/fund-health/figures/accounts.js';
import { ofBody } from '#projections/fund-health/figures/local-vcse.js';
import { together, traced, type Traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Place } from '../charts/flows.js';
import { traitValues } from '../ecosystem/names.js';
import { nameIn } from '../words.js';
import { betweenStates } from './summary.js';

/** A flow of one year, traceable like every figure. */
export interface TracedFlow {
  readonly from: string;
  readonly to: string;
  readonly amount: Traced;
}

const mostAwards = 14;

/**
 * Source → scheme → award → type of provider in one year, with what rests on the way: not allocated, not
 * committed, set aside, spent without an award.
 */
export function flowsOf(
  view: FundView,
  year: string,
): { places: Place[]; flows: TracedFlow[]; overBudget: boolean; overAllocated: boolean } {
  const { facts } = view;
  const of = view.balances.where({ year });
  const places = new Map<string, Place>();
  const flows: TracedFlow[] = [];
  let overBudget = false;
  let overAllocated = false;
  const flow = (from: Place, to: Place, amount: Traced): void => {
    if (amount.pence <= 0n) return;
    for (const place of [from, to]) if (!places.has(place.id)) places.set(place.id, place);
    // The smaller awards of a scheme are one flow.
    const same = flows.findIndex((other) => other.from === from.id && other.to === to.id);
    const before = flows[same];
    if (before) flows[same] = { ...before, amount: together([before.amount, amount]) };
    else flows.push({ from: from.id, to: to.id, amount });
  };
  const source = (id: string): Place => ({
    id: `source ${id}`,
    label: nameIn(facts, 'source', id),
    depth: 0,
  });
  const scheme = (id: string): Place => ({
    id: `scheme ${id}`,
    label: nameIn(facts, 'scheme', id),
    depth: 1,
  });
  const resting = (id: string, label: string, depth: 1 | 2): Place => ({
    id,
    label,
    depth,
    unused: true,
  });

  for (const { key, balances } of of.groupBy('source', 'scheme')) {
    const asked = { ...key, year };
    if (key.scheme === 'none') {
      const left = traced(balances, asked, ...accounts.certainties.map(accounts.unallocated));
      if (left.pence < 0n) overAllocated = true;
      flow(source(key.source), resting('unallocated', 'Not allocated', 1), left);
    } else
      flow(source(key.source), scheme(key.scheme), traced(balances, asked, accounts.allocated));
  }
  const awards = of
    .where({ account: accounts.committed.accounts })
    .groupBy('scheme', 'award', 'provider')
    .map(({ key, balances }) => ({
      key,
      amount: traced(balances, { ...key, year }, accounts.committed),
    }))
    .sort((a, b) => (a.amount.pence > b.amount.pence ? -1 : 1));
  // By all that the body is registered under, as what is invested is told.
  const about = ofBody(view);
  for (const { key, amount } of awards.slice(0, mostAwards)) {
    const award: Place = {
      id: `award ${key.award}`,
      label: nameIn(facts, 'award', key.award),
      depth: 2,
    };
    const { sector } = about(key.provider);
    const type: Place = {
      id: `type ${sector}`,
      label: traitValues.providerType?.[sector] ?? 'Type not known',
      depth: 3,
    };
    flow(scheme(key.scheme), award, amount);
    flow(award, type, amount);
  }
  for (const { key, amount } of awards.slice(mostAwards))
    flow(scheme(key.scheme), { id: 'other awards', label: 'Smaller awards', depth: 2 }, amount);
  for (const { key, balances } of of.groupBy('scheme')) {
    if (key.scheme === 'none') continue;
    const asked = { ...key, year };
    const left = traced(balances, asked, accounts.uncommitted);
    if (left.pence < 0n) overBudget = true;
    flow(scheme(key.scheme), resting('uncommitted', 'Not committed', 2), left);
    for (const { name, term } of betweenStates)
      flow(scheme(key.scheme), resting(name, name, 2), traced(balances, asked, term));
    flow(
      scheme(key.scheme),
      { id: 'without award', label: 'Spent without an award', depth: 2 },
      traced(balances, asked, accounts.spentWithoutAward),
    );
  }
  return { places: [...places.values()], flows, overBudget, overAllocated };
}
