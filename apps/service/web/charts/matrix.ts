import { money, shortMoney } from '../words.js';
import { gridPicture } from './grid.js';

/** What reaches one need in one area. */
export interface Met {
  readonly need: string;
  readonly area: string;
  /** How many funders; null where it is not known whose money it is. */
  readonly funders: number | null;
  readonly pence: bigint;
}

const byCount = (funders: number | null): string =>
  funders === null ? 'funders not known' : funders === 1 ? '1 funder' : `${funders} funders`;

/** Need by area: where nobody's money is, and where several bodies' is. */
export function matrixPicture({
  title,
  needs,
  notKnown,
  areas,
  met,
}: {
  readonly title: string;
  readonly needs: readonly string[];
  /** What the row is called whose need nobody knows: nothing in it is no gap. */
  readonly notKnown?: string;
  readonly areas: readonly string[];
  /** One for each cell that has money; a cell without one is a gap. */
  readonly met: readonly Met[];
}): string {
  const of = new Map(met.map((each) => [`${each.need}\n${each.area}`, each]));
  return gridPicture({
    ...{ name: 'matrix', title, rows: needs, columns: areas },
    cell: (need, area) => {
      const cell = of.get(`${need}\n${area}`);
      if (cell === undefined)
        return need === notKnown
          ? { lines: ['\u2013'], told: `${need}, ${area}: nothing` }
          : undefined;
      const { funders, pence } = cell;
      return {
        lines: [shortMoney(pence), byCount(funders)],
        told: `${need}, ${area}: ${money(pence)}, ${byCount(funders)}`,
        depth: funders === null || funders < 2 ? 0 : funders === 2 ? 1 : 2,
      };
    },
    empty: { word: 'Gap', told: (need, area) => `${need}, ${area}: a gap`, isGap: true },
  });
}
