import type { FundView } from '#projections/reading/reading.js';
import { wholeMonths } from '#contracts/calendar.js';
import type { HealthRules } from '../health-rules.js';
import { judged, type DimensionHealth, type Reason } from '../level.js';
import { ringFences } from '../ring-fences.js';
import { inWords, money } from '../sentence.js';

/** Whether ring-fenced money is used for its purpose, and in time. */
export function ringFenceHealth(view: FundView, rules: HealthRules): DimensionHealth {
  const { day } = view.moment;
  const against = ringFences(view).flatMap(({ ringFence, left, uncommitted, by }): Reason[] => {
    const name = view.facts.get('ring-fence', ringFence)?.attributes.name ?? ringFence;
    if (left.pence < 0n)
      return [
        { level: 'red', sentence: `${name} is overspent by ${money(-left.pence)} (adverse)` },
      ];
    if (by === null || uncommitted.pence <= 0n) return [];
    if (by < day)
      return [
        {
          level: 'red',
          sentence: `${name}: ${money(uncommitted.pence)} was not used by ${inWords(by)}`,
        },
      ];
    const months = wholeMonths(day, by);
    if (months >= rules.ringFenceAmberMonths) return [];
    return [
      {
        level: months < rules.ringFenceRedMonths ? 'red' : 'amber',
        sentence: `${name}: ${money(uncommitted.pence)} not called on, to be used by ${inWords(by)}`,
      },
    ];
  });
  const count = view.facts.list('ring-fence').length;
  return judged(
    'ring-fences',
    against,
    count === 0 ? 'No money is ring-fenced' : 'Every ring-fence has time left and is kept',
  );
}
