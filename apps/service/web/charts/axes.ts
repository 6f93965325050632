import { shortMoney } from '../words.js';
import { axisInk } from './ink.js';

/** An amount as a chart's scale has it, in pounds. */
export const pounds = (pence: bigint): number => Number(pence) / 100;

/** The same for a mark with an edge: nothing is drawn of no money, which would be a line of its edge. */
export const poundsIfAny = (pence: bigint): number | null => (pence === 0n ? null : pounds(pence));

/** `£1.2m` of a chart's number. */
const inPounds = (value: number): string => shortMoney(BigInt(Math.round(value * 100)));

/** The axis of names: years, months, bodies. */
export const namesAxis = (names: readonly string[]): object => ({
  ...{ type: 'category', data: names },
  ...axisInk,
});

/** The axis of money. */
export const moneyAxis = {
  type: 'value',
  ...axisInk,
  axisLabel: { ...axisInk.axisLabel, formatter: inPounds },
};

/** The key below a chart, each kind as wide as its pattern needs to be told. */
const keyBelow = (itemWidth: number): object => ({
  ...{ bottom: 0, itemWidth, itemHeight: 16 },
  textStyle: { fontSize: 14, color: '#0b0c0c' },
});

/** Kinds of the key that are lines and nothing else: else a dot would stand on each. */
export const linesInKey = (...names: readonly string[]): object[] =>
  names.map((name) => ({ name, itemStyle: { opacity: 0 } }));

/** Names along the bottom, money up the side, the key below. */
export const overTime = (
  names: readonly string[],
  itemWidth = 28,
  key?: readonly (string | object)[],
): object => ({
  legend: { ...keyBelow(itemWidth), ...(key === undefined ? {} : { data: key }) },
  grid: { left: 70, right: 16, top: 16, bottom: 70 },
  xAxis: namesAxis(names),
  yAxis: moneyAxis,
});

/** How wide a picture of years is: one or two would stand far apart in a wide one, and out of a phone's sight. */
export const widthOf = (years: readonly unknown[]): number => (years.length < 3 ? 440 : 920);

/** An amount written on its mark, legible over any pattern. */
export const amountOnMark = {
  ...{ color: '#0b0c0c', backgroundColor: '#ffffff', padding: [2, 4], fontSize: 13 },
  formatter: ({ value }: { value: number }): string => inPounds(value),
};
