import { shortMoney } from '../words.js';
import { axisInk } from './ink.js';

/** An amount as a chart's scale has it, in pounds. */
export const pounds = (pence: bigint): number => Number(pence) / 100;

/** `£1.2m` of a chart's number. */
export const inPounds = (value: number): string => shortMoney(BigInt(Math.round(value * 100)));

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
export const keyBelow = (itemWidth: number): object => ({
  ...{ bottom: 0, itemWidth, itemHeight: 16 },
  textStyle: { fontSize: 14, color: '#0b0c0c' },
});

/** Names along the bottom, money up the side, the key below. */
export const overTime = (names: readonly string[], itemWidth = 28): object => ({
  legend: keyBelow(itemWidth),
  grid: { left: 70, right: 16, top: 16, bottom: 70 },
  xAxis: namesAxis(names),
  yAxis: moneyAxis,
});

/** An amount written on its mark, legible over any pattern. */
export const amountOnMark = {
  ...{ color: '#0b0c0c', backgroundColor: '#ffffff', padding: [2, 4], fontSize: 13 },
  formatter: ({ value }: { value: number }): string => inPounds(value),
};
