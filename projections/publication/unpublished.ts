import type { LedgerLine } from '#libs/funding/fund/publication-lines.js';
import type { Unpublished } from '#libs/funding/fund/publication.js';
import { unknown } from '#contracts/values.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { budget, none, type Account } from '#libs/ledger/posting.js';
import { sumPence } from '#libs/money/pence.js';
import type { FundView, Movement, Reading } from '../reading/reading.js';

/** Where a publication begins, and up to which day it goes. */
export interface Asked {
  readonly from: string;
  readonly after: string | null;
  readonly last: { readonly number: number; readonly until: string } | undefined;
  readonly until: string;
}

/** What left the host's cash for a provider, and what came back from one. */
const paid: readonly Account[] = ['cash:held'];
/** Promised, whether it is spent yet or not. */
const promised: readonly Account[] = (['indicative', 'expected', 'confirmed'] as const).flatMap(
  (certainty) => [budget('committed', certainty), budget('matched', certainty)],
);

/**
 * What the ledger holds by now that no publication has: payments from the day on which publishing
 * began, and what awards gained or lost. Awards count from their own beginning: the register that
 * publications make up is to be whole.
 */
export async function unpublishedOf(
  reading: Reading,
  fund: string,
  { from, after, last, until }: Asked,
): Promise<Unpublished> {
  const { number } = await reading.moment({});
  const point = { asKnownAt: String(number) };
  const view = await reading.fund(fund, { ...point, effectiveOn: until });
  const { facts: place } = await reading.place(point);
  const known = knownOf(view, place);
  const payments = await reading.movements(fund, paid, { number, until, after: last, from });
  const awards = await reading.movements(fund, promised, {
    ...{ number, until, after: last, from: undefined },
  });
  return {
    ...{ number, after },
    lines: [
      ...payments.map((movement) => known.paymentOf(movement)),
      ...byAward(awards).map((movement) => known.awardOf(movement)),
    ],
  };
}

/** All that an award gained or lost with a provider is one line, at the last event that counts. */
function byAward(movements: readonly Movement[]): Movement[] {
  const awards = new Map<string, Movement>();
  for (const movement of movements.filter(({ award }) => award !== none)) {
    const key = `${movement.award} ${movement.provider}`;
    const before = awards.get(key);
    awards.set(key, {
      ...movement,
      // Of an award that several schemes or areas pay, neither is said.
      scheme: !before || before.scheme === movement.scheme ? movement.scheme : none,
      area: !before || before.area === movement.area ? movement.area : none,
      pence: movement.pence + (before?.pence ?? 0n),
    });
  }
  return [...awards.values()].filter(({ pence }) => pence !== 0n);
}

/** What facts say of what was posted. */
function knownOf({ facts, balances }: FundView, place: FactsAt) {
  const organisations = place.list('organisation');
  const named = new Map<string, Fact<'organisation'>>();
  for (const one of organisations)
    for (const id of one.attributes.identifiers) if (!named.has(id)) named.set(id, one);
  const organisationOf = (provider: string): Fact<'organisation'> | undefined =>
    place.get('organisation', provider) ?? named.get(provider);

  /** Who stands in its place now, so that two names of one body are not taken for two bodies. */
  const bodyOf = (provider: string): string | undefined => {
    if (provider === unknown) return undefined;
    const seen = new Set<string>();
    let body = organisationOf(provider)?.id ?? provider;
    for (;;) {
      seen.add(body);
      const [next, ...others] = organisationOf(body)?.attributes.succeededBy ?? [];
      if (next === undefined || others.length > 0) return body;
      const into = organisationOf(next)?.id ?? next;
      if (seen.has(into)) return body;
      body = into;
    }
  };

  const common = ({ number: event, on, provider, scheme, area, award }: Movement) => {
    const organisation = organisationOf(provider);
    const of = award === none ? undefined : place.get('award', award);
    return {
      ...{ event, on, provider, scheme, area },
      name: organisation?.attributes.name ?? provider,
      vcse: vcseOf(organisation?.attributes.vcse),
      body: bodyOf(provider),
      award: award === none ? undefined : award,
      purpose: facts.get('scheme', scheme)?.attributes.name,
      followsPerson: award !== none && place.get('personal-budget', award) !== undefined,
      terms: of?.attributes,
    };
  };

  return {
    paymentOf: (movement: Movement): LedgerLine => {
      const { terms: _, ...line } = common(movement);
      return {
        ...line,
        kind: 'payments',
        ...{ awardKind: undefined, title: undefined, value: undefined },
        ...{ start: undefined, end: undefined },
        year: movement.relatesTo,
        // Money that leaves the host is a credit there.
        pence: -movement.pence,
      };
    },
    awardOf: (movement: Movement): LedgerLine => {
      const { terms, ...line } = common(movement);
      const { award, provider } = movement;
      return {
        ...line,
        kind: 'awards',
        awardKind: terms?.kind === 'grant' ? 'grant' : 'contract',
        title: terms?.title,
        value: sumPence(
          balances.where({ award, provider, account: promised }).rows.map(({ pence }) => pence),
        ),
        start: terms?.start ?? undefined,
        end: terms?.end ?? undefined,
        year: undefined,
        pence: movement.pence,
      };
    },
  };
}

const vcseOf = (said: string | undefined): LedgerLine['vcse'] =>
  said === 'yes' || said === 'no' ? said : unknown;
