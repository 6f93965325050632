import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { agreementCommands } from '#contracts/commands/agreement.js';
import { reallocationCommands } from '#contracts/commands/reallocation.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { command } from '#test/support/given.js';
import { dayAfter } from '../auditor/amounts.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { settlement } from './settlements.js';
import { oneOf, pick, pounds } from './wish.js';
import { schemeNames } from './world.js';

/** Moves of budget that offices decide, and deeds that change the terms. */
export const moveWeights = {
  propose: 12,
  approveMove: 16,
  refuseMove: 1,
  withdrawMove: 1,
  carryOutMove: 4,
  varyAgreement: 2,
  approveDecision: 3,
  withdrawApproval: 2,
} as const;
export type MoveKind = keyof typeof moveWeights;

export const moveWishes: Readonly<
  Record<MoveKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  propose: (of, known, fund) =>
    move(of.id, of.day, 'propose-reallocation', {
      legs: [leg(of, known, fund)],
      technical: of.b % 7 === 0,
      organisations: of.c % 4 === 0 ? ['icb'] : [],
    }),
  approveMove: (of, known) => move(proposed(of, known), of.day, 'approve-reallocation', {}),
  refuseMove: (of, known) => move(proposed(of, known), of.day, 'refuse-reallocation', {}),
  withdrawMove: (of, known) => move(proposed(of, known), of.day, 'withdraw-reallocation', {}),
  carryOutMove: (of, known) => move(proposed(of, known), of.day, 'carry-out-reallocation', {}),
  varyAgreement: (of, _known, fund) => ({
    kind: 'agreement',
    id: 'place',
    command: {
      command: 'vary-agreement',
      effective: of.day,
      ...agreementCommands['vary-agreement'].parse({
        changes: 'Other limits',
        commitmentLimits: { indicative: pounds(of.pence), expected: pounds(of.pence + of.c) },
        ...(of.b % 3 === 0 ? {} : settlement(of)),
        ...(of.a % 7 === 0 ? { eachPartnerDecides: together(of) } : {}),
        ...(of.b % 6 === 5 ? { partners: ['council', 'icb', 'district'] } : {}),
        ...(of.a % 4 === 0
          ? { settlementByFund: [{ fund, ...settlement({ a: of.c, b: of.a, c: of.b }) }] }
          : {}),
      }),
    },
  }),
  /** The last that was refused for want of it, mostly. */
  approveDecision: (of, { lacking = [] }, fund) => {
    const found = lacking.at(-1 - (of.a % Math.min(2, Math.max(1, lacking.length))));
    const asks = found?.asks ?? {
      ...{ decision: 'allocation' as const, subject: 'none-such', amount: of.amount },
      parts: [{ year: of.year, amount: of.amount }],
    };
    return {
      kind: 'fund',
      id: found?.fund ?? fund,
      command: command('approve-decision', { ...asks, until: dayAfter(of.day, 90) }, of.day),
    };
  },
  /** One that nobody has used yet; who gave it is asked now and then. */
  withdrawApproval: (of, known, fund) => {
    const unused = known.funds.flatMap((id) =>
      [...known.auditor.fund(id).lettings.values()].flat().map(({ asks }) => ({ id, asks })),
    );
    const found = unused[of.a % Math.max(1, unused.length)];
    const asks = found?.asks ?? {
      ...{ decision: 'allocation' as const, subject: 'none-such', amount: of.amount },
      parts: [{ year: of.year, amount: of.amount }],
    };
    return {
      kind: 'fund',
      id: found?.id ?? fund,
      command: command('withdraw-approval', { ...asks, cause: 'On reflection' }, of.day),
    };
  },
};

/** Of few kinds at once, so that most stays decided as before. */
const together = ({ b, c }: Choice): AgreementTerms['eachPartnerDecides'] => [
  {
    decisions: [
      ...pick(
        [
          ['allocation', 'override'],
          ['commitment'],
          ['virement', 'technical-virement'],
          ['permission', 'reopening', 'recoding'],
        ] as const,
        b,
      ),
    ],
    above: c % 4 === 0 ? null : pounds(c + 1),
  },
];

function move<Name extends keyof typeof reallocationCommands>(
  id: string,
  effective: string,
  name: Name,
  asked: z.input<(typeof reallocationCommands)[Name]>,
): Asked {
  return {
    kind: 'reallocation',
    id,
    command: { command: name, effective, ...reallocationCommands[name].parse(asked) },
  } as Asked;
}

/** The last that was proposed and not decided: mostly. */
function proposed({ a }: Choice, { auditor }: Known): string {
  const open = [...auditor.reallocations].filter(([, { state }]) => state === 'proposed');
  return a % 6 === 5
    ? oneOf(auditor.reallocations.keys(), a)
    : (open.at(-1 - (a % Math.max(1, open.length)))?.[0] ?? 'none-such');
}

/** From where there is budget, to another scheme, award, year, nature or fund. */
function leg(of: Choice, known: Known, fund: string) {
  const { books, a, b, c, pence, award } = of;
  const known2 = books
    .list('scheme')
    .filter((entry) => entry.pence > 0n && books.sources.has(entry.source));
  const found = known2[a % Math.max(1, known2.length)];
  const from = {
    fund,
    source: found?.source ?? of.source,
    year: found?.year ?? of.year,
    nature: found?.nature === 'capital' ? ('capital' as const) : ('revenue' as const),
  };
  const scheme = found?.scheme ?? of.scheme;
  const there = {
    ...from,
    ...(b % 5 === 4 ? { fund: pick(known.funds, known.funds.indexOf(fund) + 1) } : {}),
    ...(c % 9 === 8 ? { year: from.year === '2026-27' ? '2027-28' : '2026-27' } : {}),
    ...(c % 11 === 10 ? { nature: of.nature } : {}),
    ...(b % 13 === 12 ? { source: of.source } : {}),
  };
  const amount = pounds(pence % 60 === 0 ? 1 : pence % 60);
  const lines = c % 6 === 5 ? books.list('line delivery').filter((line) => line.pence > 0n) : [];
  const line = lines[a % Math.max(1, lines.length)];
  if (line) {
    const at = { kind: 'line' as const, fund, award: line.award, year: line.year };
    return {
      amount: pounds(Math.min(Number(line.pence), (pence % 60) + 1)),
      from: { ...at, category: 'delivery' as const },
      to: { ...at, category: pick(['core', 'core', 'participation'] as const, b) },
    };
  }
  if (b % 8 === 7 && award !== 'none-such')
    return b % 16 === 15
      ? {
          amount,
          from: { kind: 'award' as const, ...from, scheme, award },
          to: { kind: 'scheme' as const, ...there, scheme },
        }
      : {
          amount,
          from: { kind: 'scheme' as const, ...from, scheme },
          to: { kind: 'award' as const, ...there, scheme, award },
        };
  return {
    amount,
    from: { kind: 'scheme' as const, ...from, scheme },
    to: {
      kind: 'scheme' as const,
      ...there,
      scheme: pick(schemeNames, schemeNames.indexOf(scheme) + 1 + (a % 3)),
    },
  };
}
