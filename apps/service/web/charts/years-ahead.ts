import type { EChartsOption } from 'echarts';
import type { Position } from '#projections/fund-health/figures/position.js';
import { money, shortMoney } from '../words.js';
import { axisInk, ink } from './ink.js';
import { drawn } from './svg.js';

type Years = readonly (Position & { readonly year: string })[];

/** What comes in by certainty, stacked, beside what is committed, year by year. */
export function yearsAheadPicture(years: Years): string {
  const bar = (
    name: string,
    style: keyof typeof ink,
    stack: string,
    pence: (year: Years[number]) => bigint,
  ): object => ({
    name,
    type: 'bar',
    stack,
    barMaxWidth: 70,
    itemStyle: ink[style],
    data: years.map((year) => ({
      value: Number(pence(year)) / 100,
      label: { show: pence(year) !== 0n },
    })),
    label: {
      color: '#0b0c0c',
      backgroundColor: '#ffffff',
      padding: [2, 4],
      fontSize: 13,
      formatter: ({ value }: { value: number }) => shortMoney(BigInt(Math.round(value * 100))),
    },
  });
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
      axisLabel: {
        ...axisInk.axisLabel,
        formatter: (value: number) => shortMoney(BigInt(Math.round(value * 100))),
      },
    },
    series: [
      bar('Confirmed', 'confirmed', 'in', ({ confirmed }) => confirmed.pence),
      bar('Expected', 'expected', 'in', ({ expected }) => expected.pence),
      bar('Indicative', 'indicative', 'in', ({ indicative }) => indicative.pence),
      bar('Committed', 'committed', 'out', ({ committed }) => committed.pence),
    ],
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
    width: 920,
    height: 380,
    option,
  });
}
