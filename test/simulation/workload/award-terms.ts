import type { Asked } from '#apps/service/ledger/commands.js';
import { whole } from '../auditor/amounts.js';
import { added, breaks, withOption, contract, grant, grantTerms, isGrant, line } from './awards.js';
import type { Choice } from './choice.js';
import { work } from './outcomes.js';
import type { Known } from './place-wishes.js';
import { pick, pounds } from './wish.js';
import { providers } from './world.js';

/** What an award says beside its money, and what follows from that. */
export const awardTermWeights = {
  agreeTerms: 2,
  meetCondition: 3,
  failCondition: 1,
  secureMatch: 2,
  subsidy: 1,
  lapseOption: 1,
  breakNotice: 2,
  subcontract: 2,
  varySubcontract: 1,
  notice: 1,
  payOnOutcomes: 2,
  reassess: 3,
} as const;
export type AwardTermKind = keyof typeof awardTermWeights;

/** A grant of the fund, mostly, where a grant is what can be asked. */
const grantOf = ({ books, award, a }: Choice): string => {
  const grants = [...books.awards].filter(([, { kind }]) => kind === 'grant').map(([id]) => id);
  return grants.length === 0 ? award : pick(grants, a);
};

export const awardTermWishes: Readonly<
  Record<AwardTermKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  agreeTerms: (of) =>
    isGrant(of)
      ? grant(of.award, 'agree-grant-terms', of.day, grantTerms(of.b))
      : contract(of.award, 'agree-contract-terms', of.day, {
          breaks,
          leadProvider: true,
          options: [{ option: 1, value: '3.00' }],
        }),
  meetCondition: (of) =>
    grant(grantOf(of), 'meet-condition', of.day, { condition: 'insured', evidence: 'Policy' }),
  failCondition: (of) =>
    grant(grantOf(of), 'fail-condition', of.day, { condition: 'reports', cause: 'Late' }),
  secureMatch: (of) =>
    grant(grantOf(of), 'secure-match-funding', of.day, {
      ...{ match: 'own', amount: of.amount, evidence: 'Minute' },
    }),
  subsidy: (of) =>
    grant(grantOf(of), 'record-subsidy-control', of.day, {
      ...{ finding: 'not-a-subsidy', ground: 'No economic activity', reference: of.id },
    }),
  lapseOption: (of, { auditor }) =>
    contract(withOption(of, auditor), 'lapse-option', of.day, { option: 1, cause: 'given-up' }),
  breakNotice: (of, known) =>
    contract(of.award, 'give-break-notice', of.day, {
      ...{ change: of.id, break: 'first', cause: 'It does not work' },
      by: pick(['commissioner', 'provider'] as const, of.b),
      end: monthsLater(known.today, 2 + (of.c % 4)),
    }),
  subcontract: (of) => {
    const passed = {
      ...{ subcontract: of.id, provider: pick([...providers, 'small-one'], of.b) },
      ...{ value: pounds((of.pence % 40) + 1), description: 'Part of it' },
    };
    return isGrant(of)
      ? grant(of.award, 'record-subcontract', of.day, passed)
      : contract(of.award, 'record-subcontract', of.day, passed);
  },
  /** Other terms, or its end. */
  varySubcontract: (of, { auditor }) => {
    const passed = [...auditor.decisions].flatMap(([stream, { passedOn }]) =>
      [...passedOn.keys()].map((subcontract) => ({ stream, subcontract })),
    );
    const { stream, subcontract } = passed.at(-1 - (of.a % 3)) ?? {
      ...{ stream: `contract-${of.award}`, subcontract: 'none-such' },
    };
    const changed = {
      ...{ subcontract, cause: 'Fewer hours', value: pounds(of.pence % 40) },
      ...(of.c % 2 === 0 ? { end: of.day } : {}),
    };
    const award = stream.slice(stream.indexOf('-') + 1);
    return stream.startsWith('grant-')
      ? grant(award, 'vary-subcontract', of.day, changed)
      : contract(award, 'vary-subcontract', of.day, changed);
  },
  notice: (of) => contract(of.award, 'publish-transparency-notice', of.day, { reference: of.id }),
  /** The award's money in the fund, or a part, is paid on the stages of the place's outcome. */
  payOnOutcomes: (of, _known, fund) => {
    const asked = {
      payments:
        of.c % 5 === 4
          ? []
          : [{ fund, outcome: work, ...(of.b % 2 === 0 ? { amount: '0.40' } : {}) }],
      evidence: 'Deed',
    };
    return isGrant(of)
      ? grant(of.award, 'agree-outcome-payments', of.day, asked)
      : contract(of.award, 'agree-outcome-payments', of.day, asked);
  },
  /** What the needs come to now is what the budget was worth, and more or less: mostly. */
  reassess: (of, { auditor }, fund) => {
    const budgets = [...auditor.personalBudgets].filter((id) => of.books.awards.has(id));
    const award = budgets.length === 0 ? of.award : pick(budgets, of.a);
    const about = { ...of, award };
    const value = auditor.decisions.get(`contract-${award}`)?.value ?? 1n;
    const more = of.b % 3 !== 0;
    const change = more ? { ...added(about, fund), amount: '0.07' } : line(about, fund);
    const amount = more ? '0.07' : value > 3n ? '0.03' : '0.01';
    const worth = value + (more ? 7n : -whole(amount));
    return contract(award, 'reassess-personal-budget', of.day, {
      change: of.id,
      needs: [{ need: 'all', amount: pounds(Number(worth > 0n ? worth : 1n)) }],
      ...(more ? { adds: [change] } : { releases: [{ ...line(about, fund), amount }] }),
      ...(of.c % 3 === 0 ? { obligation: 'law' as const, legalBasis: 'Care Act 2014' } : {}),
      cause: 'Their needs have changed',
    });
  },
};

function monthsLater(day: string, months: number): string {
  const then = new Date(`${day}T00:00:00Z`);
  then.setUTCMonth(then.getUTCMonth() + months);
  return then.toISOString().slice(0, 10);
}
