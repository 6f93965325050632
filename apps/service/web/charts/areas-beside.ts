import { barsPicture } from './bars.js';

export interface AreaBeside {
  readonly label: string;
  /** Null where it is not known, as per head where no population is stated. */
  readonly pence: bigint | null;
}

/** One area's amount above those of others, with its own fill: the whole of each or per head. */
export const areasBesidePicture = (
  name: string,
  title: string,
  area: AreaBeside,
  others: readonly AreaBeside[],
): string =>
  barsPicture({
    ...{ name, title, lying: true },
    bars: [area, ...others.map((other) => ({ ...other, kind: 'beside' as const }))],
  });
