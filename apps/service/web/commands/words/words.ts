import { sentenceCase } from '../../words.js';
import { agreementWords } from './agreements.js';
import { awardWords } from './awards.js';
import { generalWords } from './general.js';
import { healthRuleWords } from './health-rules.js';
import { moneyWords } from './money.js';
import { formWords, optionWords } from './options.js';
import { placeWords } from './place.js';
import { rowWords } from './rows.js';
import type { Words } from './word.js';

/** All tables of words; no field stands in two of them. */
export const tables: readonly Words[] = [
  generalWords,
  moneyWords,
  awardWords,
  agreementWords,
  placeWords,
  healthRuleWords,
];
const words: Words = Object.assign({}, ...tables) as Words;

export interface Worded {
  readonly label: string;
  readonly hint?: string;
}

/** Under which name the words of a field stand, inside a command or another field. */
export const keyOf = (inside: string, name: string): string =>
  words[`${inside}.${name}`] === undefined ? name : `${inside}.${name}`;

/** What people call a field. Throws where nobody has said it: each field of each command has words. */
export function worded(inside: string, name: string): Worded {
  const found = words[keyOf(inside, name)];
  if (found === undefined) throw new Error(`there are no words for ${inside}.${name}`);
  if (typeof found === 'string') return { label: found };
  const [label, hint] = found;
  return { label, hint };
}

/** What people call the field at a place in what a command was given. */
export function labelAt(command: string, path: readonly PropertyKey[]): string | undefined {
  const names = path.filter((part) => typeof part === 'string');
  const name = names.at(-1);
  return name === undefined ? undefined : worded(names.at(-2) ?? command, name).label;
}

/** What people call a choice of a field. */
export const optionText = (name: string, option: string): string =>
  optionWords[`${name}.${option}`] ??
  optionWords[option] ??
  sentenceCase(option.replaceAll('-', ' '));

/** What people call one row of a field. Throws where nobody has said it, as of fields. */
export function rowWord(name: string): string {
  const { [name]: word } = rowWords;
  if (word === undefined) throw new Error(`there is no word for one of ${name}`);
  return word;
}

/** What people call one of the forms of a field, known by what tells it from the others. */
export const formText = (name: string, form: string): string =>
  formWords[`${name}.${form}`] ?? form;
