import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { drawn } from './svg.js';

/** Money on its way from one place to the next. Depth: source, scheme, award, provider. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly pence: bigint;
}

export interface Place {
  readonly id: string;
  readonly label: string;
  readonly depth: 0 | 1 | 2 | 3;
  /** Where money rests unused: drawn lighter. */
  readonly unused?: boolean;
}

const colours = ['#0b4f4a', '#2f7d6d', '#f4b942', '#505a5f'] as const;

export function sourcesToUsesPicture(
  year: string,
  places: readonly Place[],
  flows: readonly Flow[],
): string {
  const labels = new Map(places.map(({ id, label }) => [id, label]));
  const through = (id: string): bigint => {
    const sum = (side: 'from' | 'to'): bigint =>
      flows.filter((flow) => flow[side] === id).reduce((total, { pence }) => total + pence, 0n);
    const out = sum('from');
    return out > 0n ? out : sum('to');
  };
  const option = {
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 210,
        top: 14,
        bottom: 26,
        nodeGap: 30,
        nodeWidth: 16,
        layoutIterations: 64,
        data: places.map(({ id, depth, unused }) => ({
          name: id,
          depth,
          itemStyle: {
            color: unused ? '#ffffff' : colours[depth],
            borderColor: '#0b0c0c',
            borderWidth: 1,
            borderType: unused ? 'dashed' : 'solid',
          },
        })),
        links: flows.map(({ from, to, pence }) => ({
          source: from,
          target: to,
          value: Number(pence) / 100,
        })),
        lineStyle: { color: '#9fb8b5', opacity: 0.55, curveness: 0.5 },
        label: {
          position: 'right',
          color: '#0b0c0c',
          fontSize: 13,
          width: 190,
          overflow: 'break',
          lineHeight: 16,
          formatter: ({ name }: { name: string }) =>
            `${labels.get(name) ?? name}\n${shortMoney(through(name))}`,
        },
      },
    ],
  } as EChartsOption;
  return drawn({
    name: 'flows',
    title: `Sources to uses, ${year}`,
    description: flows
      .map(
        ({ from, to, pence }) =>
          `${labels.get(from) ?? from} to ${labels.get(to) ?? to}: ${money(pence)}.`,
      )
      .join(' '),
    width: 980,
    height: Math.max(
      420,
      60 *
        Math.max(
          ...[0, 1, 2, 3].map((depth) => places.filter((place) => place.depth === depth).length),
        ),
    ),
    option,
  });
}
