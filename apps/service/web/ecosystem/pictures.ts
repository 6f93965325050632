import { unknown } from '#contracts/values.js';
import type { Ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import type { AreaBeside } from '#projections/ecosystem-investment/figures/areas-beside.js';
import { lengths as bands } from '#projections/ecosystem-investment/figures/traits.js';
import { parsePence } from '#libs/money/pence.js';
import { areasBesidePicture } from '../charts/areas-beside.js';
import { fundersToProvidersPicture } from '../charts/flows.js';
import { lengthsPicture } from '../charts/lengths.js';
import { matrixPicture } from '../charts/matrix.js';
import { treemapPicture } from '../charts/treemap.js';
import type { Names } from './names.js';

/** A drawing of what is committed, and what it shows in a sentence; its table stands below it. */
export interface Drawing {
  readonly heading: string;
  readonly svg: string;
  readonly caption: string;
}

const drawing = (heading: string, caption: string, svg: string): Drawing => ({
  ...{ heading, caption, svg },
});

/** By the table that each stands above; where there is nothing to draw, there is none. */
export const drawings = (
  figures: Ecosystem,
  names: Names,
): Readonly<Record<string, Drawing | undefined>> => ({
  providerTypes: treemap(figures, names),
  lengths: lengths(figures, names),
  needs: matrix(figures, names),
  flows: flows(figures, names),
  beside: beside(figures, names),
});

function treemap({ invested }: Ecosystem, names: Names): Drawing | undefined {
  const parts = invested
    .filter(({ by, commitments }) => by === 'providerType' && commitments.pence > 0n)
    .map(({ is, commitments }) => ({
      label: names.value('providerType', is),
      pence: commitments.pence,
      ...(is === unknown ? { apart: true } : {}),
    }));
  if (parts.length === 0) return undefined;
  const heading = 'Committed by type of provider';
  return drawing(
    heading,
    'Each type as large as what is committed to it; what is not known is hatched.',
    treemapPicture('provider-types', heading, parts),
  );
}

function lengths({ lengths: of }: Ecosystem, names: Names): Drawing | undefined {
  if (of.bands.every(({ pence }) => pence <= 0n)) return undefined;
  const known = bands.flatMap(({ band }) => {
    const found = of.bands.find((one) => one.band === band);
    return found
      ? [{ label: names.value('length', band), pence: found.pence, awards: found.awards }]
      : [];
  });
  const apart = of.bands.find(({ band }) => band === unknown);
  const heading = 'Committed by length of award';
  return drawing(
    heading,
    'Value and number of awards, shortest first; awards of unknown length stand apart.',
    lengthsPicture(heading, known, { pence: apart?.pence ?? 0n, awards: apart?.awards ?? 0 }),
  );
}

function matrix({ needsAndAreas }: Ecosystem, names: Names): Drawing | undefined {
  const { needs, areas, cells } = needsAndAreas;
  if (needs.length === 0 || areas.length === 0) return undefined;
  const need = (of: string) => names.value('need', of);
  const heading = 'Needs and areas: gaps, and where several pay';
  return drawing(
    heading,
    'What is committed; the more funders, the darker. Where that is nothing, something is spent without an award.',
    matrixPicture({
      title: heading,
      needs: needs.map(need),
      notKnown: need(unknown),
      areas: areas.map(names.area),
      met: cells
        .filter(({ state }) => state !== 'gap')
        .map(({ need: of, area, amounts, funders }) => {
          const known = funders.filter((funder) => funder !== unknown);
          return {
            ...{ need: need(of), area: names.area(area) },
            funders: known.length === 0 ? null : known.length,
            pence: amounts.commitments,
          };
        }),
    }),
  );
}

function flows({ flows: all }: Ecosystem, names: Names): Drawing | undefined {
  const some = all
    .filter(({ amounts }) => amounts.commitments > 0n)
    .map(({ funder, providerType, amounts }) => ({
      funder: names.value('funder', funder),
      providerType: names.value('providerType', providerType),
      pence: amounts.commitments,
    }));
  if (some.length === 0) return undefined;
  const heading = 'From funders to types of provider';
  return drawing(
    heading,
    'What is committed: bands are as wide as their amounts.',
    fundersToProvidersPicture(heading, some),
  );
}

function beside({ beside: rows }: Ecosystem, names: Names): Drawing | undefined {
  const [first, ...others] = rows.map(({ area, perHead }: AreaBeside) => ({
    label: names.area(area),
    pence: perHead.commitments ? parsePence(perHead.commitments.pounds) : null,
  }));
  if (!first) return undefined;
  const heading = 'Committed per head, area beside area';
  return drawing(
    heading,
    'Per head of the people last counted; where nobody has counted them, nothing is drawn.',
    areasBesidePicture('areas-beside', heading, first, others),
  );
}
