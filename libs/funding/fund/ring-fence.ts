import type { Nature } from '#contracts/values.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { Fund, RingFence, Scheme } from './fund.js';

interface Use {
  readonly source: string;
  readonly scheme: Scheme;
  readonly year: string;
  readonly nature: Nature;
  /** The day on which the use is decided. */
  readonly on: string;
}

/**
 * The first ring-fence of the source, in force on the day, that the use would cross (rule 18).
 * A fence stands for the natures it names only: a programme may fence its revenue and not its capital.
 */
export function ringFenceBreach(fund: Fund, use: Use): Refusal | undefined {
  for (const fence of fund.ringFences.values()) {
    if (fence.source !== use.source || !fence.natures.includes(use.nature)) continue;
    if (use.on < fence.since || (fence.until !== null && use.on > fence.until)) continue;
    if (!allows(fence, use))
      return refusal('ring-fence-forbids', {
        ringFence: fence.name,
        ruleDate: fence.since,
        source: use.source,
        allowed: allowedBy(fence),
        asked: `${use.scheme.scheme} (${use.scheme.category}) in ${use.year}`,
        scheme: use.scheme.scheme,
        year: use.year,
        nature: use.nature,
      });
  }
  return undefined;
}

const allows = (fence: RingFence, { scheme, year }: Use): boolean =>
  (fence.years?.includes(year) ?? true) &&
  (fence.schemes?.includes(scheme.scheme) ?? true) &&
  (fence.categories?.includes(scheme.category) ?? true);

const allowedBy = (fence: RingFence): string =>
  [
    ...(fence.schemes ? [`the schemes ${fence.schemes.join(', ')}`] : []),
    ...(fence.categories ? [`schemes of ${fence.categories.join(', ')}`] : []),
    ...(fence.years ? [fence.years.join(', ')] : []),
  ].join(' in ');
