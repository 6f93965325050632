import type { AwardChange } from '#contracts/commands/award.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import type { CommitmentChangeReserved } from '#contracts/events/fund/commitment-changes.js';
import type { Refusal } from '#contracts/problems.js';
import { decideChange, lapseChange, planChange, type Award } from '#libs/funding/award/award.js';
import { formatPence, maxPence, parsePence, sumPence } from '#libs/money/pence.js';
import { byCodePoint } from '#libs/funding/decision.js';
import { fundsOf, type Effect, type SetAside } from '#libs/funding/award/plan.js';
import {
  expiryFrom,
  inFund,
  note,
  refusedInOne,
  reservingKey,
  step,
  type Touched,
} from './awards.js';
import { awardDecider, fundDecider } from './deciders.js';
import { judgesVariations } from './from-delegations.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** Which change of which award. */
export interface ChangeOf {
  readonly kind: 'contract' | 'grant';
  readonly id: string;
  readonly change: string;
}

/** What a change asks of one fund. */
type Part = { readonly fund: string } & Pick<
  FundCommandOf<'reserve-change'>,
  | 'provider'
  | 'obligation'
  | 'legalBasis'
  | 'override'
  | 'adds'
  | 'takes'
  | 'upTo'
  | 'takesAll'
  | 'costMoves'
  | 'novatedTo'
  | 'clawback'
>;

/**
 * A change of an award, by the three steps of an award: what it adds and takes away is set aside in
 * each fund; it is decided in the award's stream, or lapses; each fund confirms or releases. A change
 * of terms alone is the middle step alone, but where a scheme of delegation says who decides it. The keys are the change's own, so that a crash between any
 * two steps leaves what `settleChange`, or the repeated request, finishes.
 */
export async function changeAward(
  ledger: Ledger,
  asking: Asking,
  kind: 'contract' | 'grant',
  id: string,
  command: AwardChange,
  expectedRevision: number | undefined,
): Promise<Touched | { readonly refused: Refusal }> {
  const stream = streamOf(kind, id);
  const { effective } = command;
  const touched: Touched = { streams: [], wouldRecord: [], repeated: true };
  if (!('change' in command)) {
    // The store is asked for the key before anything is judged: what was done once is done (rule 9).
    const decided = await ledger.execute(asking, {
      stream,
      decider: awardDecider,
      expectedRevision,
      decide: (award, { today }) => decideChange(award, command, id, today, []),
    });
    if ('refused' in decided) return decided;
    note(touched, decided);
    return touched;
  }
  const asked = await ledger.read(stream, awardDecider, (award) =>
    partsOf(award, command, id, londonDay(ledger.now())),
  );
  if ('problem' in asked) return { refused: asked };
  const parts = await partsAsked(ledger, asked, command, id);
  const deciding = {
    stream,
    decider: awardDecider,
    expectedRevision: parts.length === 0 ? expectedRevision : undefined,
  };

  const of: ChangeOf = { kind, id, change: command.change };
  const funds = parts.map(({ fund }) => fund);
  const movedOn =
    parts.length > 0
      ? await ledger.movedOn(asking, stream, awardDecider, expectedRevision)
      : undefined;
  if (movedOn) return { refused: movedOn };
  const setAside: SetAside[number][] = [];
  const whole = wholeOf(parts);
  const costShares = await ledger.read(stream, awardDecider, (award) =>
    award.outcome === 'awarded' ? [...award.costShares] : [],
  );
  const reserve = (by: Asking, { fund, ...part }: Part): Promise<Outcome> =>
    inFund(ledger, step(by, reservingKey(asking, fund)), fund, {
      command: 'reserve-change',
      effective,
      award: id,
      kind,
      change: of.change,
      expires: expiryFrom(ledger),
      decides: decidedAs[command.command],
      whole,
      costShares,
      ...part,
    });
  const barred = await refusedInOne(ledger, asking, parts, reserve);
  if (barred) return { refused: barred };
  for (const part of parts) {
    const outcome = await reserve(asking, part);
    if ('refused' in outcome) {
      if (touched.streams.length > 0 && !asking.dryRun)
        await giveUp(ledger, asking, of, funds, effective);
      return outcome;
    }
    note(touched, outcome);
    const { fund } = part;
    setAside.push({ fund, ...(await setAsideIn(ledger, outcome, fund, id)) });
  }

  const decided = await ledger.execute(asking, {
    ...deciding,
    decide: (award, { today }) => decideChange(award, command, id, today, setAside),
  });
  if ('refused' in decided) {
    if (parts.length > 0 && !asking.dryRun) await giveUp(ledger, asking, of, funds, effective);
    return decided;
  }
  note(touched, decided);
  if (asking.dryRun) return touched;
  for (const outcome of await settleChange(ledger, asking, of, funds, effective)) {
    // The change stands, and is finished by the same request again, or without it.
    if ('refused' in outcome) return outcome;
    note(touched, outcome);
  }
  return touched;
}

/** What a change asks of funds: of those that have money in it, or where it may be judged. */
interface AskedOf {
  readonly parts: Part[];
  readonly how: 'anew' | 'again' | 'if-judged';
}

/** What the change asks of each fund. One that is decided asks no more than to be found again. */
function partsOf(award: Award, command: AwardChange, id: string, today: string): AskedOf | Refusal {
  if (award.outcome !== 'awarded') return asRefused(planChange(award, command, id, today));
  const known = 'change' in command ? award.changes.get(command.change) : undefined;
  const { provider } = award;
  if (known?.outcome === 'decided') {
    const funds = [...new Set([...award.funds, ...known.funds])].sort(byCodePoint);
    return { how: 'again', parts: funds.map((fund) => ({ fund, provider, ...nothing })) };
  }
  const plan = planChange(award, command, id, today);
  if ('problem' in plan) return plan;
  const parts = fundsOf(plan.effect, award).map((fund) => ({
    fund,
    provider,
    ...partIn(fund, plan.effect),
  }));
  const ofTermsAlone =
    parts.length === 0 &&
    plan.effect.obligation === 'none' &&
    decidedAs[command.command] === 'contract-variation';
  return ofTermsAlone
    ? { how: 'if-judged', parts: award.funds.map((fund) => ({ fund, provider, ...nothing })) }
    : { how: 'anew', parts };
}

async function partsAsked(
  ledger: Ledger,
  { parts, how }: AskedOf,
  command: AwardChange,
  award: string,
): Promise<Part[]> {
  if (how === 'anew') return parts;
  if (how === 'again') return hadPart(ledger, parts, command, award);
  const judged = await Promise.all(
    parts.map(({ fund }) => judgesVariations(ledger, fund, command.effective)),
  );
  return parts.filter((_, place) => judged[place] === true);
}

/** Every fund that the change was asked of, also where it had nothing to set aside there. */
async function hadPart(
  ledger: Ledger,
  parts: readonly Part[],
  command: AwardChange,
  award: string,
): Promise<Part[]> {
  const change = 'change' in command ? command.change : '';
  const had = await Promise.all(
    parts.map(({ fund }) =>
      ledger.read(streamOf('fund', fund), fundDecider, ({ commitments }) =>
        commitments.get(award)?.changes.has(change),
      ),
    ),
  );
  return parts.filter((_, place) => had[place] === true);
}

function asRefused(plan: ReturnType<typeof planChange>): Refusal {
  if ('problem' in plan) return plan;
  throw new Error('only an award that is made can be changed');
}

/** What a scheme of delegation may call a change; the others are made by the award's own terms. */
const decidedAs: Readonly<
  Partial<Record<AwardChange['command'], FundCommandOf<'reserve-change'>['decides']>>
> = {
  'vary-contract': 'contract-variation',
  'vary-grant': 'contract-variation',
  'exercise-option': 'commitment',
  'reassess-personal-budget': 'commitment',
};

/** Of a change that several funds have a part in, so that none of them judges its part alone. */
function wholeOf(parts: readonly Part[]): string | undefined {
  if (parts.length < 2) return undefined;
  const sum = (amounts: readonly string[]) =>
    sumPence(amounts.map((amount) => (amount === 'outstanding' ? 0n : parsePence(amount))));
  const adds = sum(parts.flatMap((part) => part.adds.map(({ amount }) => amount)));
  const takes = sum(parts.flatMap((part) => part.takes.map(({ amount }) => amount)));
  const whole = maxPence(adds, takes);
  return whole === 0n ? undefined : formatPence(whole);
}

const nothing = {
  obligation: 'none',
  adds: [],
  takes: [],
  upTo: false,
  takesAll: false,
  costMoves: [],
  novatedTo: null,
  clawback: null,
} satisfies Omit<Part, 'fund' | 'provider'>;

function partIn(fund: string, effect: Effect): Omit<Part, 'fund' | 'provider'> {
  const here = <Line extends { readonly fund: string }>(lines: readonly Line[]) =>
    lines.filter((line) => line.fund === fund).map(({ fund: _, ...line }) => line);
  const {
    obligation,
    legalBasis,
    override,
    upTo,
    releasesAll: takesAll,
    novatedTo,
    clawback,
  } = effect;
  return {
    obligation,
    legalBasis,
    override,
    upTo,
    takesAll,
    novatedTo,
    adds: here(effect.adds),
    takes: here(effect.releases),
    costMoves: here(effect.costMoves),
    clawback:
      clawback?.fund === fund
        ? { expenditure: clawback.expenditure, amount: clawback.amount }
        : null,
  };
}

/** What the fund has set aside: as it would record it, or as it stands there. */
async function setAsideIn(
  ledger: Ledger,
  outcome: Exclude<Outcome, { refused: Refusal }>,
  fund: string,
  award: string,
): Promise<Omit<SetAside[number], 'fund'>> {
  const [rehearsed] = outcome.wouldRecord;
  if (rehearsed)
    return rehearsed.data as unknown as ReturnType<typeof CommitmentChangeReserved.of>['data'];
  return ledger.read(streamOf('fund', fund), fundDecider, ({ commitments }) => {
    const { adds = [], takes = [] } = commitments.get(award)?.change ?? {};
    return { adds, takes };
  });
}

/** The change is not to be: it lapses, and what was set aside for it is free again. */
async function giveUp(
  ledger: Ledger,
  asking: Asking,
  of: ChangeOf,
  funds: readonly string[],
  effective: string,
): Promise<void> {
  await lapse(ledger, asking, of, effective, 'refused');
  await settleChange(ledger, asking, of, funds, effective);
}

/** The last step in each fund, whoever takes it: the same keys, so that it is taken once. */
export async function settleChange(
  ledger: Ledger,
  asking: Asking,
  of: ChangeOf,
  funds: readonly string[],
  effective: string,
): Promise<Outcome[]> {
  const { kind, id, change } = of;
  const award = await ledger.read(streamOf(kind, id), awardDecider, (state): Award => state);
  const known = award.outcome === 'awarded' ? award.changes.get(change) : undefined;
  if (award.outcome !== 'awarded' || !known) return [];
  const outcomes: Outcome[] = [];
  for (const fund of funds) {
    // Of two requests for one change only the first is made; a fund of the other alone has no part.
    const taken = known.outcome === 'decided' && known.funds.includes(fund) ? 'confirm' : 'release';
    outcomes.push(
      await inFund(
        ledger,
        {
          ...step(asking, `${keyOf(of)}/${taken}/${fund}`),
          asked: [taken, kind, id, change, fund],
        },
        fund,
        taken === 'confirm'
          ? {
              command: 'confirm-change',
              effective,
              award: id,
              change,
              costShares: [...award.costShares],
            }
          : { command: 'lapse-change', effective, award: id, change },
      ),
    );
  }
  return outcomes;
}

/** The reservation ran out before the change was decided. */
export const expireChange = (
  ledger: Ledger,
  asking: Asking,
  of: ChangeOf,
  effective: string,
): Promise<Outcome> => lapse(ledger, asking, of, effective, 'expired');

const lapse = (
  ledger: Ledger,
  asking: Asking,
  of: ChangeOf,
  effective: string,
  cause: 'expired' | 'refused',
): Promise<Outcome> =>
  ledger.execute(
    { ...step(asking, `${keyOf(of)}/lapse`), asked: ['lapse', of.kind, of.id, of.change] },
    {
      stream: streamOf(of.kind, of.id),
      decider: awardDecider,
      decide: (award) => lapseChange(award, of.change, of.id, effective, cause),
    },
  );

const keyOf = ({ kind, id, change }: ChangeOf): string => `award/${kind}-${id}/change/${change}`;
