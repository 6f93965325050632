import { isDeepStrictEqual } from 'node:util';
import type { FarEnd } from '#contracts/commands/fund/moves.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { ReallocationCommand } from '#contracts/commands/reallocation.js';
import { streamOf } from '#contracts/events/all.js';
import type { Approval, Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { ApprovalGiven } from '#contracts/events/reallocation.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import type { Refusal } from '#contracts/problems.js';
import { byCodePoint } from '#libs/funding/decision.js';
import {
  asApproval,
  decideReallocation,
  lacking,
  type Reallocation,
  type ReallocationStep,
} from '#libs/funding/reallocation/reallocation.js';
import { mustApprove } from '#libs/funding/fund/move-authority.js';
import { agreementsOf } from './agreement-of.js';
import { inFund, note, type Touched } from './awards.js';
import { fundDecider, reallocationDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';
import { followInAwards, releaseInAwards, reserveInAwards } from './reallocated-awards.js';
import { effectsOfMove, judged, routesOf } from './move-advice.js';

/** How long a fund keeps money for a move that is being carried out. */
const reservationMilliseconds = 15 * 60 * 1000;

type Answer = Touched | { readonly refused: Refusal };

/** A move of budget, from its proposal to its end in every fund that it touches. */
export async function askReallocation(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: ReallocationCommand,
  expectedRevision: number | undefined,
): Promise<Answer> {
  const used = await ledger.usedOtherwise(asking);
  if (used) return { refused: used };
  const stream = streamOf('reallocation', id);
  const movedOn = await ledger.movedOn(asking, stream, reallocationDecider, expectedRevision);
  if (movedOn) return { refused: movedOn };
  switch (command.command) {
    case 'propose-reallocation':
      return propose(ledger, asking, id, command);
    case 'approve-reallocation':
      return approve(ledger, asking, id, command.effective);
    case 'carry-out-reallocation': {
      const state = await stateOf(ledger, id);
      const missing = state.state === 'proposed' ? lacking(state) : undefined;
      if (missing) return { refused: missing };
      // The point of no return has the request's own key, so that no other request can use it (rule 9).
      return carryOut(ledger, asking, asking.key, id, command.effective, untouched());
    }
    case 'refuse-reallocation': {
      const { command: name, effective } = command;
      const state = await stateOf(ledger, id);
      const may = await judged(ledger, asking, fundsOf(state.legs), { ...state, effective });
      return alone(await decide(ledger, asking, id, { command: name, effective, ...may }));
    }
    default: {
      const { command: name, effective } = command;
      return alone(await decide(ledger, asking, id, { command: name, effective }));
    }
  }
}

/** Asks every fund whether its part may move, and writes down before and after and the ways to approve it. */
async function propose(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: Extract<ReallocationCommand, { command: 'propose-reallocation' }>,
): Promise<Answer> {
  const { legs, technical, recurrent, effective } = command;
  const funds = fundsOf(legs);
  const amount = formatPence(sumPence(legs.map((leg) => parsePence(leg.amount))));
  // What is written down is of one moment of every fund: where one moved on meanwhile, all are asked again.
  for (let found = await effectsOfMove(ledger, funds, legs); ;) {
    const needed = await Promise.all(
      funds.map((fund) => whoMustApprove(ledger, fund, { legs, amount, technical }, effective)),
    );
    const organisations = [...new Set([...needed.flat(), ...command.organisations])];
    const move = { legs, amount, technical, recurrent, effective, organisations };
    const barred = await rehearsed(ledger, asking, id, {
      ...move,
      proposer: asking.provenance.actor,
      approvals: [],
      proposed: true,
    });
    const routes = barred ? [] : await routesOf(ledger, funds, move);
    const now = await effectsOfMove(ledger, funds, legs);
    if (isDeepStrictEqual(now.effectsAt, found.effectsAt)) {
      const step = { ...command, organisations, ...found, routes };
      return alone(await decide(ledger, asking, id, step, barred));
    }
    found = now;
  }
}

/** Gives one office's approval; with the last one that is needed the move is carried out. */
async function approve(
  ledger: Ledger,
  asking: Asking,
  id: string,
  effective: string,
): Promise<Answer> {
  const state = await stateOf(ledger, id);
  const funds = fundsOf(state.legs);
  const command = { command: 'approve-reallocation', effective } as const;
  const step = { ...command, ...(await judged(ledger, asking, funds, { ...state, effective })) };
  const rehearsal = await decide(ledger, { ...asking, dryRun: true }, id, step);
  const touched = untouched();
  let barred: Refusal | undefined;
  if (!('refused' in rehearsal)) {
    const given = rehearsal.wouldRecord.map(
      ({ data }) => data as unknown as ReturnType<typeof ApprovalGiven.of>['data'],
    );
    if (!lacking(state, given))
      barred = await rehearsed(
        ledger,
        asking,
        id,
        {
          ...state,
          effective,
          approvals: [...state.approvals, ...given].map(asApproval),
          proposed: false,
        },
        touched,
      );
  }
  const approved = await decide(ledger, asking, id, step, barred);
  if ('refused' in approved) return approved;
  note(touched, approved);
  if (asking.dryRun) return touched;
  const deciding = `${asking.key}/decide`;
  return carryOut(ledger, asking, deciding, id, effective, alone(approved) as Touched);
}

/**
 * The three steps of a move (architecture.md, *Several funds, one decision*): each fund sets its part
 * aside and counts it, and then each award that it touches; the reallocation is decided; each fund and
 * award moves or releases. Nothing happens while an approval is missing. `deciding` is the key of the
 * second step.
 */
async function carryOut(
  ledger: Ledger,
  asking: Asking,
  deciding: string,
  id: string,
  effective: string,
  touched: Touched,
): Promise<Answer> {
  const attempt = asking.key;
  const state = await stateOf(ledger, id);
  const ended = state.state !== 'proposed' && state.attempt !== attempt;
  if (touched.streams.length > 0 && (ended || lacking(state))) return touched;
  const funds = fundsOf(state.legs);
  const move = { ...state, effective, approvals: state.approvals.map(asApproval), proposed: false };
  for await (const outcome of setAside(ledger, asking, id, funds, move)) {
    if ('refused' in outcome) {
      if (!asking.dryRun) {
        await fail(ledger, asking, id, attempt, 'refused', effective);
        await settleMove(ledger, asking, id, attempt, funds, effective);
      }
      return outcome;
    }
    note(touched, outcome);
  }
  const step = { command: 'decide', effective, attempt } as const;
  const decided = await decide(ledger, { ...asking, key: deciding }, id, step);
  if (!('refused' in decided)) note(touched, decided);
  if (asking.dryRun) return 'refused' in decided ? decided : touched;
  const settled = await settleMove(ledger, asking, id, attempt, funds, effective);
  if ('refused' in decided) return decided;
  for (const outcome of settled) {
    // The move is decided, and is finished by the same request again, or without it.
    if ('refused' in outcome) return outcome;
    note(touched, outcome);
  }
  return touched;
}

/** What a move needs is set aside in its funds first: from then on no award that gains can end. */
async function* setAside(
  ledger: Ledger,
  asking: Asking,
  id: string,
  funds: readonly string[],
  move: Reserving,
): AsyncGenerator<Outcome> {
  for (const fund of funds) yield await reserve(ledger, asking, id, fund, move);
  yield* await reserveInAwards(ledger, asking, { ...move, reallocation: id, attempt: asking.key });
}

/**
 * The last steps, whoever takes them: the same keys, so that each is taken once. What became of it is
 * written down in the awards first, for once its funds are done nobody looks for it any more.
 */
export async function settleMove(
  ledger: Ledger,
  asking: Asking,
  id: string,
  attempt: string,
  funds: readonly string[],
  effective: string,
): Promise<Outcome[]> {
  const state = await stateOf(ledger, id);
  const made = state.state === 'decided' && state.attempt === attempt;
  if (!made && state.state === 'proposed' && !state.failed.has(attempt)) return [];
  const moving = { reallocation: id, attempt, legs: state.legs, effective };
  const outcomes = made
    ? await followInAwards(ledger, asking, moving)
    : await releaseInAwards(ledger, asking, moving);
  for (const fund of outgoingFirst(funds, state.legs)) {
    const key = made
      ? `reallocation/${id}/move/${fund}`
      : `reallocation/${id}/release/${fund}/${attempt}`;
    outcomes.push(
      await inFund(
        ledger,
        { ...asking, key, asked: [made ? 'move' : 'release', id, fund, attempt] },
        fund,
        made
          ? { command: 'move-budget', effective, reallocation: id, attempt, fund }
          : { command: 'release-move', effective, reallocation: id, attempt },
      ),
    );
  }
  return outcomes;
}

/** One try came to nothing: nothing that was set aside for it can be used any more. */
export async function fail(
  ledger: Ledger,
  asking: Asking,
  id: string,
  attempt: string,
  cause: 'refused' | 'expired',
  effective: string,
): Promise<void> {
  await decide(
    ledger,
    {
      ...asking,
      key: `reallocation/${id}/not-carried-out/${attempt}`,
      asked: ['not-carried-out', id, attempt],
    },
    id,
    { command: 'not-carried-out', effective, attempt, cause },
  );
}

/** A move as its funds are asked to set it aside. */
type Reserving = Pick<
  FundCommandOf<'reserve-move'>,
  'amount' | 'technical' | 'recurrent' | 'effective' | 'proposer' | 'proposed'
> & {
  readonly legs: readonly Leg[];
  readonly organisations: readonly string[];
  readonly approvals: readonly Approval[];
};

/** The first refusal of any fund, without recording anything; what they would record is noted. */
async function rehearsed(
  ledger: Ledger,
  asking: Asking,
  id: string,
  move: Reserving,
  touched?: Touched,
): Promise<Refusal | undefined> {
  for await (const outcome of setAside(
    ledger,
    { ...asking, dryRun: true },
    id,
    fundsOf(move.legs),
    move,
  )) {
    if ('refused' in outcome) return outcome.refused;
    if (touched && asking.dryRun) note(touched, outcome);
  }
  return undefined;
}

async function reserve(
  ledger: Ledger,
  asking: Asking,
  id: string,
  fund: string,
  move: Reserving,
): Promise<Outcome> {
  const legs = touching(move.legs, fund);
  return inFund(ledger, { ...asking, key: `${asking.key}/reserve/${fund}` }, fund, {
    command: 'reserve-move',
    effective: move.effective,
    reallocation: id,
    fund,
    attempt: asking.key,
    amount: move.amount,
    technical: move.technical,
    recurrent: move.recurrent,
    proposer: move.proposer,
    organisations: [...move.organisations],
    legs,
    farEnds: await farEndsOf(ledger, fund, legs),
    approvals: [...move.approvals],
    expires: new Date(ledger.now().getTime() + reservationMilliseconds).toISOString(),
    proposed: move.proposed,
  });
}

/** What a fund must know of the funds at the other end of its legs. */
async function farEndsOf(ledger: Ledger, fund: string, legs: readonly Leg[]): Promise<FarEnd[]> {
  const ends = await Promise.all(
    legs.map(async ({ from, to }, leg): Promise<FarEnd[]> => {
      const far: MovePlace = from.fund === fund ? to : from;
      if (far.fund === fund || far.kind === 'line') return [];
      return ledger.read(streamOf('fund', far.fund), fundDecider, ({ terms, sources }) => [
        {
          leg,
          kind: terms?.kind ?? 'single',
          organisation: sources.get(far.source)?.organisation ?? 'unknown',
        },
      ]);
    }),
  );
  return ends.flat();
}

/** As the fund itself will judge it; of a fund that is not established, nobody's. */
async function whoMustApprove(
  ledger: Ledger,
  fund: string,
  move: Pick<Reserving, 'legs' | 'amount' | 'technical'>,
  day: string,
): Promise<readonly string[]> {
  const legs = touching(move.legs, fund);
  const agreements = await agreementsOf(ledger, fund, day);
  return ledger.read(streamOf('fund', fund), fundDecider, (state) =>
    state.terms ? mustApprove(state, agreements, { ...move, legs }) : [],
  );
}

const stateOf = (ledger: Ledger, id: string): Promise<Reallocation> =>
  ledger.read(streamOf('reallocation', id), reallocationDecider, (state) => state);

const fundsOf = (legs: readonly Leg[]): string[] =>
  [...new Set(legs.flatMap(({ from, to }) => [from.fund, to.fund]))].sort(byCodePoint);

const touching = (legs: readonly Leg[], fund: string): Leg[] =>
  legs.filter(({ from, to }) => from.fund === fund || to.fund === fund);

/** Money leaves before it arrives, so that in between it shows as in transfer and nowhere twice. */
function outgoingFirst(funds: readonly string[], legs: readonly Leg[]): string[] {
  const sends = (fund: string): number =>
    legs.some(({ from, to }) => from.fund === fund && to.fund !== fund) ? 0 : 1;
  return [...funds].sort((a, b) => sends(a) - sends(b) || byCodePoint(a, b));
}

const decide = (
  ledger: Ledger,
  asking: Asking,
  id: string,
  step: ReallocationStep,
  barred?: Refusal,
): Promise<Outcome> =>
  ledger.execute(asking, {
    stream: streamOf('reallocation', id),
    decider: reallocationDecider,
    decide: (state, circumstances) => {
      const decision = decideReallocation(state, step, id, circumstances);
      return barred && !decision.refused ? { refused: barred } : decision;
    },
  });

const untouched = (): Touched => ({ streams: [], wouldRecord: [], repeated: true });

function alone(outcome: Outcome): Answer {
  if ('refused' in outcome) return outcome;
  const touched = untouched();
  note(touched, outcome);
  return touched;
}
