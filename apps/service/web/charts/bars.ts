import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { moneyAxis, namesAxis, pounds } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { axisInk, ink } from './ink.js';
import { drawn } from './svg.js';

export interface Bar {
  readonly label: string;
  /** Null where it is not known: said, and no bar drawn. */
  readonly pence: bigint | null;
  /** `apart`: not one of the others' kind; `beside`: only there to compare with. */
  readonly kind?: 'apart' | 'beside';
  /** Said with the amount: `3 awards`. */
  readonly note?: string;
}

const inkOf = (kind: Bar['kind']): object =>
  kind === undefined ? ink.confirmed : kind === 'apart' ? ink.indicative : ink.afterBreak;

const mostLabels = 12;

interface Bars {
  readonly name: string;
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly lying: boolean;
}

const besides = (amount: string, note: string | undefined, between: string): string =>
  note === undefined ? amount : `${amount}${between}${note}`;
const said = ({ label, pence, note }: Bar): string =>
  `${label}: ${besides(pence === null ? 'not known' : money(pence), note, ', ')}.`;
const shown = ({ pence, note }: Bar, between: string): string =>
  besides(pence === null ? 'not known' : shortMoney(pence), note, between);

/** One amount per name: upright over time, lying where names are long. */
export const barsPicture = drawnOnce(({ name, title, bars, lying }: Bars): string => {
  // More labels would run into each other; the table has them all.
  const few = bars.length <= mostLabels;
  const names = {
    ...namesAxis(bars.map(({ label }) => label)),
    inverse: lying,
    axisLabel: {
      ...axisInk.axisLabel,
      ...(lying
        ? { width: 280, overflow: 'truncate' }
        : few
          ? { interval: 0, width: 800 / bars.length, overflow: 'break', lineHeight: 17 }
          : { hideOverlap: true }),
    },
  };
  const notes = bars.some(({ note }) => note !== undefined);
  const option = {
    grid: {
      left: lying ? 300 : 70,
      right: lying ? (notes ? 170 : 80) : few ? 10 : 66,
      top: lying ? 8 : notes ? 46 : 30,
      bottom: lying ? 30 : 60,
    },
    xAxis: lying ? moneyAxis : names,
    yAxis: lying ? names : moneyAxis,
    series: [
      {
        type: 'bar',
        barMaxWidth: lying ? 22 : 56,
        data: bars.map(({ pence, kind }, place) => ({
          value: pounds(pence ?? 0n),
          itemStyle: pence ? inkOf(kind) : { color: '#ffffff' },
          label: {
            show: lying || few || place === bars.length - 1,
            ...(lying ? { position: 'right' } : atItsEnd(few, (pence ?? 0n) < 0n)),
          },
        })),
        label: {
          ...{ color: '#0b0c0c', fontSize: 13, lineHeight: 16 },
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            bars[dataIndex] ? shown(bars[dataIndex], lying ? ', ' : '\n') : '',
        },
      },
    ],
  } as EChartsOption;
  return drawn({
    name,
    title,
    description: bars.map(said).join(' '),
    width: 920,
    height: lying ? 50 + bars.length * 32 : 340,
    option,
    told: (_, place) => bars[place] && said(bars[place]),
  });
});

/** Where a standing bar ends: above a narrow one it would lie over the one before it. */
const atItsEnd = (few: boolean, isBelow: boolean): object => {
  if (few) return { position: isBelow ? 'bottom' : 'top' };
  return isBelow
    ? { position: ['100%', '100%'], verticalAlign: 'bottom', offset: [4, 0] }
    : { position: ['100%', 0], verticalAlign: 'top', offset: [4, 0] };
};
