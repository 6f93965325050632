import type {
  Signatory,
  statementEvents,
  StatementKind,
} from '#contracts/events/fund/statements.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { none } from '../posting.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface StatementFacts {
  statement: {
    kind: StatementKind;
    year: string;
    quarter: number | null;
    state: 'issued' | 'to be restated' | 'superseded';
    /** The log number that it was made from. */
    asKnownAt: number;
    /** The event that issued it. */
    issuedAt: number;
    effectiveOn: string | null;
    format: number;
    sha256: string;
    supersedes: string | null;
    supersededBy: string | null;
    streams: readonly { readonly stream: string; readonly revision: number }[];
    signatories: readonly Signatory[];
  };
  /** Identified as `<statement>/<organisation>/<office>`. */
  'sign-off': {
    statement: string;
    organisation: string;
    office: string;
    words: string;
    asKnownAt: number;
    sha256: string;
  };
}

const task = (statement: string): string => `restate/${statement}`;

function restatementRequired(event: Numbered<EventOf<'RestatementRequired'>>): FactChange[] {
  const { statement } = event.data;
  return [
    change(event, 'statement', statement, { state: 'to be restated' }),
    change(event, 'task', task(statement), {
      kind: 'restate-statement',
      statement,
      amount: '0.00',
      left: '0.00',
      award: none,
      open: true,
      event: event.number,
      since: event.effective,
    }),
  ];
}

export const statementFacts: FactsBy<typeof statementEvents> = {
  StatementIssued: (event) => {
    const { statement, number: asKnownAt, agreementRevision: _, ...data } = event.data;
    const issuedAt = event.number;
    const issued = { ...data, asKnownAt, issuedAt, state: 'issued', supersededBy: null } as const;
    return [change(event, 'statement', statement, issued)];
  },
  StatementSuperseded: (event) => {
    const { statement, by, awaited } = event.data;
    return [
      change(event, 'statement', statement, { state: 'superseded', supersededBy: by }),
      ...(awaited ? [change(event, 'task', task(statement), { open: false })] : []),
    ];
  },
  RestatementRequired: restatementRequired,
  SignOffGiven: (event) => {
    const { statement, organisation, office, words, number: asKnownAt, sha256 } = event.data;
    const given = { statement, organisation, office, words, asKnownAt, sha256 };
    return [change(event, 'sign-off', `${statement}/${organisation}/${office}`, given)];
  },
};
