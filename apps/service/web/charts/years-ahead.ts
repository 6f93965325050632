import type { EChartsOption } from 'echarts';
import type { Position } from '#projections/fund-health/figures/position.js';
import { money } from '../words.js';
import { amountOnMark, overTime, poundsIfAny, widthOf } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { ink } from './ink.js';
import { drawn } from './svg.js';

type Years = readonly (Position & { readonly year: string })[];

const kinds = [
  ['Confirmed', 'confirmed', 'in'],
  ['Expected', 'expected', 'in'],
  ['Indicative', 'indicative', 'in'],
  ['Committed', 'committed', 'out'],
] as const;

/** What comes in by certainty, stacked, beside what is committed, year by year. */
export const yearsAheadPicture = drawnOnce((years: Years): string => {
  const option = {
    ...overTime(years.map(({ year }) => year)),
    series: kinds.map(([name, kind, stack]) => ({
      ...{ name, type: 'bar', stack, barMaxWidth: 70, itemStyle: ink[kind] },
      // As wide as the amounts on them, also where there are many years.
      ...(years.length > 4 ? { barGap: '4%', barCategoryGap: '8%' } : {}),
      data: years.map((year) => ({
        value: poundsIfAny(year[kind].pence),
        label: { show: year[kind].pence !== 0n },
      })),
      label: amountOnMark,
    })),
  } as EChartsOption;
  return drawn({
    name: 'years',
    title: 'Years ahead: money coming in beside money committed',
    description: years
      .map(
        ({ year, confirmed, expected, indicative, committed }) =>
          `${year}: ${money(confirmed.pence)} confirmed, ${money(expected.pence)} expected, ${money(indicative.pence)} indicative; ${money(committed.pence)} committed.`,
      )
      .join(' '),
    width: widthOf(years),
    height: 380,
    option,
    told: (series, place) => {
      const [kind, year] = [kinds[series], years[place]];
      return kind && year && `${year.year}: ${kind[0]}, ${money(year[kind[1]].pence)}`;
    },
  });
});
