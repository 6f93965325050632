import type { Pence } from '#libs/money/pence.js';
import {
  both,
  shareOf,
  sumOf,
  sums,
  type Both,
  type Investment,
  type Share,
} from './investment.js';
import { perHead, placing, type PerHead } from './area-spending.js';
import { awardLengths } from './award-lengths.js';
import { decisions } from './flows.js';
import { concentrationIn } from './providers.js';
import { smallLocalVcse } from './system-health.js';

export interface AreaBeside {
  readonly area: string;
  readonly within: Both<Pence>;
  readonly perHead: Both<PerHead | undefined>;
  readonly funders: number;
  /** Named bodies with more than nothing. */
  readonly providers: Both<number>;
  readonly hhi: Both<string | undefined>;
  readonly longTerm: string | undefined;
  /** Of what is promised; who is rooted locally is judged by all the areas asked about. */
  readonly smallLocalVcse: Share;
  readonly national: Share;
  readonly needUnknown: Share;
}

/**
 * The areas asked about, each by itself with the same figures. Where they overlap, what lies in two of
 * them is in the rows of both, and rows are not to be added up.
 */
export function areasBeside(of: Investment): AreaBeside[] {
  const { asked, facts, moment } = of;
  if (asked.areas.length < 2) return [];
  return asked.areas.map((area) => {
    const placeOf = placing([area], facts);
    const parts = of.parts.filter((part) => placeOf(part.area, part.day) === 'within');
    const within = sums(parts);
    const promised = (
      groups: readonly { readonly is: string; readonly commitments: Share }[],
      is: string,
    ) => groups.find((group) => group.is === is)?.commitments ?? shareOf(0n, within.commitments);
    const concentration = both((measure) => concentrationIn(parts, measure));
    const unknown = parts.filter(({ traits }) => traits.need === 'unknown');
    return {
      area,
      within,
      perHead: both((measure) => perHead([area], within[measure], facts, moment.day)),
      funders: new Set(parts.map(({ traits }) => traits.funder).filter((id) => id !== 'unknown'))
        .size,
      providers: both((measure) => concentration[measure].named.length),
      hhi: both((measure) => concentration[measure].hhi),
      longTerm: awardLengths({ parts }).longTerm,
      smallLocalVcse: promised(smallLocalVcse({ parts }), 'yes'),
      national: promised(decisions({ parts }), 'national'),
      needUnknown: shareOf(sumOf(unknown, 'commitments'), within.commitments),
    };
  });
}
