import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { logCommands } from '#contracts/commands/log.js';
import { personCommands } from '#contracts/commands/person.js';
import { reconciliationCommands } from '#contracts/commands/reconciliation.js';
import { formatVerifierKey, verifierKey } from '#libs/transparency/keys.js';

import type { Compared } from '../auditor/reconciliations.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { oneOf, pick } from './wish.js';

/** The books beside those of others, who may sign that they saw the log, and who is forgotten. */
export const reconcilingWeights = {
  beginReconciliation: 1,
  proposeMatches: 2,
  confirmMatch: 2,
  rejectMatch: 1,
  makeMatch: 2,
  undoMatch: 1,
  signReconciliation: 1,
  forgetPerson: 1,
  admitCosigner: 1,
  removeCosigner: 1,
} as const;
export type ReconcilingKind = keyof typeof reconcilingWeights;

const ask = <Name extends keyof typeof reconciliationCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof reconciliationCommands)[Name]>,
): Asked =>
  ({
    kind: 'reconciliation',
    id,
    command: { command: name, effective, ...reconciliationCommands[name].parse(asked) },
  }) as Asked;

/** The log of the place, which is not signed. */
export const logId = 'unsigned';
const ofLog = <Name extends keyof typeof logCommands>(
  name: Name,
  effective: string,
  asked: z.input<(typeof logCommands)[Name]>,
): Asked => ({
  kind: 'log',
  id: logId,
  command: { command: name, effective, ...logCommands[name].parse(asked) } as never,
});

export const reconcilingWishes: Readonly<
  Record<ReconcilingKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  beginReconciliation: ({ id, source, a, b, c, day }, _known, fund) =>
    ask(id, 'begin-reconciliation', day, {
      ...{ fund, counterparty: 'Bank of Moor' },
      against: pick(['bank', 'general-ledger', 'partner'] as const, b),
      ...(a % 3 === 0 ? { sources: [source] } : {}),
      from: '2026-04-01',
      to: pick(['2026-06-30', '2028-03-31'], c),
    }),
  proposeMatches: (of, known) => ask(comparing(of, known), 'propose-matches', of.day, {}),
  confirmMatch: (of, known) =>
    ask(comparing(of, known), 'confirm-match', of.day, { match: matchIn(of, known, 'proposed') }),
  rejectMatch: (of, known) =>
    ask(comparing(of, known), 'reject-match', of.day, {
      match: matchIn(of, known, 'proposed'),
      cause: 'Another one',
    }),
  /** What is left on either side, or what is taken: mostly with why the two differ. */
  makeMatch: (of, known) => {
    const found = comparedIn(known, of.b);
    const lines = [...(found?.lines.keys() ?? [])];
    const numbers = [...of.books.cashBook.keys()];
    const some = (all: readonly number[], n: number): number[] =>
      all.length === 0
        ? [1]
        : [...new Set([pick(all, n), ...(n % 3 === 0 ? [pick(all, n + 1)] : [])])];
    return ask(comparing(of, known), 'make-match', of.day, {
      ...{ match: of.id, lines: some(lines, of.a), numbers: some(numbers, of.c) },
      ...(of.b % 5 === 0 ? {} : { explanation: 'A charge of the bank' }),
    });
  },
  undoMatch: (of, known) =>
    ask(comparing(of, known), 'undo-match', of.day, {
      match: matchIn(of, known, 'confirmed'),
      cause: 'It was not the same',
    }),
  signReconciliation: (of, known) => ask(comparing(of, known), 'sign-reconciliation', of.day, {}),
  forgetPerson: ({ a, b, day }) => ({
    kind: 'person',
    id: `p${a % 4}`,
    command: {
      ...{ command: 'forget-person', effective: day },
      ...personCommands['forget-person'].parse({
        ground: pick(['request-of-the-person', 'retention-ended', 'order-of-a-court'] as const, b),
        evidence: 'Letter',
      }),
    },
  }),
  admitCosigner: ({ a, day }) => ofLog('admit-cosigner', day, { verifierKey: keyOf(a) }),
  removeCosigner: ({ a, day }, { auditor }) =>
    ofLog('remove-cosigner', day, {
      verifierKey: oneOf(auditor.cosigners.keys(), a).replace('none-such', keyOf(a)),
      cause: 'Lost',
    }),
};

/** A key by which an organisation may sign that it saw the log. */
const keyOf = (n: number): string =>
  formatVerifierKey(verifierKey('cosignature', `witness-${n % 9}`, Buffer.alloc(32, n % 9)));

/** The last one that was read and is not signed, or one before it. */
export function comparedIn({ auditor }: Known, n: number): (Compared & { id: string }) | undefined {
  const open = [...auditor.reconciliations].filter(([, of]) => of.complete && !of.signed);
  const found = open.at(-1 - (n % Math.max(1, open.length)));
  return found && { id: found[0], ...found[1] };
}

const comparing = ({ a, b }: Choice, known: Known): string =>
  comparedIn(known, b)?.id ?? oneOf(known.auditor.reconciliations.keys(), a);

/** A match of a state, mostly. */
function matchIn({ a, b }: Choice, known: Known, state: string): string {
  const matches = [...(comparedIn(known, b)?.matches ?? [])];
  const found = matches.filter(([, of]) => of.state === state).map(([id]) => id);
  return oneOf(found.length > 0 ? found : matches.map(([id]) => id), a);
}
