import type { EChartsOption } from 'echarts';
import { money } from '../words.js';
import { linesInKey, overTime, pounds } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { drawn } from './svg.js';

export interface Burnt {
  readonly label: string;
  readonly profile: bigint;
  /** Null where the month has not ended. */
  readonly actual: bigint | null;
}

/** What has been spent beside what was planned by then, month by month of a year. */
export const burnPicture = drawnOnce((year: string, months: readonly Burnt[]): string => {
  const said = ({ label, profile, actual }: Burnt): string =>
    `By the end of ${label}: ${actual === null ? '' : `${money(actual)} spent, `}${money(profile)} in the profile.`;
  const option = {
    ...overTime(
      months.map(({ label }) => label),
      40,
      [...linesInKey('Profile'), 'Actual'],
    ),
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
        data: months.map(({ actual }) => (actual === null ? null : pounds(actual))),
      },
    ],
  } as EChartsOption;
  return drawn({
    name: 'burn',
    title: `Spent beside the profile, ${year}`,
    description: months
      .filter(({ actual }) => actual !== null)
      .map(said)
      .join(' '),
    width: 920,
    height: 360,
    option,
    told: (_, place) => months[place] && said(months[place]),
  });
});
