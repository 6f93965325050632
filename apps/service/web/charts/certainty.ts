import type { EChartsOption } from 'echarts';
import { money } from '../words.js';
import { amountOnMark, overTime, poundsIfAny, widthOf } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { ink } from './ink.js';
import { drawn } from './svg.js';

/** What one year holds by how certain it is; no part is within another. */
export interface CertaintyOfYear {
  readonly year: string;
  readonly certain: bigint;
  readonly afterBreak: bigint;
  readonly expected: bigint;
  readonly indicative: bigint;
  readonly option: bigint;
}

type Kind = Exclude<keyof CertaintyOfYear, 'year'>;

/** Each kind of certainty with its words and its ink, the most certain first. */
const certaintyKinds: readonly (readonly [Kind, string, keyof typeof ink])[] = [
  ['certain', 'Confirmed', 'confirmed'],
  ['afterBreak', 'Confirmed, after a break point', 'afterBreak'],
  ['expected', 'Expected', 'expected'],
  ['indicative', 'Indicative', 'indicative'],
  ['option', 'Option not exercised', 'option'],
];

/** Year by year, one kind of certainty on the other: the height of all is no figure. */
export const certaintyPicture = drawnOnce((years: readonly CertaintyOfYear[]): string => {
  const kinds = certaintyKinds.filter(([kind]) => years.some((year) => year[kind] !== 0n));
  const option = {
    ...overTime(years.map(({ year }) => year)),
    series: kinds.map(([kind, name, style]) => ({
      ...{ name, type: 'bar', stack: 'year', barMaxWidth: 90, itemStyle: ink[style] },
      data: years.map((year) => ({
        value: poundsIfAny(year[kind]),
        label: { show: year[kind] !== 0n },
      })),
      label: amountOnMark,
    })),
  } as EChartsOption;
  return drawn({
    ...{ name: 'ahead', title: 'Years ahead, by how certain they are' },
    ...{ width: widthOf(years), height: 380 },
    description: years
      .map(
        (year) =>
          `${year.year}: ${kinds.map(([kind, words]) => `${words.toLowerCase()} ${money(year[kind])}`).join(', ')}.`,
      )
      .join(' '),
    option,
    told: (series, place) => {
      const [kind, year] = [kinds[series], years[place]];
      return kind && year && `${year.year}: ${kind[1]}, ${money(year[kind[0]])}`;
    },
  });
});
