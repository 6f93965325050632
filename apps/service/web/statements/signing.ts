import type { StatementOf } from '#projections/statements/figures/head.js';
import type { FundTerms } from '#projections/reading/reading.js';
import { isMine } from '../commands/is-mine.js';
import { link, text, type Table } from '../table.js';
import { inWords, sentenceCase } from '../words.js';

/** What a person may do next with a statement, as a link to the form of the command. */
export interface NextStep {
  readonly text: string;
  readonly href: string;
}

const stateInWords = {
  issued: 'It stands',
  'to be restated': 'It waits to be restated: a period that it counts was reopened',
  superseded: 'It was superseded',
} as const;

/** What became of a statement that was issued: who has signed it, and what took its place. */
export function issuedStanding({ fund, facts }: FundTerms, id: string): object | undefined {
  const of = facts.get('statement', id)?.attributes;
  if (of === undefined) return undefined;
  const { kind, year, quarter, state, signatories, supersededBy } = of;
  const signed = facts.list('sign-off').filter(({ attributes }) => attributes.statement === id);
  const nameOf = (body: string): string => facts.get('organisation', body)?.attributes.name ?? body;
  const signatures: Table = {
    caption: 'Sign-offs',
    head: ['Office', 'Of', 'Signed', 'In these words'].map((name) => text(name)),
    rows: signatories.map(({ organisation, office }) => {
      const given = signed.find(
        ({ attributes }) =>
          attributes.organisation === organisation && attributes.office === office,
      );
      return [
        text(sentenceCase(office.replaceAll('-', ' '))),
        text(nameOf(organisation)),
        given ? link(inWords(given.effective), `/events/${given.number}`) : text('Not signed yet'),
        text(given?.attributes.words ?? ''),
      ];
    }),
    empty: 'The agreement asks nobody to sign a statement of this kind.',
  };
  const steps = [
    ...(state === 'issued' && signatories.length > signed.length && isMine('funds/give-sign-off')
      ? [step('Sign it', `/do/funds/${fund}/give-sign-off`, { statement: id })]
      : []),
    ...(state === 'superseded' || !isMine('funds/issue-statement')
      ? []
      : [restating(fund, id, { kind, year, quarter })]),
  ];
  return {
    ...{ state: stateInWords[state], signatures, steps },
    supersededBy:
      supersededBy === null
        ? undefined
        : {
            text: supersededBy,
            href: `/funds/${fund}/statements/${encodeURIComponent(supersededBy)}`,
          },
  };
}

/** A statement as it would be issued can be issued of the number that it is shown at. */
export const issuing = (fund: string, of: StatementOf, number: number): readonly NextStep[] =>
  isMine('funds/issue-statement')
    ? [
        step('Issue it as known at this log number', `/do/funds/${fund}/issue-statement`, {
          ...asked(of),
          asKnownAt: String(number),
        }),
      ]
    : [];

const restating = (fund: string, id: string, of: StatementOf): NextStep =>
  step('Restate it', `/do/funds/${fund}/issue-statement`, { ...asked(of), supersedes: id });

const asked = ({ kind, year, quarter }: StatementOf): Record<string, string> => ({
  ...{ kind, year },
  ...(quarter === null ? {} : { quarter: String(quarter) }),
});

const step = (words: string, path: string, query: Record<string, string>): NextStep => ({
  text: words,
  href: `${path}?${new URLSearchParams(query).toString()}`,
});
