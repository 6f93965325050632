import { formatPence, sumPence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { monthlyOf, yearsOf, type AwardPlan } from './awards.js';
import { betterCare } from './better-care.js';
import { company } from './bodies.js';
import { dayIn, firstDay, firstOf, lastDay, months, years } from './days.js';
import { drawsFor } from './draw.js';
import { verifiedAndPaid } from './money-out.js';
import { told } from './telling.js';

/*
 * Money that follows a person. Of the people there are pseudonyms, and of their needs kinds: the
 * ledger holds no more of them than that.
 */

const people = 23;
const fromTheStart = 18;
const kinds = ['personal-care', 'getting-about', 'company', 'meals', 'nights'] as const;
/** Those who pay the carers whom people employ themselves, and those who send carers. */
const agencies = [company(52), company(44), company(46), company(47)] as const;
const telling = { reason: 'Care Act assessment' };

interface Budgeted extends AwardPlan {
  readonly needs: { need: string; amount: string }[];
}

const budgets: readonly Budgeted[] = Array.from({ length: people }, (_, at) => {
  const draw = drawsFor(`personal-budget/${at}`);
  const begins = at < fromTheStart ? firstDay : firstOf(months[draw.whole(4, 29)] ?? '2025-04');
  const id = `pb-${String(draw.whole(1000, 8999))}-${String(at).padStart(2, '0')}`;
  const plan: AwardPlan = {
    ...{ fund: betterCare, scheme: 'personal', id, title: 'Personal budget' },
    ...{ provider: draw.oneOf(agencies), start: begins, end: lastDay },
    yearly: draw.whole(28, 76) * 1000,
    costShares: [{ category: 'delivery', share: 1 }],
  };
  const whole = sumPence(yearsOf(plan).map(({ pence }) => pence));
  const named = kinds.filter((_, place) => place === 0 || (at + place) % 3 !== 0);
  const part = whole / BigInt(named.length + 1);
  const [first, ...others] = named;
  return {
    ...plan,
    needs: [
      { need: first ?? 'personal-care', amount: formatPence(whole - part * BigInt(others.length)) },
      ...others.map((need) => ({ need, amount: formatPence(part) })),
    ],
  };
});

const awarded = (one: Budgeted): Step =>
  told(
    'contract',
    one.id,
    'award-personal-budget',
    {
      ...{ provider: one.provider, start: one.start, person: `p-${one.id.slice(3)}` },
      funding: yearsOf(one).map(({ year, pence }) => ({
        ...{ fund: one.fund, scheme: one.scheme, year, nature: 'revenue' as const },
        ...{ amount: formatPence(pence), sources: 'as-scheme' as const },
      })),
      needs: one.needs,
      costShares: one.costShares ?? [],
      ...{ obligation: 'law', legalBasis: 'Care Act 2014, section 26' },
    },
    one.start,
    telling,
  );

/** Paid at the beginning of each month, for people who employ somebody must pay them at its end. */
const paid = (one: Budgeted): Step[] =>
  years.flatMap((year) =>
    monthlyOf(one, year).flatMap(({ month, pence }) =>
      verifiedAndPaid(
        {
          ...{ fund: one.fund, award: one.id, provider: one.provider, pence },
          ...{ expenditure: `${one.id}-${month}`, reference: `Personal budget, ${month}` },
        },
        dayIn(month, 2),
        dayIn(month, 4),
        telling,
      ),
    ),
  );

export const personalBudgets: readonly Step[] = budgets.flatMap((one) => [
  awarded(one),
  ...paid(one),
]);
