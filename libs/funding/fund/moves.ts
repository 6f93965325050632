import type { FundCommandOf } from '#contracts/commands/fund.js';
import { CostLinesMoved } from '#contracts/events/fund/commitment-changes.js';
import type { Approval, Leg } from '#contracts/events/fund/move-shapes.js';
import {
  BudgetMoveCompleted,
  BudgetMovedIn,
  BudgetMovedOut,
  BudgetMoveReleased,
  BudgetReservedForMove,
  type Counted,
  type MovedLine,
  type MoveLine,
} from '#contracts/events/fund/moves.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { afterItsEnd } from '../agreement/in-force.js';
import { happened, refused, type Decision } from '../decision.js';
import { whileChanging } from './award-gains.js';
import { costFenceOfMove } from './cost-fences.js';
import { costShareBreach, gainsOfMove } from './cost-share-limits.js';
import { shortCostLine } from './commitment-changes.js';
import { costLinesFollow } from './cost-lines-follow.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import type { Tranche } from './holdings.js';
import { authorised, notAskedOf } from './move-authority.js';
import { changesPurpose, isOfMoney, judgeLeg } from './move-rules.js';
import { sidesIn } from './move-sides.js';
import { openPeriodOf } from './periods.js';
import { permissionsGivenBack, permittedEach, type PermissionUse } from './permissions.js';
import { shareBreachOfMove } from './share-limits.js';
import { lineOf, setAside, standingNow } from './set-aside.js';

type Decided = Decision<FundEvent>;

/** What a fund knows of moves, and of what offices have decided in it. */
export interface Moves {
  readonly moves: Map<string, MoveHere>;
  /** By organisation, office, budget head and year: what it has decided (`countKey`). */
  readonly delegated: Map<string, Pence>;
}

/** A fund's part in a move. */
export interface MoveHere {
  readonly attempt: string;
  state: 'reserved' | 'moved' | 'released';
  readonly legs: readonly Leg[];
  readonly lines: readonly MoveLine[];
  readonly approvals: readonly Approval[];
  readonly counted: readonly Counted[];
  /** The permissions that it used. */
  readonly uses: readonly PermissionUse[];
}

export const newMoves = (): Moves => ({ moves: new Map(), delegated: new Map() });

type Reserve = FundCommandOf<'reserve-move'>;

/**
 * Sets budget aside for a move: inside every rule of the money (18), up to what there is (19), and
 * decided by offices whose delegation suffices (20).
 */
function reserveMove(fund: Fund, command: Reserve, context: FundContext): Decided {
  const { agreement, delegations = [], office } = context;
  const { reallocation, fund: id, effective } = command;
  const before = fund.moves.get(reallocation);
  if (before?.state === 'moved')
    return refused('already-exists', { what: 'move', id: reallocation, where: 'The fund' });
  if (before?.state === 'reserved')
    return refused('wrong-order', {
      what: 'The reallocation',
      id: reallocation,
      state: 'being carried out',
      needed: 'finished',
    });
  const ended = afterItsEnd(agreement, effective);
  if (ended) return { refused: ended };
  const unasked = notAskedOf(fund, id, command, context);
  if (unasked) return { refused: unasked };

  const purpose = command.technical ? changesPurpose(fund, command.legs) : undefined;
  if (purpose) return { refused: purpose };
  const changing = whileChanging(fund, id, command.legs);
  if (changing) return { refused: changing };
  const uses = usesOfPermissions(fund, command);
  if ('problem' in uses) return { refused: uses };
  const share = shareBreachOfMove(fund, command.legs, command);
  if (share) return { refused: share };
  const fenced = costFenceOfMove(fund, command.legs, command);
  if (fenced) return { refused: fenced };
  const costs = costShareBreach(fund, gainsOfMove(fund, sidesIn(id, command.legs)), effective);
  if (costs) return { refused: costs };
  const lines = setAside(fund, command, { office }, agreement);
  if ('problem' in lines) return { refused: lines };
  if (command.proposed) return happened();
  const counted = authorised(fund, id, command, delegations);
  if ('problem' in counted) return { refused: counted };
  const { attempt, amount, technical, recurrent, legs, approvals, expires } = command;
  return happened<FundEvent>(
    ...uses,
    BudgetReservedForMove.of(effective, {
      reallocation,
      attempt,
      amount,
      technical,
      recurrent,
      legs,
      lines,
      approvals,
      counted,
      expires,
    }),
  );
}

/** Legs one after another, each by what the ones before left of the permissions. */
const usesOfPermissions = (fund: Fund, command: Reserve): FundEvent[] | Refusal =>
  permittedEach(fund, [...command.legs.entries()], ([leg, asked]) =>
    isOfMoney(asked)
      ? judgeLeg(fund, asked, {
          ...command,
          farEnd: command.farEnds.find((one) => one.leg === leg),
        })
      : judgeLine(fund, asked, command),
  );

/** Cost lines are noted beside: they move within one award and year, as far as there is something on them. */
function judgeLine(fund: Fund, { from, to }: Leg, { legs }: Reserve): FundEvent[] | Refusal {
  if (
    from.kind !== 'line' ||
    to.kind !== 'line' ||
    from.fund !== to.fund ||
    from.award !== to.award ||
    from.year !== to.year
  )
    return refusal('crosses-line', {});
  const commitment = fund.commitments.get(from.award);
  if (commitment?.state !== 'committed')
    return refusal('not-found', { what: 'award', id: from.award, where: 'the fund' });
  const ofAward = legs.flatMap((leg) =>
    leg.from.kind === 'line' && leg.to.kind === 'line' && leg.from.award === from.award
      ? [
          {
            year: leg.from.year,
            from: leg.from.category,
            to: leg.to.category,
            amount: leg.amount,
          },
        ]
      : [],
  );
  return shortCostLine(commitment, ofAward) ?? [];
}

/** Once the move is decided: out of where it was set aside and in where it belongs, in one append. */
function moveBudget(fund: Fund, command: FundCommandOf<'move-budget'>): Decided {
  const { reallocation, attempt, effective } = command;
  const move = fund.moves.get(reallocation);
  if (move?.state !== 'reserved' || move.attempt !== attempt) return notSetAside(reallocation);
  const { approvals } = move;
  const asker = askerOf(move);
  const out = standingNow(fund, move.lines, effective, asker);
  const into: MovedLine[] = [];
  for (const [place, leg] of move.legs.entries()) {
    if (!isOfMoney(leg) || leg.to.fund !== command.fund) continue;
    const period = openPeriodOf(fund, leg.to.year, effective, asker);
    for (const tranche of arriving(leg.amount, place, out))
      into.push({ ...lineOf(fund, place, leg.to, tranche, period), crosses: moneyPasses(leg) });
  }
  return happened<FundEvent>(
    ...(out.length > 0
      ? [
          BudgetMovedOut.of(effective, {
            reallocation,
            lines: out.map((line) => ({ ...line, crosses: moneyPasses(move.legs[line.leg]) })),
            approvals: [...approvals],
          }),
        ]
      : []),
    ...(into.length > 0
      ? [BudgetMovedIn.of(effective, { reallocation, lines: into, approvals: [...approvals] })]
      : []),
    ...move.legs.flatMap((leg) => costLineMoved(fund, leg, reallocation, effective, asker)),
    ...costLinesFollow(fund, out, into, { reallocation, effective }, asker),
    BudgetMoveCompleted.of(effective, { reallocation, attempt }),
  );
}

/** Whether the money itself passes, and not only authority within one source and nature of the fund. */
const moneyPasses = (leg: Leg | undefined): boolean =>
  leg !== undefined &&
  isOfMoney(leg) &&
  (leg.from.fund !== leg.to.fund ||
    leg.from.source !== leg.to.source ||
    leg.from.nature !== leg.to.nature);

/** Whoever finishes it, the periods are those that are open to the office that decided. */
const askerOf = ({ approvals }: MoveHere) => ({ office: approvals.at(-1)?.office ?? none });

/** What comes from another fund is confirmed; what stays in this one is as certain as it was. */
function arriving(amount: string, leg: number, out: readonly MoveLine[]): Tranche[] {
  const here = out.filter((one) => one.leg === leg);
  return here.length > 0
    ? here.map(({ certainty, amount: part }) => ({ certainty, pence: parsePence(part) }))
    : [{ certainty: 'confirmed', pence: parsePence(amount) }];
}

function costLineMoved(
  fund: Fund,
  leg: Leg,
  reference: string,
  effective: string,
  asker: { readonly office: string },
): FundEvent[] {
  const { from, to, amount } = leg;
  if (from.kind !== 'line' || to.kind !== 'line') return [];
  return [
    CostLinesMoved.of(effective, {
      award: from.award,
      provider: fund.commitments.get(from.award)?.provider ?? none,
      year: from.year,
      from: from.category,
      to: to.category,
      amount,
      period: openPeriodOf(fund, from.year, effective, asker),
      by: 'reallocation',
      reference,
    }),
  ];
}

/** The move was not made: what was set aside, counted and permitted for it is free again. */
function releaseMove(fund: Fund, command: FundCommandOf<'release-move'>): Decided {
  const { reallocation, attempt, effective } = command;
  const move = fund.moves.get(reallocation);
  if (move?.state !== 'reserved' || move.attempt !== attempt) return notSetAside(reallocation);
  const asker = askerOf(move);
  return happened<FundEvent>(
    ...permissionsGivenBack(fund, move.uses, effective),
    BudgetMoveReleased.of(effective, {
      reallocation,
      attempt,
      lines: standingNow(fund, move.lines, effective, asker),
      counted: [...move.counted],
    }),
  );
}

const notSetAside = (reallocation: string) =>
  refused('not-found', { what: 'reserved move', id: reallocation, where: 'the fund' });

export const moveDeciders = {
  'reserve-move': reserveMove,
  'move-budget': moveBudget,
  'release-move': releaseMove,
} as const;
