import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { linesInKey, overTime, pounds } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { ink } from './ink.js';
import { drawn } from './svg.js';

export interface HeldAhead {
  readonly label: string;
  readonly low: bigint;
  readonly held: bigint;
  readonly high: bigint;
}

const band = ['If uncertain money comes too', 'If all budgets are spent too'] as const;

/** What the host would hold at each month's end, within the band that it may be in. */
export const cashAheadPicture = drawnOnce((months: readonly HeldAhead[]): string => {
  const said = ({ label, low, held, high }: HeldAhead): string =>
    `End of ${label}: ${money(held)}, between ${money(low)} and ${money(high)}.`;
  const line = (
    name: string,
    type: 'dotted' | 'dashed',
    of: (month: HeldAhead) => bigint,
  ): object => ({
    ...{ name, type: 'line', symbol: 'none', data: months.map((month) => pounds(of(month))) },
    lineStyle: { color: '#505a5f', width: 2, type },
    itemStyle: { color: '#505a5f' },
  });
  const option = {
    ...overTime(
      months.map(({ label }) => label),
      40,
      ['Forecast', ...linesInKey(...band)],
    ),
    series: [
      {
        ...{ name: 'Forecast', type: 'bar', barMaxWidth: 40, itemStyle: ink.expected },
        data: months.map(({ held }) => pounds(held)),
        label: {
          ...{ show: true, position: 'insideBottom', color: '#0b0c0c', fontSize: 12 },
          ...{ backgroundColor: '#ffffff', padding: [2, 3] },
          formatter: ({ dataIndex }: { dataIndex: number }): string =>
            shortMoney(months[dataIndex]?.held ?? 0n),
        },
      },
      line(band[0], 'dashed', ({ high }) => high),
      line(band[1], 'dotted', ({ low }) => low),
    ],
  } as EChartsOption;
  return drawn({
    ...{ name: 'cash-ahead', title: 'Held by the host, month by month ahead' },
    ...{ width: 920, height: 380, option },
    description: months.map(said).join(' '),
    told: (_, place) => months.slice(place, place + 1).map(said)[0],
  });
});
