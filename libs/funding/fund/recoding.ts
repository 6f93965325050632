import type { FundCommandOf } from '#contracts/commands/fund.js';
import { SpendingRecoded } from '#contracts/events/fund/recoding.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import { streamOf } from '#contracts/events/all.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { besideIfRecoded } from './beside-stages.js';
import type { FundContext } from './deciders.js';
import { draw, type Draw } from './draw.js';
import { expenditureAt, expenditureExists } from './expenditures.js';
import type { Expenditure, Fund, Portion } from './fund.js';
import { givenBack } from './given-back.js';
import { passedOn } from './novation.js';
import { ownIdentifier } from './own-identifier.js';
import { accountingPeriod } from './periods.js';
import { paidParts, partOf, portionsOf, reversedParts, withVat } from './portions.js';
import { outsideFence } from './recoding-fences.js';
import { outsideShares } from './recoding-shares.js';
import { withOther } from './spending.js';

type Recode = FundCommandOf<'recode-spending'>;

/**
 * Takes spending, or a part, back from where it was coded and records it anew, with what was paid of
 * it, so that each source holds what it would have held (rule 5). The conditions of the money that now
 * pays are checked (rule 18); a budget that does not suffice is flagged, as for all spending.
 */
export function recodeSpending(
  fund: Fund,
  command: Recode,
  context: FundContext,
): Decision<FundEvent> {
  const { expenditure, corrects, effective } = command;
  if (fund.expenditures.has(expenditure)) return expenditureExists(expenditure);
  const found = expenditureAt(fund, corrects, 'verified');
  if ('problem' in found) return { refused: found };
  const contested = notPlain(corrects, found);
  if (contested) return { refused: contested };
  const nature = command.nature ?? found.nature;
  const crossed = acrossNature(found, nature, command);
  if (crossed) return { refused: crossed };
  const provider = ownIdentifier(fund, command.award, found.provider, context.oneBody);
  const other = command.award === undefined ? undefined : withOther(fund, command.award, provider);
  if (other) return { refused: other };

  const standing = sumPence(found.portions.map((portion) => portion.cost));
  const cost = command.amount === undefined ? standing : parsePence(command.amount);
  if (cost > standing)
    return refused('recoding-exceeds-spending', {
      expenditure: corrects,
      left: formatPence(standing),
      short: formatPence(cost - standing),
    });

  const period = accountingPeriod(fund, effective, context);
  const year = yearOf(period);
  const portions = cost === standing ? found.portions : partOf(found.portions, cost);
  const was = {
    award: found.award,
    nature: found.nature,
    parts: reversedParts(fund, { ...found, year }, portions),
    paid: paidOf(portions),
  };
  const of = { expenditure, corrects, provider: found.provider, period };
  const { relatesTo } = found;
  // An award that is only re-sourced is still named: it is spent without its commitment.
  const award =
    command.award ?? (command.scheme === found.portions[0]?.scheme ? found.award : none);
  const put = [{ award: found.award, stage: found.stage, pence: cost }];
  const beside = besideIfRecoded(fund, command.award, put, context.ofAward);
  const coded = (parts: InvoicedPart[], paid: SpendingPart[], overBudget: Pence) =>
    SpendingRecoded.of(effective, {
      ...of,
      relatesTo,
      was,
      is: { award, provider, nature, parts, paid },
      cost: formatPence(cost),
      left: formatPence(standing - cost),
      overBudget: formatPence(overBudget),
      besideStages: formatPence(beside),
      abortive: command.abortive ?? null,
    });
  const charge = { ...command, nature, year, provider };
  const drawn: Draw | Refusal = fund.holdings.asIf(
    postings({ ...coded([], [], 0n), stream: streamOf('fund', none) }),
    () => {
      const { award: to, scheme } = command;
      const done = draw(fund, { ...charge, award: to, scheme }, cost);
      if ('problem' in done) return done;
      const before = was.parts.map((part) => ({ ...part, nature: found.nature, relatesTo }));
      const now = done.parts.map((part) => ({ ...part, nature, relatesTo }));
      return outsideFence(fund, year, { was: before, is: now }, effective) ?? done;
    },
  );
  if ('problem' in drawn) return { refused: drawn };
  const parts = withVat(drawn.parts, sumPence(portions.map((p) => p.recoverableVat)));
  const paid = paidParts(portionsOf(parts), sumPence(was.paid.map((p) => parsePence(p.amount))));
  const event = coded(parts, paid, drawn.overBudget);
  const lines = {
    was: was.parts.map((part) => ({ ...part, award: was.award, nature: was.nature })),
    is: parts.map((part) => ({ ...part, award, nature })),
  };
  const posted = postings({ ...event, stream: streamOf('fund', none) });
  const beyond = outsideShares(fund, year, lines, posted, effective);
  if (beyond) return { refused: beyond };
  const { award: before, nature: filed } = found;
  const back = { ...of, award: before, nature: filed, relatesTo };
  // Of a source that pays all the same nothing came back.
  const pays = (part: SpendingPart): boolean => parts.some(({ source }) => source === part.source);
  return happened<FundEvent>(
    event,
    ...givenBack(fund, effective, found.year, {
      ...back,
      parts: was.parts.filter((part) => !pays(part)),
    }),
    ...passedOn(fund, effective, { ...back, parts: was.parts.filter(pays) }),
  );
}

/**
 * Actuals move, from the day on which they were spent. Judged by what would be recorded: a proposal may
 * come before, and what is asked for a later day is judged by the rules of today all the same.
 */
export function recodedTooEarly(
  fund: Fund,
  { events = [] }: Decision<FundEvent>,
): Refusal | undefined {
  for (const event of events) {
    if (event.type !== 'SpendingRecoded') continue;
    const { corrects: expenditure } = event.data;
    const spent = fund.expenditures.get(expenditure)?.effective;
    if (spent !== undefined && event.effective < spent)
      return refusal('recoded-before-spending', { expenditure, spent, asked: event.effective });
  }
  return undefined;
}

/**
 * What is contested or kept back is settled first: then it is known what there is to recode. Of what
 * was credited in part the rest is recoded; what was paid beyond it the provider owes under the new name.
 */
function notPlain(id: string, found: Expenditure): Refusal | undefined {
  const nothingLeft = found.credited && found.portions.every(({ cost }) => cost === 0n);
  const state = nothingLeft
    ? 'credited in full'
    : found.disputed > 0n
      ? 'disputed'
      : found.portions.some(({ retained }) => retained !== 0n)
        ? 'retained in part'
        : undefined;
  return state === undefined
    ? undefined
    : refusal('wrong-order', { what: 'The expenditure', id, state, needed: 'free of that' });
}

/** Capital becomes revenue only as abortive cost, with its reason; revenue becomes capital by no recoding. */
export function acrossNature(
  found: Pick<Expenditure, 'nature'>,
  nature: Expenditure['nature'],
  { abortive }: Pick<Recode, 'abortive'>,
): Refusal | undefined {
  if (nature === found.nature || found.nature === 'unknown') return undefined;
  if (found.nature === 'capital' && abortive !== undefined) return undefined;
  return refusal('recoding-crosses-nature', { was: found.nature, asked: nature });
}

/** What was paid of each source's share. */
const paidOf = (portions: readonly Portion[]): SpendingPart[] =>
  portions.flatMap(({ scheme, source, area, certainty, drawsOn, cost, recoverableVat, owed }) => {
    const paid = cost + recoverableVat - owed;
    return paid === 0n
      ? []
      : [{ scheme, source, area, certainty, drawsOn, amount: formatPence(paid) }];
  });
