import type { Asked } from '#apps/service/ledger/commands.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { grantCommands } from '#contracts/commands/award/grant.js';
import type { Auditor } from '../auditor/auditor.js';
import { choose, type Choice } from './choice.js';
import { moneyInWeights, moneyInWishes } from './money-in.js';
import { moneyOutWeights, moneyOutWishes } from './money-out.js';
import { pick, pounds, type Wish } from './wish.js';
import { providers, schemeNames, years } from './world.js';

const ofOneFund = { ...moneyInWishes, ...moneyOutWishes };

/** What may be wished of a place with several funds, and how often. */
export const placeWeights = { ...moneyInWeights, ...moneyOutWeights, award: 40 } as const;
export type PlaceKind = keyof typeof placeWeights;

/** A wish of a place: also which fund it is about. */
export interface PlaceWish extends Wish<PlaceKind> {
  readonly f: number;
}

/** The place as it is known when something is wished. */
export interface Known {
  readonly auditor: Auditor;
  readonly funds: readonly string[];
  readonly today: string;
}

/** Makes a request of a wish, from what there is. `nth` keeps identifiers apart. */
export function askedBy(wish: PlaceWish, nth: number, known: Known): Asked {
  const fund = pick(known.funds, wish.f);
  const id = `x${nth}`;
  const effective = wish.c % 4 === 0 ? undefined : known.today;
  const of = choose(wish, id, known.auditor.fund(fund), effective);
  if (wish.kind !== 'award') return { kind: 'fund', id: fund, command: ofOneFund[wish.kind](of) };
  return award(of, known, fund);
}

/** An award over one fund or two, over one year or two. */
function award(of: Choice, known: Known, first: string): Asked {
  const { a, b, c, pence, id, scheme, source, nature, day } = of;
  const second = pick(known.funds, known.funds.indexOf(first) + 1 + (b % 2));
  const funds = a % 3 === 0 && second !== first ? [first, second] : [first];
  const asked = {
    title: id,
    provider: pick(providers, c),
    obligation: pick(['none', 'none', 'none', 'law', 'published-fact'] as const, b),
    costShares: [
      { category: 'delivery' as const, share: (c % 7) + 1 },
      { category: 'core' as const, share: 3 },
    ],
    funding: funds.flatMap((fund) =>
      years.slice(0, (a % 2) + 1).flatMap((year, place) =>
        (c % 3 === 0 ? [scheme, pick(schemeNames, b + 1)] : [scheme]).map((under) => ({
          fund,
          scheme: under,
          year,
          nature,
          amount: pounds(pence + place),
          sources:
            c % 4 === 0 ? [{ source, amount: pounds(pence + place) }] : ('as-scheme' as const),
        })),
      ),
    ),
  };
  return b % 4 === 0
    ? {
        kind: 'grant',
        id,
        command: {
          command: 'award-grant',
          effective: day,
          ...grantCommands['award-grant'].parse(asked),
        },
      }
    : {
        kind: 'contract',
        id,
        command: {
          command: 'award-contract',
          effective: day,
          ...contractCommands['award-contract'].parse(asked),
        },
      };
}
