import { streamOf } from '#contracts/events/all.js';
import type { Leg } from '#contracts/events/fund/move-shapes.js';
import type { Effect, EffectsAt, Route } from '#contracts/events/reallocation.js';
import { londonDay } from '#contracts/financial-year.js';
import { refusal } from '#contracts/problems.js';
import { inForceOn, type DelegationInForce } from '#libs/funding/delegation/delegation.js';
import { mayDecide, type MayDecide } from '#libs/funding/delegation/may-decide.js';
import { askedOf, onHeads, type AskedMove } from '#libs/funding/fund/move-authority.js';
import { effectsOn } from '#libs/funding/fund/move-effects.js';
import type { Judged } from '#libs/funding/reallocation/reallocation.js';
import { delegationDecider, fundDecider } from './deciders.js';
import type { Asking, Ledger } from './ledger.js';

/** Before and after in every fund that a move touches, and up to which revision of each. */
export async function effectsOfMove(
  ledger: Ledger,
  funds: readonly string[],
  legs: readonly Leg[],
): Promise<{ effects: Effect[]; effectsAt: EffectsAt[] }> {
  const read = await Promise.all(
    funds.map((id) =>
      ledger.read(streamOf('fund', id), fundDecider, (fund, revision) => ({
        effects: effectsOn(fund, id, legs),
        at: { fund: id, revision },
      })),
    ),
  );
  return { effects: read.flatMap(({ effects }) => effects), effectsAt: read.map(({ at }) => at) };
}

/** Every office that could approve a move today, by the schemes of delegation of those who are asked. */
export async function routesOf(
  ledger: Ledger,
  funds: readonly string[],
  move: AskedMove & { readonly organisations: readonly string[] },
): Promise<Route[]> {
  const day = londonDay(ledger.now());
  const routes: Route[] = [];
  for (const organisation of move.organisations) {
    const delegation = await delegationOf(ledger, organisation, day);
    if (!delegation) continue;
    for (const office of new Set(delegation.powers.map((power) => power.office))) {
      const may = await judgeOffice(ledger, funds, move, delegation, office, day);
      if (may.decides === 'no') continue;
      const { decides, seconds } = may;
      routes.push({
        organisation,
        office,
        decides,
        seconds: [...seconds],
        delegation: delegation.revision,
      });
    }
  }
  return routes;
}

/** What the scheme of delegation of who asks says to an approval today: advice, for the funds count. */
export async function judged(
  ledger: Ledger,
  { provenance: { organisation }, office = 'none' }: Asking,
  funds: readonly string[],
  move: AskedMove,
): Promise<Judged> {
  const day = londonDay(ledger.now());
  const delegation = await delegationOf(ledger, organisation, day);
  if (!delegation)
    return {
      may: { decides: 'no', reason: refusal('no-delegation', { organisation, day }) },
      delegation: -1,
    };
  return {
    may: await judgeOffice(ledger, funds, move, delegation, office, day),
    delegation: delegation.revision,
  };
}

async function judgeOffice(
  ledger: Ledger,
  funds: readonly string[],
  move: AskedMove,
  delegation: DelegationInForce,
  office: string,
  day: string,
): Promise<MayDecide> {
  const heads = await Promise.all(
    funds.map((id) =>
      ledger.read(streamOf('fund', id), fundDecider, (fund) =>
        onHeads(fund, id, move.legs, delegation, office),
      ),
    ),
  );
  return mayDecide(delegation, office, {
    ...askedOf(move, delegation, day),
    onHeads: heads.flat(),
  });
}

const delegationOf = (
  ledger: Ledger,
  organisation: string,
  day: string,
): Promise<DelegationInForce | undefined> =>
  ledger.read(streamOf('delegation', organisation), delegationDecider, (delegation) =>
    inForceOn(delegation, day),
  );
