import type { EChartsOption } from 'echarts';
import { money, shortMoney } from '../words.js';
import { pounds } from './axes.js';
import { drawnOnce } from './drawn-once.js';
import { drawn } from './svg.js';

/** Money on its way from one place to the next. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly pence: bigint;
}

export interface Place {
  readonly id: string;
  readonly label: string;
  /** How many steps from where money comes in. */
  readonly depth: number;
  /** Where money rests unused: drawn lighter. */
  readonly unused?: boolean;
}

interface Flows {
  readonly name: string;
  readonly title: string;
  readonly places: readonly Place[];
  readonly flows: readonly Flow[];
}

const colours = ['#0b4f4a', '#2f7d6d', '#f4b942', '#505a5f', '#0b4f4a'] as const;

const width = 980;
const lastLabel = 190;

/** Bands of money between boxes, as wide as their amounts. Flows of nothing are left out by the caller. */
export const flowsPicture = drawnOnce(({ name, title, places, flows }: Flows): string => {
  const labels = new Map(places.map(({ id, label }) => [id, label]));
  const labelOf = (id: string): string => labels.get(id) ?? id;
  const through = (id: string): bigint => {
    const sum = (side: 'from' | 'to'): bigint =>
      flows.filter((flow) => flow[side] === id).reduce((total, { pence }) => total + pence, 0n);
    const out = sum('from');
    return out > 0n ? out : sum('to');
  };
  const said = ({ from, to, pence }: Flow): string =>
    `${labelOf(from)} to ${labelOf(to)}: ${money(pence)}`;
  const deepest = Math.max(...places.map(({ depth }) => depth));
  const tallest = Math.max(
    ...places.map(({ depth }) => places.filter((place) => place.depth === depth).length),
  );
  // A label may be as long as the way to the next boxes, or as what is left of the picture after the last.
  const between = Math.floor((width - lastLabel) / Math.max(1, deepest)) - 50;
  const option = {
    series: [
      {
        type: 'sankey',
        left: 4,
        right: lastLabel + 20,
        top: 14,
        bottom: 26,
        // Two lines of a label are 32 high, and the least box is next to nothing.
        nodeGap: 36,
        nodeWidth: 16,
        layoutIterations: 64,
        data: places.map(({ id, depth, unused }) => ({
          name: id,
          depth,
          label: { width: depth === deepest ? lastLabel : between },
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
          value: pounds(pence),
        })),
        lineStyle: { color: '#9fb8b5', opacity: 0.55, curveness: 0.5 },
        label: {
          position: 'right',
          color: '#0b0c0c',
          // Names stand above bands.
          textBorderColor: '#ffffff',
          textBorderWidth: 3,
          fontSize: 13,
          overflow: 'break',
          lineHeight: 16,
          formatter: ({ name: id }: { name: string }) =>
            `${labelOf(id)}\n${shortMoney(through(id))}`,
        },
      },
    ],
  } as EChartsOption;
  return drawn({
    name,
    title,
    description: flows.map((flow) => `${said(flow)}.`).join(' '),
    width,
    height: Math.max(420, 60 * tallest),
    option,
    told: (_, place, before) => {
      const flow = flows[place];
      if (before === 0 && flow !== undefined) return said(flow);
      const box = places[place];
      return box && `${box.label}: ${money(through(box.id))}`;
    },
  });
});

/** What each funder's money reaches, by type of provider. */
export function fundersToProvidersPicture(
  title: string,
  flows: readonly {
    readonly funder: string;
    readonly providerType: string;
    readonly pence: bigint;
  }[],
): string {
  // A funder may have the name of a type: each side has identifiers of its own.
  const places = new Map<string, Place>();
  for (const { funder, providerType } of flows) {
    places.set(`from ${funder}`, { id: `from ${funder}`, label: funder, depth: 0 });
    places.set(`to ${providerType}`, { id: `to ${providerType}`, label: providerType, depth: 1 });
  }
  return flowsPicture({
    ...{ name: 'funders-to-providers', title, places: [...places.values()] },
    flows: flows.map(({ funder, providerType, pence }) => ({
      ...{ from: `from ${funder}`, to: `to ${providerType}`, pence },
    })),
  });
}
