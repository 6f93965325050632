import { must, there, yearOfDay } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** Rule 13: a signed statement is never altered; a restatement supersedes it and links to it. */
export const statementAudit = {
  StatementIssued: (auditor, event) => {
    const books = auditor.books(event);
    const { statements } = books;
    const { statement, kind, year, quarter, number, sha256, supersedes } = event.data;
    must(`rule 13: ${statement} is issued once`, !statements.has(statement));
    must(`rule 13: ${statement} knows no later number than its own`, number < event.number);
    must(
      `rule 13: ${statement} is of a quarter where it is the partners' report, and of a year where it is an account or settles one`,
      ['better-care-return', 'shared-prosperity-return'].includes(kind) ||
        (kind === 'partner-quarter') === (quarter !== null),
    );
    const before = supersedes === null ? undefined : there(statements.get(supersedes), supersedes);
    must(
      `rule 13: ${statement} restates one of the same kind and time`,
      before === undefined ||
        (before.kind === kind && before.year === year && before.quarter === quarter),
    );
    must(
      'rule 13: one of a kind and time stands',
      [...statements].every(
        ([id, other]) =>
          id === supersedes ||
          other.supersededBy !== undefined ||
          other.kind !== kind ||
          other.year !== year ||
          other.quarter !== quarter,
      ),
    );
    const asked = auditor.agreement(books, event.data.agreementRevision)?.signOffs ?? [];
    must(
      `rule 13: ${statement} is signed by whom the agreement names`,
      asked
        .filter(({ report }) => report === kind)
        .map(({ organisation, office }) => `${office} of ${organisation}`)
        .join() ===
        event.data.signatories
          .map(({ organisation, office }) => `${office} of ${organisation}`)
          .join(),
    );
    const of = { kind, year, quarter, number, sha256, supersedes };
    statements.set(statement, {
      ...of,
      signatories: event.data.signatories,
      supersededBy: undefined,
      isStale: false,
      signed: new Set(),
    });
  },
  StatementSuperseded: (auditor, event) => {
    const { statements } = auditor.books(event);
    const { statement, by, awaited } = event.data;
    const of = there(statements.get(statement), statement);
    must('rule 13: a statement is superseded once', of.supersededBy === undefined);
    must(
      'rule 13: by one that restates it',
      statements.get(by)?.supersedes === statement && awaited === of.isStale,
    );
    of.supersededBy = by;
  },
  RestatementRequired: (auditor, event) => {
    const { statements, stale } = auditor.books(event);
    const of = there(statements.get(event.data.statement), event.data.statement);
    must('rule 17: what is to be restated stands', of.supersededBy === undefined);
    of.isStale = true;
    stale.delete(event.data.statement);
  },
  SignOffGiven: (auditor, event) => {
    const { statement, number, sha256, organisation, office } = event.data;
    const of = there(auditor.books(event).statements.get(statement), statement);
    must(
      `rule 13: what is signed of ${statement} is what was issued`,
      of.number === number && of.sha256 === sha256,
    );
    must(
      `rule 13: ${office} of ${organisation} is asked to sign ${statement}, and is who signs`,
      event.organisation === organisation &&
        of.signatories.some((one) => one.organisation === organisation && one.office === office),
    );
    must(
      `rule 13: nobody signs ${statement} once it is stale`,
      of.supersededBy === undefined && !of.isStale,
    );
    must(`rule 13: ${office} signs ${statement} once`, !of.signed.has(`${office}|${organisation}`));
    of.signed.add(`${office}|${organisation}`);
  },
} satisfies AuditBy;

/** Rule 17: what a reopened period counts in is to be restated: every statement up to its end or later. */
export function staleBy(statements: ReadonlyMap<string, Issued>, period: string): Iterable<string> {
  return [...statements]
    .filter(
      ([, { year, quarter, supersededBy, isStale }]) =>
        supersededBy === undefined && !isStale && period <= endOf(year, quarter),
    )
    .map(([id]) => id);
}

/** The last period of a year, or the last month of one of its quarters. */
function endOf(year: string, quarter: number | null): string {
  const begins = Number(year.slice(0, 4));
  if (quarter === null) return `${begins + 1}-03-adj`;
  const month = quarter === 4 ? `${begins + 1}-03` : `${begins}-${['06', '09', '12'][quarter - 1]}`;
  must(`${month} is in ${year}`, yearOfDay(month) === year);
  return month;
}

/** A statement as the auditor knows it. */
export interface Issued {
  readonly kind: string;
  readonly year: string;
  readonly quarter: number | null;
  readonly number: number;
  readonly sha256: string;
  readonly supersedes: string | null;
  readonly signatories: readonly { readonly organisation: string; readonly office: string }[];
  supersededBy: string | undefined;
  isStale: boolean;
  readonly signed: Set<string>;
}
