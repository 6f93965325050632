import { parsePence } from '#libs/money/pence.js';
import type { Table } from '../table.js';
import { capital, inWords, money } from '../words.js';
import type { Field, Member } from './fields.js';
import {
  chosenForm,
  dayParts,
  formAt,
  isFilledIn,
  linesOf,
  rowsSent,
  textOf,
  textsOf,
  within,
  writtenAmount,
  type Sent,
} from './filled-in.js';
import { gridAnswered } from './grid.js';
import { lastName, rowCalled } from './shown.js';
import { optionText } from './words/words.js';

/** An answer as the page that checks answers lists it. */
export interface Answered {
  readonly key: string;
  readonly value: string;
  /** What is too large for a line of text. */
  readonly table?: Table;
}

/** In words, what a field names by an identifier. */
export type Named = (name: string, id: string) => string;

/** What was filled in, in the words of the form; what was left empty is not listed. */
export function answered(
  field: Field,
  name: string,
  label: string,
  sent: Sent,
  named: Named,
): Answered[] {
  const value = textOf(sent, name);
  const one = (text: string): Answered[] => (text === '' ? [] : [{ key: label, value: text }]);
  switch (field.kind) {
    case 'leaf':
      return one(leafInWords(field.leaf, name, sent, named));
    case 'choice':
      return one(value === '' ? '' : optionText(lastName(name), value));
    case 'several':
      return one(
        textsOf(sent, name)
          .map((each) => (each === '' ? '' : optionText(lastName(name), each)))
          .join(', '),
      );
    case 'order':
      return one(
        textsOf(sent, name)
          .filter((each) => each !== '')
          .map((each, place) => `${place + 1}. ${optionText(lastName(name), each)}`)
          .join('\n'),
      );
    case 'lines':
      return one(
        linesOf(sent, name)
          .map((id) => named(name, id))
          .join('\n'),
      );
    case 'pairs':
      return one(value);
    case 'fixed':
      return [];
    case 'part':
      return field.members.flatMap((each) =>
        answered(
          each.field,
          within(name, each.name),
          label === '' ? each.label : `${label}: ${each.label.toLowerCase()}`,
          sent,
          named,
        ),
      );
    case 'rows':
      return Array.from({ length: rowsSent(name, sent) }, (_, row) =>
        answered(field.of, within(name, row), rowCalled(name, row), sent, named),
      ).flat();
    case 'grid': {
      if (!isFilledIn(field, name, sent)) return [];
      const inWords = (member: Member, at: string): string =>
        answered(member.field, at, '', sent, named)
          .map((each) => each.value)
          .join(', ');
      return [{ key: label, value: '', table: gridAnswered(field, name, label, sent, inWords) }];
    }
    case 'either': {
      const chosen = chosenForm(field, name, sent);
      const form = chosen === undefined ? undefined : field.forms[chosen];
      return form && chosen !== undefined
        ? [...one(form.label), ...answered(form.field, formAt(name, chosen), label, sent, named)]
        : [];
    }
  }
}

function leafInWords(
  leaf: (Field & { kind: 'leaf' })['leaf'],
  name: string,
  sent: Sent,
  named: Named,
): string {
  const value = textOf(sent, name);
  if (leaf === 'day') {
    const [day, month, year] = dayParts.map((part) => textOf(sent, `${name}-${part}`));
    if (!day || !month || !year) return '';
    return inWords(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  }
  if (leaf === 'amount' && value !== '') return money(parsePence(writtenAmount(value)));
  if (leaf === 'rate' && value !== '') return `${value.replace(/\s*%$/, '')}%`;
  return leaf === 'yes-no' ? capital(value) : named(name, value);
}
