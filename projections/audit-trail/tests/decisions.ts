import { z } from 'zod';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { Entry } from '../entries.js';
import { withTerms } from '../judgement.js';
import { auditTest, entriesOf, about, type Finding, type Look } from './audit-test.js';
import { splitIn, type Decided } from './split.js';

/** Where a decision by a scheme of delegation stands: once for each. */
const deciding = ['ReallocationDecided', 'RecodingAuthorised', 'DecisionAuthorised'];

/** Each approval of a decision with the lowest limit of the powers that it rested on. */
async function limited(look: Look, types: readonly string[]): Promise<Decided[]> {
  const entries = await entriesOf(look, types);
  const each = entries.flatMap((entry) =>
    (entry.judged?.approvals ?? []).map((approval) => ({ entry, approval })),
  );
  const approvals: readonly Approval[] = each.map(({ approval }) => approval);
  const judged = await withTerms(look.models, approvals);
  return each.map(({ entry, approval }, place) => {
    const limits = (judged[place]?.powersThen ?? []).flatMap(({ limit }) =>
      limit === null ? [] : [parsePence(limit)],
    );
    return {
      entry,
      approval,
      limit: limits.length === 0 ? null : limits.reduce((a, b) => (a < b ? a : b)),
    };
  });
}

export const nearLimit = auditTest({
  title: 'Approvals just under a limit',
  definition:
    'Approvals of an amount that is at least the given share of the limit of the power they rested on, as the scheme of delegation stood, and not above it.',
  parameters: z.strictObject({
    share: z
      .string()
      .regex(/^0\.\d{1,4}$/, 'write a share such as "0.9"')
      .default('0.9'),
  }),
  find: async (look, { share }) => {
    const tenThousandths = BigInt(share.slice(2).padEnd(4, '0'));
    return (await limited(look, deciding)).flatMap(({ entry, approval, limit }) =>
      limit !== null &&
      entry.amount !== null &&
      entry.amount <= limit &&
      entry.amount * 10_000n >= limit * tenThousandths
        ? [
            about(
              entry,
              `${approval.by} (${approval.office}) approved ${formatPence(entry.amount)} of at most ${formatPence(limit)}`,
              { by: approval.by, office: approval.office, limit: formatPence(limit) },
            ),
          ]
        : [],
    );
  },
});

export const splitApprovals = auditTest({
  title: 'Split approvals',
  definition:
    'Two or more decisions of one person in one office on the same budget head within so many days, each within the limit for one decision, together above it. Decisions that name no head are taken together.',
  parameters: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
  find: async (look, { days }) => {
    const released = new Set(
      (await entriesOf(look, ['BudgetMoveReleased'])).map(
        ({ stream, subject }) => `${stream} ${subject ?? ''}`,
      ),
    );
    const decided = await limited(look, [
      ...['BudgetReservedForMove', 'RecodingAuthorised', 'DecisionAuthorised'],
    ]);
    return splitIn(
      decided.filter(({ entry }) => !released.has(`${entry.stream} ${entry.subject ?? ''}`)),
      days,
    );
  },
});

export const proposersAndApprovers = auditTest({
  title: 'Proposers and approvers',
  definition:
    'Pairs of who approved and who had proposed, where it happened at least so many times; with the sum, and every decision.',
  parameters: z.strictObject({ least: z.coerce.number().int().min(1).max(1000).default(2) }),
  find: async (look, { least }) => {
    const proposed = new Map<string, string>();
    for (const entry of await entriesOf(look, ['ReallocationProposed', 'RecodingProposed']))
      proposed.set(proposalOf(entry), entry.judged?.proposer ?? entry.actor);
    const pairs = new Map<string, { of: [string, string]; entries: Entry[] }>();
    for (const entry of await entriesOf(look, deciding))
      for (const { by } of entry.judged?.approvals ?? []) {
        const proposer = proposed.get(proposalOf(entry)) ?? entry.actor;
        const key = `${proposer}\n${by}`;
        const pair = pairs.get(key) ?? { of: [proposer, by], entries: [] };
        pair.entries.push(entry);
        pairs.set(key, pair);
      }
    return [...pairs.values()]
      .filter(({ of: [proposer, by], entries }) => proposer !== by && entries.length >= least)
      .map(({ of: [proposer, approver], entries }): Finding => {
        const amount = entries.reduce((sum, each) => sum + (each.amount ?? 0n), 0n);
        return {
          what: `${approver} approved ${entries.length} that ${proposer} had proposed, ${formatPence(amount)} in all`,
          numbers: entries.map(({ number }) => number),
          fund: look.fund ?? 'none',
          amount,
          of: { proposer, approver, times: entries.length },
        };
      });
  },
});

/** A reallocation has a stream of its own; a recoding's proposal is named. */
const proposalOf = ({ stream, subject }: Entry): string =>
  stream.startsWith('reallocation-') ? stream : `${stream} ${subject ?? ''}`;

export const decidedAlone = auditTest({
  title: 'Decided alone',
  definition:
    'Decisions by the one person who had asked for them, within the limit of an office that may decide alone.',
  parameters: z.strictObject({}),
  find: async (look) =>
    (await entriesOf(look, deciding))
      .filter(({ judged }) => judged?.how === 'alone')
      .map((entry) => {
        const [approval] = entry.judged?.approvals ?? [];
        return about(
          entry,
          `${approval?.by ?? entry.actor} (${approval?.office ?? ''}) decided alone`,
          { by: approval?.by ?? entry.actor, office: approval?.office ?? '' },
        );
      }),
});

export const overrides = auditTest({
  title: 'Overrides',
  definition:
    'Events that go beyond what the rules allow by themselves: an allocation or a promise beyond what there is, a variation notwithstanding its regime, a personal budget that is not the sum of its needs; with the authority and the reason. Obligations in law or on demand-led schemes only where they are asked for.',
  parameters: z.strictObject({ obligations: z.enum(['no', 'yes']).default('no') }),
  find: async (look, { obligations }) => {
    const members = [
      'override',
      'notwithstanding',
      ...(obligations === 'yes' ? ['obligation'] : []),
    ];
    const found = await entriesOf(
      look,
      overriding,
      (values) => `e.more -> 'judged' ?| ${values.at(members)}::text[]`,
    );
    return found.map((entry) => {
      const { override, notwithstanding, obligation } = entry.judged ?? {};
      const why = said(override?.['reason']) ?? notwithstanding ?? obligation ?? '';
      const authority = said(override?.['authority']) ?? entry.authority;
      return about(entry, `${entry.type} on the authority of ${authority}: ${why}`, {
        authority,
        reason: why,
        actor: entry.actor,
      });
    });
  },
});

const said = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const overriding = [
  ...['BudgetAllocated', 'CommitmentReserved', 'CommitmentChangeReserved', 'ContractVaried'],
  ...['PersonalBudgetBuilt', 'PersonalBudgetReassessed'],
];
