import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { PaymentsRecoded, type CodedPayments } from '#contracts/events/fund/recoding.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { besideIfRecoded } from './beside-stages.js';
import type { FundContext } from './deciders.js';
import { draw, drawOnScheme, together, type Draw } from './draw.js';
import type { Fund } from './fund.js';
import { paymentsPassedOn } from './novation.js';
import { budgetPeriod } from './periods.js';
import { takenBack } from './portions.js';
import { publishedIn, type Published } from './published-payments.js';
import { acrossNature } from './recoding.js';
import { outsideFence } from './recoding-fences.js';
import { outsideShares } from './recoding-shares.js';
import {
  changes,
  codedAs,
  sourcesOf,
  splitOver,
  unnamed,
  type Row,
  type Target,
  type To,
} from './recoding-targets.js';
import { drawDown } from './shares.js';
import { withOther } from './spending.js';

type Recode = FundCommandOf<'recode-payments'> & { readonly to: To };

/** So many codings one command takes from, and so many shares it makes of them: an event is read whole. */
const mostLines = 400;
const mostShares = 2000;

/**
 * Moves an amount of published payments from one coding to another: what was taken from where is
 * taken back and recorded anew (rule 1), in an open period of the year in which it stands (rule 17).
 * That it was paid is a fact; whose money it was is a decision now, so ring-fences bind it (rule 18).
 */
export function recodePayments(
  fund: Fund,
  asked: FundCommandOf<'recode-payments'>,
  context: FundContext,
): Decision<FundEvent> {
  const command: Recode = { ...asked, to: { ...asked.to, oneBody: context.oneBody } };
  const { recoding, from, to, effective } = command;
  if (fund.recodings.has(recoding))
    return refused('already-exists', { what: 'recoding', id: recoding, where: 'The fund' });
  const { year } = from;
  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  const nowhere = unnamed(fund, to);
  if (nowhere) return { refused: nowhere };
  const taken = takenFrom(fund, command);
  if ('problem' in taken) return { refused: taken };
  for (const { line } of taken) {
    const { nature, provider } = codedAs(fund, line, to);
    const crossed =
      acrossNature(line, nature, command) ??
      (to.award === undefined ? undefined : withOther(fund, to.award, provider));
    if (crossed) return { refused: crossed };
  }
  const rows = splitOver(fund, year, taken, to);
  if ('problem' in rows) return { refused: rows };

  const put = taken.map(({ line: { award }, pence }) => ({ award, stage: null, pence }));
  const beside = besideIfRecoded(fund, to.award, put, context.ofAward);
  const coded = (was: CodedPayments[], is: CodedPayments[], overBudget: Pence) =>
    PaymentsRecoded.of(effective, {
      recoding,
      year,
      period,
      form: fund.terms?.kind === 'aligned' ? 'aligned' : 'cash',
      was,
      is,
      cost: formatPence(sumPence(taken.map(({ pence }) => pence))),
      overBudget: formatPence(overBudget),
      besideStages: formatPence(beside),
      payments: command.payments,
      abortive: command.abortive ?? null,
    });
  const post = ({ was, is }: Done) =>
    postings({ ...coded(was, is, 0n), stream: streamOf('fund', none) });
  const back = inTurn(
    fund,
    taken.map((of) => () => reversed(fund, year, of)),
    post,
  );
  if ('problem' in back) return { refused: back };
  const { was } = asOne(back);
  const anew = fund.holdings.asIf(post(asOne(back)), () => {
    const done = inTurn(
      fund,
      rows.map((row) => () => drawn(fund, year, row)),
      post,
    );
    if ('problem' in done) return done;
    return outsideFence(fund, year, { was, is: asOne(done).is }, effective) ?? done;
  });
  if ('problem' in anew) return { refused: anew };
  const { is, overBudget } = asOne(anew);
  const event = coded(was, is, overBudget);
  const posted = postings({ ...event, stream: streamOf('fund', none) });
  const beyond = outsideShares(fund, year, { was, is }, posted, effective);
  if (beyond) return { refused: beyond };
  return happened<FundEvent>(event, ...paymentsPassedOn(fund, effective, period, was));
}

/** How much is taken from what stands where. */
interface Taken {
  readonly line: Published;
  readonly pence: Pence;
}

/**
 * All that stands under what is asked and would change, with what came back of it; or an amount, from
 * the first coding on, never more than stands there in all (rule 4).
 */
function takenFrom(fund: Fund, { from, to, amount }: Recode): Taken[] | Refusal {
  const { year, ...asked } = from;
  const standing = publishedIn(fund, year, asked).filter((line) => changes(fund, year, line, to));
  const where = written(from);
  if (standing.length === 0) return refusal('nothing-to-recode', { where });
  const left = sumPence(standing.map(({ pence }) => pence));
  const most = minPence(
    BigInt(mostLines),
    BigInt(mostShares) / mostSources(fund, year, standing, to),
  );
  if (amount !== undefined && parsePence(amount) > left)
    return refusal('recoding-exceeds-payments', {
      where,
      left: formatPence(left),
      short: formatPence(parsePence(amount) - left),
    });
  const taken: Taken[] =
    amount === undefined
      ? standing.map((line) => ({ line, pence: line.pence }))
      : firstOf(standing, parsePence(amount));
  if (taken.length <= most) return taken;
  const within = firstOf(standing, left).slice(0, Number(most));
  return refusal('recodes-too-much', {
    found: String(taken.length),
    most: String(most),
    within: formatPence(minPence(left, sumPence(within.map(({ pence }) => pence)))),
  });
}

/** An amount is taken from what was paid, one coding after the other. */
function firstOf(standing: readonly Published[], amount: Pence): Taken[] {
  let left = amount;
  return standing.flatMap((line) => {
    const pence = minPence(left, line.pence);
    if (pence <= 0n) return [];
    left -= pence;
    return [{ line, pence }];
  });
}

const mostSources = (
  fund: Fund,
  year: string,
  standing: readonly Published[],
  to: Recode['to'],
): bigint => {
  const counts = standing.map((line) => sourcesOf(fund, year, line, to).length);
  return BigInt(Math.max(1, ...counts));
};

const written = ({ year, ...named }: Recode['from']): string =>
  [year, ...Object.entries(named).map(([name, value]) => `${name} ${value}`)].join(', ');

/** What one step takes back or records. */
interface Done {
  readonly was: CodedPayments[];
  readonly is: CodedPayments[];
  readonly overBudget: Pence;
}

const asOne = (steps: readonly Done[]): Done => ({
  was: steps.flatMap(({ was }) => was),
  is: steps.flatMap(({ is }) => is),
  overBudget: sumPence(steps.map(({ overBudget }) => overBudget)),
});

/** Each step sees what those before it did to the balances, which are left as they were. */
function inTurn(
  fund: Fund,
  steps: readonly (() => Done | Refusal)[],
  post: (done: Done) => ReturnType<typeof postings>,
): Done[] | Refusal {
  const all: Done[] = [];
  const from = (place: number): Refusal | undefined => {
    const done = steps[place]?.();
    if (done === undefined || 'problem' in done) return done;
    all.push(done);
    return fund.holdings.asIf(post(done), () => from(place + 1));
  };
  return from(0) ?? all;
}

/** Taken back where it stands; what had come back is spent again from the budget that it restored. */
function reversed(fund: Fund, year: string, { line, pence }: Taken): Done {
  const { scheme, source, nature } = line;
  const { pence: _, ...coding } = line;
  const tranches =
    pence < 0n
      ? drawDown(fund, { scheme, source, year, nature }, -pence)
      : takenBack(fund, { ...line, year }, { ...line, certainty: 'confirmed' }, pence);
  return {
    was: tranches.map((tranche) => ({
      ...coding,
      certainty: tranche.certainty,
      amount: formatPence(pence < 0n ? -tranche.pence : tranche.pence),
    })),
    is: [],
    overBudget: 0n,
  };
}

/** Recorded anew: on the commitment of the award that is named now, else on the scheme's budget. */
function drawn(fund: Fund, year: string, { target, amount, shares }: Row): Done | Refusal {
  const { award, provider, nature, relatesTo } = target;
  const charge = { award, provider, nature, year };
  const parts: Draw | Refusal = target.onAward
    ? draw(fund, { ...charge, scheme: undefined, sources: 'as-scheme' }, amount)
    : together(
        shares.map(({ source, amount: pence }) =>
          drawOnScheme(fund, charge, { scheme: target.scheme, source, amount: pence }),
        ),
      );
  if ('problem' in parts) return parts;
  const coding: Pick<Target, 'award' | 'provider' | 'nature' | 'relatesTo'> = {
    award,
    provider,
    nature,
    relatesTo,
  };
  return {
    was: [],
    is: parts.parts.map((part) => ({ ...coding, ...part })),
    overBudget: parts.overBudget,
  };
}
