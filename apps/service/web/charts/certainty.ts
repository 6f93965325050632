import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { axisInk, ink } from './ink.js';
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
export const certaintyKinds: readonly (readonly [Kind, string, keyof typeof ink])[] = [
  ['certain', 'Confirmed', 'confirmed'],
  ['afterBreak', 'Confirmed, after a break point', 'afterBreak'],
  ['expected', 'Expected', 'expected'],
  ['indicative', 'Indicative', 'indicative'],
  ['option', 'Option not exercised', 'option'],
];

/** Year by year, one kind of certainty on the other: the height of all is no figure. */
export function certaintyPicture(years: readonly CertaintyOfYear[]): string {
  const inPounds = (value: number): string => shortMoney(BigInt(Math.round(value * 100)));
  const kinds = certaintyKinds.filter(([kind]) => years.some((year) => year[kind] !== 0n));
  const option = {
    legend: {
      bottom: 0,
      itemWidth: 28,
      itemHeight: 16,
      textStyle: { fontSize: 14, color: '#0b0c0c' },
    },
    grid: { left: 70, right: 10, top: 16, bottom: 70 },
    xAxis: { type: 'category', data: years.map(({ year }) => year), ...axisInk },
    yAxis: {
      type: 'value',
      ...axisInk,
      axisLabel: { ...axisInk.axisLabel, formatter: inPounds },
    },
    series: kinds.map(([kind, name, style]) => ({
      ...{ name, type: 'bar', stack: 'year', barMaxWidth: 90, itemStyle: ink[style] },
      data: years.map((year) => ({
        value: Number(year[kind]) / 100,
        label: { show: year[kind] !== 0n },
      })),
      label: {
        ...{ color: '#0b0c0c', backgroundColor: '#ffffff', padding: [2, 4], fontSize: 13 },
        formatter: ({ value }: { value: number }) => inPounds(value),
      },
    })),
  } as EChartsOption;
  return drawn({
    ...{ name: 'ahead', title: 'Years ahead, by how certain they are', width: 920, height: 380 },
    description: years
      .map(
        (year) =>
          `${year.year}: ${kinds.map(([kind, words]) => `${words.toLowerCase()} ${money(year[kind])}`).join(', ')}.`,
      )
      .join(' '),
    option,
  });
}
