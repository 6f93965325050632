import type { FundView } from '#projections/reading/reading.js';
import { awardName } from '../award-name.js';
import { cliffEdges } from '../cliff-edges.js';
import type { HealthRules } from '../health-rules.js';
import { judged, type DimensionHealth } from '../level.js';
import { inWords, money } from '../sentence.js';

/** Whether awards end soon with nothing decided about what follows. */
export function cliffHealth(view: FundView, rules: HealthRules): DimensionHealth {
  const against = cliffEdges(view)
    .filter(({ within }) => within <= rules.cliffAmberMonths)
    .map(({ award, end, within, committed }) => ({
      award,
      level: within <= rules.cliffRedMonths ? ('red' as const) : ('amber' as const),
      sentence: `${awardName(view.facts, award)}, ${money(committed.pence)} in all, ends on ${inWords(end)}`,
    }));
  return judged(
    'cliff edges',
    against,
    `No award ends within ${rules.cliffAmberMonths} months of ${inWords(view.moment.day)}`,
  );
}
