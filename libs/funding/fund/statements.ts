import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  RestatementRequired,
  SignOffGiven,
  StatementIssued,
  StatementSuperseded,
  type Signatory,
  type StatementKind,
} from '#contracts/events/fund/statements.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';

/** A statement as the fund knows it: never what it says, only which bytes it is. */
export interface Statement {
  readonly kind: StatementKind;
  readonly year: string;
  readonly quarter: number | null;
  readonly number: number;
  readonly sha256: string;
  readonly signatories: readonly Signatory[];
  state: 'issued' | 'to be restated' | 'superseded';
  /** From which day it is so. */
  since: string;
  readonly signed: Set<string>;
}

export interface Statements {
  readonly statements: Map<string, Statement>;
}
export const newStatements = (): Statements => ({ statements: new Map() });

export const signatoryKey = ({ organisation, office }: Signatory): string =>
  `${office} of ${organisation}`;

/** The document that a command to issue it made: which bytes, and what they were made from. */
export interface MadeStatement {
  readonly number: number;
  readonly effectiveOn: string | null;
  readonly format: number;
  readonly sha256: string;
  readonly streams: readonly { readonly stream: string; readonly revision: number }[];
}

type Of = Pick<Statement, 'kind' | 'year' | 'quarter'>;
const sameOf = (a: Of, b: Of): boolean =>
  a.kind === b.kind && a.year === b.year && a.quarter === b.quarter;
const inWords = ({ year, quarter }: Of): string =>
  quarter === null ? year : `${year}, quarter ${quarter}`;

/** One statement of a kind and time stands; the next one restates it, and both stay (rule 13). */
function issueStatement(
  fund: Fund,
  command: FundCommandOf<'issue-statement'>,
  { agreement, statement: made }: FundContext,
): Decision<FundEvent> {
  const { statement, kind, year, quarter, supersedes, effective } = command;
  if (!made) throw new Error('a statement is issued by its document, which was not made');
  if (fund.statements.has(statement))
    return refused('already-exists', { what: 'statement', id: statement, where: 'The fund' });
  const before = supersedes === undefined ? undefined : fund.statements.get(supersedes);
  const barred = notSuperseding(fund, command, before);
  if (barred) return { refused: barred };
  const signatories = (agreement?.terms.signOffs ?? [])
    .filter(({ report }) => report === kind)
    .map(({ organisation, office }) => ({ organisation, office }));
  return happened<FundEvent>(
    StatementIssued.of(effective, {
      statement,
      kind,
      year,
      quarter,
      ...made,
      streams: [...made.streams],
      supersedes: supersedes ?? null,
      signatories,
      agreementRevision: agreement?.revision ?? -1,
    }),
    ...(supersedes === undefined
      ? []
      : [
          StatementSuperseded.of(notBefore(before, effective), {
            statement: supersedes,
            by: statement,
            awaited: before?.state === 'to be restated',
          }),
        ]),
  );
}

function notSuperseding(
  fund: Fund,
  command: FundCommandOf<'issue-statement'>,
  before: Statement | undefined,
): Refusal | undefined {
  const { supersedes } = command;
  if (supersedes === undefined) {
    const standing = [...fund.statements].find(
      ([, other]) => other.state !== 'superseded' && sameOf(other, command),
    );
    return (
      standing &&
      refusal('statement-stands', {
        standing: standing[0],
        kind: command.kind,
        of: inWords(command),
      })
    );
  }
  if (!before)
    return refusal('not-found', { what: 'statement', id: supersedes, where: 'the fund' });
  if (!sameOf(before, command))
    return refusal('statement-of-another', {
      supersedes,
      kind: before.kind,
      of: inWords(before),
    });
  return before.state === 'superseded' ? notStanding(supersedes, before) : undefined;
}

const notStanding = (id: string, { state }: Statement): Refusal =>
  refusal('wrong-order', { what: 'The statement', id, state, needed: 'standing' });

/** Given by an office that the agreement names, once, on the bytes that were issued. */
function giveSignOff(
  fund: Fund,
  { statement: id, sha256, words, effective }: FundCommandOf<'give-sign-off'>,
  { organisation, office }: FundContext,
): Decision<FundEvent> {
  const statement = fund.statements.get(id);
  if (!statement) return refused('not-found', { what: 'statement', id, where: 'the fund' });
  if (statement.state !== 'issued') return { refused: notStanding(id, statement) };
  const { signatories, signed, number, sha256: issued } = statement;
  const signatory = signatoryKey({ organisation, office });
  if (!signatories.map(signatoryKey).includes(signatory))
    return refused('sign-off-not-asked', {
      statement: id,
      organisation,
      office,
      signatories: signatories.map(signatoryKey).join(', ') || 'nobody',
    });
  if (sha256 !== issued)
    return refused('statement-differs', { statement: id, issued, named: sha256 });
  if (signed.has(signatory))
    return refused('already-exists', {
      what: 'sign-off',
      id: signatory,
      where: `The statement ${id}`,
    });
  return happened(
    SignOffGiven.of(effective, { statement: id, organisation, office, words, number, sha256 }),
  );
}

/**
 * What a reopened period makes stale: the statements that still stand and that count it, in its own
 * year or in what a later one has brought forward (rule 17).
 */
export const toBeRestated = (fund: Fund, period: string, effective: string): FundEvent[] =>
  [...fund.statements]
    .filter(
      ([, { year, quarter, state }]) => state === 'issued' && lastPeriodOf(year, quarter) >= period,
    )
    .map(([statement, of]) =>
      RestatementRequired.of(notBefore(of, effective), { statement, period }),
    );

/** What becomes of a statement becomes of it once it is there, also where its cause has an earlier day. */
const notBefore = (of: Statement | undefined, day: string): string =>
  of !== undefined && of.since > day ? of.since : day;

export const statementDeciders = {
  'issue-statement': issueStatement,
  'give-sign-off': giveSignOff,
} as const;
