import type { UnfiledLine } from '#contracts/events/fund/shapes.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import { certaintiesWorstFirst, type Holding, type Where } from './holdings.js';

/** Part of an award: of one provider, for one year; of one scheme or nature where named. */
export type PartOfAward = Required<Pick<Where, 'award' | 'provider' | 'year'>> &
  Pick<Where, 'scheme' | 'nature'>;

/** What is promised and not yet matched to spend. */
export const outstanding = (fund: Fund, of: PartOfAward): Pence =>
  fund.holdings.sum({ holding: 'committed', ...of });

/**
 * An amount of what is outstanding, from each source in proportion to what is left of it. Confirmed
 * money stays with the commitment; what goes first is the least certain.
 */
export function fromOutstanding(fund: Fund, of: PartOfAward, amount: Pence): UnfiledLine[] {
  if (amount === 0n) return [];
  const left = bySource(fund.holdings.list({ holding: 'committed', ...of }));
  const shares = apportion(
    amount,
    left.map(({ pence }) => pence),
  );
  return left.flatMap(({ scheme, nature, source, ...share }, place) =>
    fund.holdings
      .take(
        { holding: 'committed', ...of, scheme, nature, source },
        shares[place] ?? 0n,
        certaintiesWorstFirst,
        'confirmed',
      )
      .map((tranche) => asLine({ ...share, scheme, nature, source, ...tranche })),
  );
}

/** Outstanding amounts, whatever their certainty. */
function bySource(held: readonly Holding[]): Holding[] {
  const merged = new Map<string, Holding>();
  for (const one of held) {
    const key = [one.scheme, one.nature, one.source].join('|');
    const other = merged.get(key);
    merged.set(key, other ? { ...other, pence: other.pence + one.pence } : one);
  }
  return [...merged.values()];
}

/** A balance as a line of a commitment. */
export const asLine = ({
  year,
  scheme,
  nature,
  source,
  certainty,
  area,
  pence,
}: Omit<Holding, 'holding' | 'award' | 'provider'>): UnfiledLine => ({
  year,
  scheme,
  nature,
  source,
  certainty,
  area,
  amount: formatPence(pence),
});
