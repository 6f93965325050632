import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { axisInk, ink } from './ink.js';
import { drawn } from './svg.js';

export interface Bar {
  readonly label: string;
  readonly pence: bigint;
  /** Drawn apart: not one of the others' kind. */
  readonly apart?: boolean;
}

const mostLabels = 12;

interface Bars {
  readonly name: string;
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly lying: boolean;
}

/** One amount per name: upright over time, lying where names are long. */
export function barsPicture({ name, title, bars, lying }: Bars): string {
  const names = {
    type: 'category',
    data: bars.map(({ label }) => label),
    inverse: lying,
    ...axisInk,
    axisLabel: {
      ...axisInk.axisLabel,
      ...(lying ? { width: 280, overflow: 'truncate' } : { hideOverlap: true }),
    },
  };
  const amounts = {
    type: 'value',
    ...axisInk,
    axisLabel: {
      ...axisInk.axisLabel,
      formatter: (value: number) => shortMoney(BigInt(Math.round(value * 100))),
    },
  };
  const option = {
    grid: {
      left: lying ? 300 : 70,
      right: lying ? 80 : 10,
      top: lying ? 8 : 30,
      bottom: lying ? 30 : 60,
    },
    xAxis: lying ? amounts : names,
    yAxis: lying ? names : amounts,
    series: [
      {
        type: 'bar',
        barMaxWidth: lying ? 22 : 56,
        data: bars.map(({ pence, apart }, place) => ({
          value: Number(pence) / 100,
          itemStyle: ink[apart ? 'indicative' : 'confirmed'],
          label: {
            // More would run into each other; the table has them all.
            show: lying || bars.length <= mostLabels || place === bars.length - 1,
            position: lying ? 'right' : pence < 0n ? 'bottom' : 'top',
          },
        })),
        label: {
          color: '#0b0c0c',
          fontSize: 13,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            shortMoney(bars[dataIndex]?.pence ?? 0n),
        },
      },
    ],
  } as EChartsOption;
  return drawn({
    name,
    title,
    description: bars.map(({ label, pence }) => `${label}: ${money(pence)}.`).join(' '),
    width: 920,
    height: lying ? 50 + bars.length * 32 : 340,
    option,
  });
}
