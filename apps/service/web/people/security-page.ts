import { problemTypes } from '#contracts/problems.js';
import type { Person } from '../../directory/person.js';
import type { EntriesFound, Written } from '../../security/reading-entries.js';
import type { Entry } from '../../security/security-log.js';
import { link, text, type Cell, type Table } from '../table.js';
import { instantInWords } from '../words.js';
import { hrefOf } from './people-page.js';

/** Kinds of entries, as people call them. */
export const kindsInWords: Readonly<Record<Entry['what'], string>> = {
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'signed-out-by-issuer': 'Signed out by the issuer',
  refused: 'Refused',
  anomaly: 'Refused again and again',
  'person-added': 'Added somebody to the directory',
  'person-changed': 'Changed an entry of the directory',
  'person-removed': 'Removed somebody from the directory',
};

/** What the security log says of people whose entries an organisation keeps. */
export function securityTable({ rows }: EntriesFound, people: readonly Person[]): Table {
  const names = new Map(people.map(({ person, name }) => [person, name]));
  return {
    caption: 'Sign-ins, refusals and changes of the directory, newest first',
    head: ['When', 'What', 'Who', 'What was asked', 'From which address'].map((name) => text(name)),
    rows: rows.map((entry): Cell[] => [
      text(instantInWords(entry.at.toISOString())),
      text(kindsInWords[entry.what], whyOf(entry)),
      link(names.get(entry.person) ?? entry.person, hrefOf(entry.person)),
      text(entry.request ?? '\u2013'),
      text(entry.address ?? '\u2013'),
    ]),
    empty: 'Nothing is noted that fits. Ask for every kind, or for everybody.',
  };
}

function whyOf({ problem, detail }: Written): string | undefined {
  if (problem === null) return detail ?? undefined;
  const known = Object.entries(problemTypes).find(([name]) => name === problem);
  return [known?.[1].title ?? problem, detail].filter((part) => part !== null).join(': ');
}
