import type { Pence } from '#libs/money/pence.js';
import { percentage } from '#libs/money/rate.js';
import { unknown } from '#contracts/values.js';
import { concentrated } from '#projections/fund-health/figures/concentration.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import {
  both,
  bySize,
  shareOf,
  sumOf,
  type Both,
  type Investment,
  type Part,
} from './investment.js';
import type { Measure } from './measures.js';

export interface ProviderShare {
  readonly provider: string;
  readonly pence: Pence;
  /** Per cent of what named providers have. */
  readonly share: string;
}

/** How far the money of a place rests on few providers. */
export interface ProviderConcentration {
  /** Bodies with more than nothing, largest first; one body under all its identifiers is one. */
  readonly named: readonly ProviderShare[];
  /** To redacted, unmatched and unknown suppliers: a bucket of its own, in neither index nor shares. */
  readonly unnamed: ReturnType<typeof shareOf>;
  readonly hhi: string | undefined;
  readonly fiveLargest: string | undefined;
}

export const providerConcentration = ({ parts }: Investment): Both<ProviderConcentration> =>
  both((measure) => concentrationIn(parts, measure));

export function concentrationIn(parts: readonly Part[], measure: Measure): ProviderConcentration {
  const bodies = bodiesWith(parts, measure).filter(({ pence }) => pence > 0n);
  const total = bodies.reduce((sum, { pence }) => sum + pence, 0n);
  const unnamed = parts.filter(({ traits }) => traits.body === unknown);
  return {
    named: bodies.map((body) => ({ ...body, share: percentage(body.pence, total) })),
    unnamed: shareOf(sumOf(unnamed, measure), sumOf(parts, measure)),
    ...concentrated(bodies.map(({ pence }) => pence)),
  };
}

/** What each named body has, largest first. */
export const bodiesWith = (
  parts: readonly Part[],
  measure: Measure,
): { readonly provider: string; readonly pence: Pence }[] =>
  [...grouped(parts, ({ traits }) => traits.body)]
    .filter(([provider]) => provider !== unknown)
    .map(([provider, of]) => ({ provider, pence: sumOf(of, measure) }))
    .filter(({ pence }) => pence !== 0n)
    .sort((a, b) => bySize(b.pence, a.pence) || (a.provider < b.provider ? -1 : 1));
