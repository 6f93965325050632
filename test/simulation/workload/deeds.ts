import { fitsQuarter } from '#contracts/events/fund/statements.js';
import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { agreementCommands } from '#contracts/commands/agreement.js';
import { command } from '#test/support/given.js';
import { dayAfter } from '../auditor/amounts.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { oneOf, pick, pounds } from './wish.js';

/** A partner leaves, and what the partners look at together; reports, and who signs them. */
export const deedWeights = {
  giveNotice: 1,
  terminate: 1,
  recordExit: 2,
  disputeExit: 1,
  agreeExit: 3,
  settleExit: 3,
  holdReview: 1,
  passDown: 1,
  agreeBalances: 1,
  issueStatement: 5,
  signStatement: 5,
} as const;
export type DeedKind = keyof typeof deedWeights;

const deed = <Name extends keyof typeof agreementCommands>(
  name: Name,
  effective: string,
  asked: z.input<(typeof agreementCommands)[Name]>,
): Asked =>
  ({
    kind: 'agreement',
    id: 'place',
    command: { command: name, effective, ...agreementCommands[name].parse(asked) },
  }) as Asked;

const inFund = (fund: string, asked: ReturnType<typeof command>): Asked => ({
  kind: 'fund',
  id: fund,
  command: asked,
});

const partner = 'icb';

export const deedWishes: Readonly<
  Record<DeedKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  giveNotice: ({ b, day }) =>
    deed('give-notice', day, { partner, ends: dayAfter(day, b), grounds: 'Reorganisation' }),
  /** Seldom: no deed changes what has ended. */
  terminate: ({ b, c, day }) =>
    c % 4 === 0
      ? deed('terminate-agreement', dayAfter(day, b), { cause: 'Reorganisation', evidence: 'Deed' })
      : deed('hold-review', day, { outcome: 'Goes on' }),
  recordExit: (of, _known, fund) =>
    deed('record-exit', of.day, {
      partner,
      by: pick(['notice', 'consent', 'consent', 'termination'] as const, of.b),
      lines: settled(of, fund),
      evidence: 'Deed',
    }),
  disputeExit: ({ amount, day }) =>
    deed('dispute-exit-settlement', day, { partner, by: 'council', amount, grounds: 'Too much' }),
  agreeExit: (of, _known, fund) =>
    deed('agree-exit-settlement', of.day, {
      partner,
      ...(of.b % 2 === 0 ? { lines: settled(of, fund) } : {}),
      evidence: 'Deed',
    }),
  /** In the fund that it is about, mostly. */
  settleExit: ({ day, b }, { auditor }, fund) => {
    const agreed = [...(auditor.exits.get(`place|${partner}`)?.agreed.values() ?? [])];
    const about = agreed.at(-1)?.[0]?.fund;
    return inFund(b % 5 === 0 ? fund : (about ?? fund), command('settle-exit', { partner }, day));
  },
  holdReview: ({ day }) => deed('hold-review', day, { outcome: 'Goes on' }),
  /** All of a fund's or an award's money, and more, now and then. */
  passDown: ({ id, year, amount, award, a, b, c, day }, { auditor }, fund) => {
    const [, known] = oneOf(auditor.passDowns.keys(), a).split('|');
    return b % 3 === 0 && known !== undefined
      ? deed('vary-pass-down', day, {
          passDown: known,
          amount: b % 2 === 0 ? '0.00' : amount,
          cause: 'Wrong',
        })
      : deed('record-pass-down', day, {
          ...{ passDown: id, fund, to: 'district', year, amount },
          ...(c % 3 === 0 && award !== 'none-such' ? { award } : {}),
          ...{ power: 's101', evidence: 'Letter' },
        });
  },
  /** Ours are read from the books as known at a number: mostly at the last. */
  agreeBalances: ({ source, provider, amount, b, c, day }, { auditor, today }, fund) =>
    inFund(
      fund,
      command(
        'agree-balances',
        {
          ...{ with: b % 3 === 0 ? provider : source, theirs: amount, at: today },
          logNumber: auditor.number + (c % 9 === 8 ? 1_000 : 0),
          ...(c % 9 === 7 ? { ours: amount } : {}),
          explanation: 'So',
        },
        day,
      ),
    ),
  issueStatement: ({ books, id, a, b, c, year, day }, _known, fund) => {
    const kind = statementKinds[a % statementKinds.length] ?? 'memorandum-account';
    const quarter = fitsQuarter(kind, null) ? null : (b % 4) + 1;
    const before = [...books.statements].find(
      ([, of]) =>
        of.supersededBy === undefined &&
        of.kind === kind &&
        of.year === year &&
        of.quarter === quarter,
    );
    return inFund(
      fund,
      command(
        'issue-statement',
        {
          ...{ statement: id, kind, year, quarter },
          ...(before !== undefined && c % 7 !== 6 ? { supersedes: before[0] } : {}),
        },
        day,
      ),
    );
  },
  /** The bytes that were issued, mostly. */
  signStatement: ({ books, a, c, day }, _known, fund) => {
    const issued = [...books.statements].filter(([, of]) => of.supersededBy === undefined);
    const [statement, of] = issued[a % Math.max(1, issued.length)] ?? ['none-such', undefined];
    return inFund(
      fund,
      command(
        'give-sign-off',
        {
          statement,
          sha256: of === undefined || c % 9 === 8 ? '0'.repeat(64) : of.sha256,
          words: 'A true record',
        },
        day,
      ),
    );
  },
};

/** Accounts more often than what is made beside them. */
const statementKinds = [
  'partner-quarter',
  'memorandum-account',
  'year-end-settlement',
  'memorandum-account',
  'annual-return',
  'memorandum-account',
  'better-care-return',
  'shared-prosperity-return',
] as const;

/** What the pool owes the partner that leaves, or the partner the pool; against another source or not. */
const settled = ({ a, b, pence }: Choice, fund: string) =>
  Array.from({ length: (b % 2) + 1 }, (_, place) => ({
    fund,
    source: a % 11 === 10 ? 'council' : partner,
    direction: pick(['to-partner', 'from-partner'] as const, a + place),
    amount: pounds((pence % 90) + 1 + place),
    for: pick(['unspent-money', 'risk-share', 'other'] as const, a),
    ...(a % 3 === 0 ? { counterpart: 'council' } : {}),
  }));
