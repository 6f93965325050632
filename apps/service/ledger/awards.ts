import type { AwardCommand, AwardStep } from '#contracts/commands/award.js';
import type { GrantCommandOf } from '#contracts/commands/award/grant.js';
import type { Json } from '#contracts/envelope.js';
import { londonDay } from '#contracts/financial-year.js';
import { streamOf } from '#contracts/events/all.js';
import { lastDayOf } from '#contracts/financial-year.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { Refusal } from '#contracts/problems.js';
import type { EventDraft } from '#libs/event-store/decision.js';
import { barsOffer, decideAward, fundsOfAward, type Award } from '#libs/funding/award/award.js';
import { byCodePoint, refused } from '#libs/funding/decision.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { agreementsOf, hostingsMoved, hostingsOf } from './agreement-of.js';
import { awardDecider, fundDecider } from './deciders.js';
import { fromAligned } from './from-aligned.js';
import { fromAreas } from './from-areas.js';
import { bodyOfAward, fromAwards } from './from-awards.js';
import { fromDelegations } from './from-delegations.js';
import { fromOutcomes } from './from-outcomes.js';
import { fromStrategies } from './from-strategies.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** How long a fund keeps money for an award that is being made. */
const reservationMilliseconds = 15 * 60 * 1000;

/** Every stream that a request touched, in the order in which it did. */
export interface Touched {
  readonly streams: {
    readonly stream: string;
    readonly revision: number;
    readonly number: number;
  }[];
  /** What a dry run would record. */
  readonly wouldRecord: { readonly stream: string; readonly draft: EventDraft }[];
  repeated: boolean;
}

/**
 * An award, in one fund or several, by three steps (architecture.md, *Several funds, one decision*):
 * money is reserved in each fund; the award is made in its own stream, or lapses, whichever is
 * recorded first; each fund confirms or releases. A crash between any two leaves what `settle`, or
 * the repeated request, finishes.
 */
export async function makeAward(
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  command: AwardCommand | GrantCommandOf<'offer-grant'>,
  expectedRevision: number | undefined,
): Promise<Touched | { readonly refused: Refusal }> {
  const over =
    command.command === 'offer-grant' ? barsOffer(command, londonDay(ledger.now())) : undefined;
  if (over) return { refused: over };
  const stream = streamOf(kind, id);
  const movedOn = await ledger.movedOn(asking, stream, awardDecider, expectedRevision);
  if (movedOn) return { refused: movedOn };
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  const funds = [...new Set(command.funding.map((line) => line.fund))].sort(byCodePoint);
  const offer = command.command === 'offer-grant';
  const expires = expiryFrom(ledger);
  const whole = formatPence(sumPence(command.funding.map(({ amount }) => parsePence(amount))));

  const reserve = (by: Asking, { fund }: { readonly fund: string }): Promise<Outcome> =>
    inFund(ledger, step(by, reservingKey(asking, fund)), fund, {
      command: 'reserve-commitment',
      effective: command.effective,
      award: id,
      kind,
      provider: command.provider,
      expires,
      obligation: offer ? 'none' : command.obligation,
      legalBasis: offer ? undefined : command.legalBasis,
      // That of a personal budget is of the sum of its needs, not of what there is.
      override: command.command === 'award-personal-budget' ? undefined : command.override,
      whole,
      costShares: command.costShares,
      lines: command.funding
        .filter((line) => line.fund === fund)
        .map(({ scheme, year, nature, amount, sources }) => ({
          scheme,
          year,
          nature,
          amount,
          sources,
        })),
    });
  const parts = funds.map((fund) => ({ fund }));
  const barred = await refusedInOne(ledger, asking, parts, reserve);
  if (barred) return { refused: barred };
  for (const part of parts) {
    const outcome = await reserve(asking, part);
    if ('refused' in outcome) {
      if (touched.streams.length > 0 && !asking.dryRun) {
        await decide(ledger, lapsing(asking, kind, id), kind, id, {
          command: 'lapse-award',
          effective: command.effective,
          cause: 'refused',
        });
        await settle(ledger, asking, kind, id, funds, command.effective);
      }
      return outcome;
    }
    note(touched, outcome);
  }

  // The point of no return has the request's own key, so that no other request can use it (rule 9).
  const awarded = await decide(ledger, asking, kind, id, command);
  if (!('refused' in awarded)) note(touched, awarded);
  if (asking.dryRun) return 'refused' in awarded ? awarded : touched;
  // An offer that stands is settled by whoever answers it: what came of that is not this answer.
  if (offer && !('refused' in awarded)) return touched;

  const settled = await settle(ledger, asking, kind, id, funds, command.effective);
  if ('refused' in awarded) return awarded;
  for (const outcome of settled) {
    // The award stands, and is finished by the same request again, or without it.
    if ('refused' in outcome) return outcome;
    note(touched, outcome);
  }
  return touched;
}

export const reservingKey = ({ key }: Asking, fund: string): string => `${key}/reserve/${fund}`;

/**
 * What one of several funds refuses, before any has set anything aside: so that nothing lapses, and no
 * approval is used, where nothing can be decided. A request that was begun before goes on (rule 9).
 */
export async function refusedInOne<Part extends { readonly fund: string }>(
  ledger: Ledger,
  asking: Asking,
  parts: readonly Part[],
  reserve: (asking: Asking, part: Part) => Promise<Outcome>,
): Promise<Refusal | undefined> {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0 || asking.dryRun) return undefined;
  if (await ledger.isRecorded(step(asking, reservingKey(asking, first.fund)))) return undefined;
  for (const part of parts) {
    const outcome = await reserve({ ...asking, dryRun: true }, part);
    if ('refused' in outcome) return outcome.refused;
  }
  return undefined;
}

/** The last step in each fund, whoever takes it: the same keys, so that it is taken once. */
export async function settle(
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  funds: readonly string[],
  effective: string,
): Promise<Outcome[]> {
  const award = await ledger.read(streamOf(kind, id), awardDecider, (state): Award => state);
  if (award.outcome === 'open' || award.outcome === 'offered') return [];
  const outcomes: Outcome[] = [];
  for (const fund of funds) {
    // Of two requests for one award only the first is made; a fund of the other alone has no part.
    const made = award.outcome === 'awarded' && award.funds.includes(fund) ? award : undefined;
    const taken = made ? 'confirm' : 'release';
    outcomes.push(
      await inFund(
        ledger,
        { ...asking, key: `award/${kind}-${id}/${taken}/${fund}`, asked: [taken, kind, id, fund] },
        fund,
        made
          ? {
              command: 'confirm-commitment',
              effective,
              award: id,
              costShares: [...made.costShares],
            }
          : { command: 'lapse-commitment', effective, award: id },
      ),
    );
  }
  return outcomes;
}

/** The one to whom a grant is offered takes it or not; either settles what was kept for it. */
export async function answerOffer(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: GrantCommandOf<'accept-grant' | 'decline-grant'>,
  expectedRevision: number | undefined,
): Promise<Touched | { readonly refused: Refusal }> {
  const stream = streamOf('grant', id);
  const answered = await ledger.execute(asking, {
    stream,
    decider: awardDecider,
    expectedRevision,
    decide: (state, { today }) => decideAward(state, command, id, today),
  });
  if ('refused' in answered) return answered;
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  note(touched, answered);
  if (asking.dryRun) return touched;
  const funds = await ledger.read(stream, awardDecider, (award) => [...fundsOfAward(award)].sort());
  for (const outcome of await settle(ledger, asking, 'grant', id, funds, command.effective)) {
    if ('refused' in outcome) return outcome;
    note(touched, outcome);
  }
  return touched;
}

/** The reservation ran out before the award was made. */
export async function expire(
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  effective: string,
): Promise<void> {
  await decide(ledger, lapsing(asking, kind, id), kind, id, {
    command: 'lapse-award',
    effective,
    cause: 'expired',
  });
}

/** A command to a fund, with the agreement in force where the fund has one. */
export async function inFund(
  ledger: Ledger,
  asking: Asking,
  fund: string,
  command: FundCommand,
  expectedRevision?: number,
): Promise<Outcome> {
  const stream = streamOf('fund', fund);
  const { hostings } = await hostingsOf(ledger, fund);
  const agreements = await agreementsOf(ledger, fund, judgedOn(command), namedIn(command));
  const ofOutcome = await fromOutcomes(ledger, fund, command);
  const beside = {
    ...ofOutcome,
    ...(await fromAwards(ledger, fund, command, ofOutcome.stageClaim)),
    ...(await bodyOfAward(ledger, fund, command)),
    ...(await fromDelegations(ledger, fund, command, agreements)),
    ...(await fromAligned(ledger, command)),
    ...(await fromAreas(ledger, fund, command)),
    ...(await fromStrategies(ledger, command)),
  };
  const seen = { moved: false };
  const outcome = await ledger.execute(asking, {
    stream,
    decider: fundDecider,
    expectedRevision,
    decide: (state, circumstances) => {
      // What was read beside the fund is of the agreement and the host that it is known to have.
      seen.moved = state.hostings.length !== hostings.length;
      return seen.moved
        ? refused('moved-on', {
            stream,
            revision: state.hostings.length,
            expected: hostings.length,
          })
        : decideFund(state, command, { ...circumstances, ...beside, ...agreements });
    },
  });
  if (!seen.moved) return outcome;
  hostingsMoved(ledger, fund);
  return inFund(ledger, asking, fund, command, expectedRevision);
}

/** A year is closed under the agreement that it had, whenever that is done (rule 7). */
const judgedOn = (command: FundCommand): string =>
  command.command === 'close-year' ? lastDayOf(command.year) : command.effective;

/** The agreement under which a fund is put. */
const namedIn = (command: FundCommand): string | undefined =>
  command.command === 'establish-fund' || command.command === 'change-hosting'
    ? command.agreement
    : undefined;

const decide = (
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  command: AwardStep,
): Promise<Outcome> =>
  ledger.execute(asking, {
    stream: streamOf(kind, id),
    decider: awardDecider,
    decide: (state, { today }) => decideAward(state, command, id, today),
  });

/** When what is reserved now runs out. */
export const expiryFrom = (ledger: Ledger): string =>
  new Date(ledger.now().getTime() + reservationMilliseconds).toISOString();

export const step = (asking: Asking, key: string): Asking => ({ ...asking, key });

const lapsing = (asking: Asking, kind: string, id: string): Asking => ({
  ...asking,
  key: `award/${kind}-${id}/lapse`,
  asked: ['lapse', kind, id] satisfies Json,
});

/** Adds what came of one step to what came of the request. */
export function note(touched: Touched, outcome: Outcome): void {
  if ('refused' in outcome) return;
  const { stream } = outcome.done;
  touched.streams.push(outcome.done);
  touched.wouldRecord.push(...outcome.wouldRecord.map((draft) => ({ stream, draft })));
  touched.repeated &&= outcome.repeated;
}
