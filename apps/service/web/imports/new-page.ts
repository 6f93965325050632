import type { ImportFact } from '../../imports/imported.js';
import type { Said } from '../form/two-steps.js';
import { page } from '../pages.js';
import { inWords } from '../words.js';
import { sentBytesMax } from './held-files.js';
import type { Up } from './imports.controller.js';
import { formatWords } from './words.js';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What the form offers of the fund. */
export interface Choices {
  readonly fund: string;
  readonly name: string;
  readonly up: readonly Up[];
  readonly schemes: readonly Choice[];
  readonly sources: readonly Choice[];
  /** Files whose columns may be kept to. */
  readonly imports: readonly ImportFact[];
}

/** What is wrong in which field, and what would be right. */
export interface Fault {
  readonly name: string;
  readonly text: string;
}

/** Of one fund as many files may have come as there are months: the last ones are offered. */
const offered = 12;

/** The way back to where files are listed. */
export const wayOf = ({ fund, up }: Choices): Up[] => [
  ...up,
  { text: 'Files taken in', href: `/funds/${fund}/imports` },
];

/** Asks for a file, and what it is. */
export function newPage(choices: Choices, said: Said, faults: readonly Fault[]): string {
  const { schemes, sources, imports, name } = choices;
  const notNamed = { value: '', text: 'Not named: unknown' };
  return page('imports/new', {
    ...{ title: 'Take in a file', of: name, up: wayOf(choices), said },
    largest: `${sentBytesMax / 1024 / 1024} MB`,
    errors: faults.map((fault) => ({ text: fault.text, href: `#${fault.name}` })),
    error: Object.fromEntries(faults.map((fault) => [fault.name, { text: fault.text }])),
    formats: Object.entries(formatWords).map(([value, { text, hint }]) => ({
      ...{ value, text, hint: { text: hint } },
    })),
    schemes: [notNamed, ...schemes],
    sources: [notNamed, ...sources],
    likes: [
      { value: '', text: 'By what they are called' },
      ...imports.slice(0, offered).map(({ id, file, day }) => ({
        ...{ value: id, text: `As in ${file}, taken in on ${inWords(day)}` },
      })),
    ],
  });
}
