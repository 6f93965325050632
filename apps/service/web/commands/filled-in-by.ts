import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '#contracts/envelope.js';
import type { Field } from './fields.js';
import { amountAt, dayParts, formAt, readForm, within, yearAt, type Sent } from './filled-in.js';

/** How a person would fill in a form to say this: the way back from what is read from forms. */
export function filledInBy(field: Field, path: string, value: Json | undefined): Sent {
  if (value === undefined || value === null) return {};
  switch (field.kind) {
    case 'fixed':
      return {};
    case 'leaf':
      return leafBy(field.leaf, path, value);
    case 'choice':
      return { [path]: said(value) };
    case 'several':
    case 'order':
      return { [path]: value as string[] };
    case 'lines':
      return { [path]: (value as string[]).join('\r\n') };
    case 'pairs':
      return {
        [path]: Object.entries(value as JsonObject)
          .map(([name, of]) => `${name}: ${said(of)}`)
          .join('\n'),
      };
    case 'part':
      return together(
        field.members.map(({ name, field: of }) =>
          filledInBy(of, within(path, name), (value as JsonObject)[name]),
        ),
      );
    case 'rows':
      return together(
        (value as Json[]).map((row, place) => filledInBy(field.of, within(path, place), row)),
      );
    case 'grid':
      // A column for each line: people may say so, and lines come back in their order.
      return together(
        (value as JsonObject[]).flatMap((line, place) => [
          ...field.line.map(({ name, field: of }) =>
            filledInBy(of, within(within(path, place), name), line[name]),
          ),
          filledInBy(field.year.field, yearAt(field, path, place), line[field.year.name]),
          filledInBy(
            field.amount.field,
            amountAt(field, path, place, place),
            line[field.amount.name],
          ),
        ]),
      );
    case 'either': {
      const fits = field.forms.findIndex((form) => {
        const filled = filledInBy(form.field, path, value);
        return isDeepStrictEqual(readForm(form.field, path, filled), value);
      });
      const form = field.forms[fits];
      return form
        ? { [path]: String(fits), ...filledInBy(form.field, formAt(path, fits), value) }
        : {};
    }
  }
}

const said = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const together = (parts: readonly Sent[]): Sent => Object.assign({}, ...parts) as Sent;

/** `0.035` as people say it: `3.5`, the point two places on. */
function inPerCent(rate: string): string {
  const [whole = '', decimals = ''] = rate.split('.');
  const digits = decimals.padEnd(2, '0');
  return `${whole}${digits.slice(0, 2)}.${digits.slice(2)}`.replace(/\.$/, '');
}

/** `1200000.00` as people write it: `1,200,000.00`. */
const inThousands = (amount: string): string =>
  amount.replace(/^-?\d+/, (pounds) => pounds.replaceAll(/\B(?=(\d{3})+$)/g, ','));

function leafBy(leaf: (Field & { kind: 'leaf' })['leaf'], path: string, value: Json): Sent {
  if (leaf === 'yes-no') return { [path]: value === true ? 'yes' : 'no' };
  if (leaf === 'rate') return { [path]: inPerCent(said(value)) };
  if (leaf === 'amount') return { [path]: inThousands(said(value)) };
  if (leaf !== 'day') return { [path]: said(value) };
  const [year = '', month = '', day = ''] = said(value).split('-');
  const parts = { day: String(Number(day)), month: String(Number(month)), year };
  return Object.fromEntries(dayParts.map((part) => [`${path}-${part}`, parts[part]]));
}
