import { PassDownChanged, PassDownRecorded } from '#contracts/events/agreement.js';
import type { Nature } from '#contracts/values.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused } from '../decision.js';
import type { Agreement, AgreementDeciders } from './agreement.js';
import { standingOn } from './life.js';

/** Money that the lead authority passes down, as it stands. */
export interface PassDown {
  readonly fund: string;
  readonly award: string | null;
  readonly year: string;
  readonly nature: Nature;
  readonly pence: Pence;
}

/** What the fund says from which money is to be passed down. */
export interface Passable {
  /** Under which it stands on the day. */
  readonly agreement: string | null;
  /** What it has for the year, capital or revenue, however certain. */
  readonly budget: Pence;
  /** Of that, what it promised to the award or spent on it; undefined where the fund does not know it. */
  readonly ofAward: Pence | undefined;
}

const recordPassDown: AgreementDeciders['record-pass-down'] = (agreement, asked, asking) => {
  const { command: _, effective, toFund = null, award = null, ...passed } = asked;
  const standing = standingOn(agreement, effective, asking.today);
  if ('problem' in standing) return { refused: standing };
  if (agreement.passDowns.has(passed.passDown))
    return refused('already-exists', {
      what: 'pass-down',
      id: passed.passDown,
      where: 'The agreement',
    });
  const { leadAuthority } = standing.terms;
  if (leadAuthority === null || leadAuthority === passed.to)
    return refused('not-passed-down', { to: passed.to, leadAuthority: leadAuthority ?? 'none' });
  const { fund, year, nature, amount } = passed;
  if (toFund === fund)
    return refused('invalid-request', { detail: 'toFund: name the fund of the other body' });
  const { passable } = asking;
  if (!passable) return refused('not-found', { what: 'fund', id: fund, where: 'the ledger' });
  if (passable.agreement !== asking.id)
    return refused('fund-elsewhere', {
      ...{ fund, day: effective },
      agreement: passable.agreement === null ? 'no agreement' : `"${passable.agreement}"`,
    });
  const asNow = { fund, award, year, nature, pence: parsePence(amount) };
  const beyond = beyondFund(agreement, passed.passDown, asNow, passable);
  return beyond
    ? { refused: beyond }
    : happened(PassDownRecorded.of(effective, { ...passed, toFund, award }));
};

/** Put right or taken back: less at any time, more only while the agreement stands and there is more. */
const varyPassDown: AgreementDeciders['vary-pass-down'] = (agreement, asked, asking) => {
  const { passDown, amount, cause, effective } = asked;
  const before = agreement.passDowns.get(passDown);
  if (!before)
    return refused('not-found', { what: 'pass-down', id: passDown, where: 'the agreement' });
  const pence = parsePence(amount);
  if (pence > before.pence && asking.passable) {
    const standing = standingOn(agreement, effective, asking.today);
    if ('problem' in standing) return { refused: standing };
    const beyond = beyondFund(agreement, passDown, { ...before, pence }, asking.passable);
    if (beyond) return { refused: beyond };
  }
  return happened(PassDownChanged.of(effective, { passDown, fund: before.fund, amount, cause }));
};

/**
 * No fund passes down more than it has for the year, and no more under an award than it has for that
 * award: all its pass-downs together.
 */
function beyondFund(
  { passDowns }: Agreement,
  id: string,
  asked: PassDown,
  { budget, ofAward }: Passable,
): Refusal | undefined {
  const { fund, award, year, nature, pence } = asked;
  if (award !== null && ofAward === undefined)
    return refusal('not-found', { what: 'award', id: award, where: 'the fund' });
  const others = [...passDowns].flatMap(([other, of]) =>
    other !== id && of.fund === fund && of.year === year && of.nature === nature ? [of] : [],
  );
  const limits = [
    { of: `the fund "${fund}"`, has: budget, alike: others },
    ...(award === null
      ? []
      : [
          {
            of: `the award "${award}"`,
            has: ofAward ?? 0n,
            alike: others.filter((other) => other.award === award),
          },
        ]),
  ];
  for (const { of, has, alike } of limits) {
    const left = has - sumPence(alike.map((other) => other.pence));
    if (pence > left)
      return refusal('passes-down-too-much', {
        ...{ of, year, nature },
        left: formatPence(left),
        short: formatPence(pence - left),
      });
  }
  return undefined;
}

export const passDownDeciders = {
  'record-pass-down': recordPassDown,
  'vary-pass-down': varyPassDown,
} as const;
