import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { axisInk } from './ink.js';
import { drawn } from './svg.js';

export interface Burnt {
  readonly label: string;
  readonly profile: bigint;
  /** Null where the month has not ended. */
  readonly actual: bigint | null;
}

/** What has been spent beside what was planned by then, month by month of a year. */
export function burnPicture(year: string, months: readonly Burnt[]): string {
  const pounds = (pence: bigint | null): number | null =>
    pence === null ? null : Number(pence) / 100;
  const option = {
    legend: { bottom: 0, itemWidth: 40, textStyle: { fontSize: 14, color: '#0b0c0c' } },
    grid: { left: 70, right: 16, top: 16, bottom: 70 },
    xAxis: { type: 'category', data: months.map(({ label }) => label), ...axisInk },
    yAxis: {
      type: 'value',
      ...axisInk,
      axisLabel: {
        ...axisInk.axisLabel,
        formatter: (value: number) => shortMoney(BigInt(Math.round(value * 100))),
      },
    },
    series: [
      {
        name: 'Profile',
        type: 'line',
        symbol: 'none',
        lineStyle: { color: '#505a5f', width: 3, type: 'dashed' },
        itemStyle: { color: '#505a5f' },
        data: months.map(({ profile }) => pounds(profile)),
      },
      {
        name: 'Actual',
        type: 'line',
        symbol: 'rect',
        symbolSize: 9,
        lineStyle: { color: '#0b4f4a', width: 4 },
        itemStyle: { color: '#0b4f4a' },
        data: months.map(({ actual }) => pounds(actual)),
      },
    ],
  } as EChartsOption;
  return drawn({
    name: 'burn',
    title: `Spent beside the profile, ${year}`,
    description: months
      .filter(({ actual }) => actual !== null)
      .map(
        ({ label, profile, actual }) =>
          `By the end of ${label}: ${money(actual ?? 0n)} spent, ${money(profile)} in the profile.`,
      )
      .join(' '),
    width: 920,
    height: 360,
    option,
  });
}
