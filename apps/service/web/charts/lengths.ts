import { barsPicture } from './bars.js';

export interface OfLength {
  /** `12 to 35 months` */
  readonly label: string;
  readonly pence: bigint;
  readonly awards: number;
}

const counted = (awards: number): string => (awards === 1 ? '1 award' : `${awards} awards`);

/** Value and number of awards by their length; those of unknown length stand apart, last. */
export const lengthsPicture = (
  title: string,
  lengths: readonly OfLength[],
  unknown: Omit<OfLength, 'label'>,
): string =>
  barsPicture({
    ...{ name: 'lengths', title, lying: false },
    bars: [
      ...lengths.map(({ label, pence, awards }) => ({ label, pence, note: counted(awards) })),
      {
        ...{ label: 'Length not known', pence: unknown.pence },
        ...{ note: counted(unknown.awards), kind: 'apart' },
      },
    ],
  });
