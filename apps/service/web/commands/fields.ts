import { z } from 'zod';
import { Day, Text } from '#contracts/values.js';
import { schemaOf } from '../../api/command-desk.js';
import { sentenceCase } from '../words.js';
import { formText, worded } from './words/words.js';

/** What a person fills in to give a command: made of the schema that checks it, so that they agree. */
export type Field = {
  /** May be left empty; what that means the schema says. */
  readonly optional: boolean;
  /** Left empty, it says that there is none. */
  readonly nullable: boolean;
  /** What leaving it empty says, where that is a word or a number. */
  readonly otherwise?: string | undefined;
} & Filled;

type Filled =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  /** One of a few words. */
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Any of a few words. */
  | { readonly kind: 'several'; readonly options: readonly string[] }
  /** Any of a few words, of which the order counts. */
  | { readonly kind: 'order'; readonly options: readonly string[] }
  /** Short texts, each on a line of its own. */
  | { readonly kind: 'lines' }
  /** Any number of the same. */
  | { readonly kind: 'rows'; readonly of: Field }
  | Grid
  | { readonly kind: 'part'; readonly members: readonly Member[] }
  /** Names of one's own, each with a text. */
  | { readonly kind: 'pairs'; readonly integer: boolean }
  /** One of several forms. */
  | { readonly kind: 'either'; readonly forms: readonly Form[] }
  /** Nothing to fill in: it is what it is. */
  | { readonly kind: 'fixed'; readonly value: string };

/** Any number of the same, of which each has an amount in a year: a line for each, a column for each year. */
export interface Grid {
  readonly kind: 'grid';
  /** What tells one line from another. */
  readonly line: readonly Member[];
  readonly year: Member;
  readonly amount: Member;
}

export type Leaf = 'amount' | 'rate' | 'day' | 'year' | 'integer' | 'yes-no' | 'text' | 'words';

export interface Member {
  readonly name: string;
  readonly label: string;
  /** How it is written, or what it is for. */
  readonly hint?: string;
  readonly field: Field;
}

export interface Form {
  readonly label: string;
  readonly field: Field;
}

/** A command as a form: its own members, the day on which it takes effect, and the reason. */
export function formOf(collection: string, command: string): Field & { readonly kind: 'part' } {
  const schema = schemaOf(collection, command).extend({ effective: Day.optional(), reason: Text });
  const document = z.toJSONSchema(schema, { io: 'input' }) as Schema;
  const field = new Reader(document.$defs ?? {}).field(document, false, command);
  if (field.kind !== 'part') throw new Error(`${collection}/${command} is no object`);
  return field;
}

/** The parts of JSON Schema that schemas of commands come to. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

const amounts: ReadonlySet<string> = new Set(['Amount', 'PositiveAmount', 'NonNegativeAmount']);

class Reader {
  constructor(private readonly definitions: Readonly<Record<string, Schema>>) {}

  field(schema: Schema, optional: boolean, name: string): Field {
    const forms = this.formsOf(schema);
    const nullable = forms.some(({ type }) => type === 'null');
    const others = forms.filter((form) => form.type !== 'null' && !isSealed(form));
    const [only] = others;
    if (only === undefined) throw new Error(`"${name}" can only be null`);
    const filled: Filled =
      others.length === 1
        ? this.filled(only, name)
        : {
            kind: 'either',
            forms: others.map((each) => ({
              label: formText(name, this.formLabel(each)),
              field: this.field(each, false, name),
            })),
          };
    return { ...filled, optional, nullable, otherwise: defaultOf(schema) };
  }

  private formsOf(schema: Schema): readonly Schema[] {
    const forms = schema.anyOf ?? schema.oneOf;
    return forms === undefined ? [schema] : forms.flatMap((each) => this.formsOf(each));
  }

  private filled(schema: Schema, name: string): Filled {
    const { $ref, items, properties, additionalProperties: others } = schema;
    if ($ref !== undefined) return this.named($ref.split('/').at(-1) ?? '', name);
    if (schema.const !== undefined) return { kind: 'fixed', value: schema.const };
    if (schema.enum) return { kind: 'choice', options: schema.enum };
    if (items) return this.several(items, name);
    if (properties) return this.part(properties, schema.required ?? [], name);
    if (typeof others === 'object') return { kind: 'pairs', integer: others.type === 'integer' };
    return { kind: 'leaf', leaf: leafOf(schema, name) };
  }

  private named(id: string, name: string): Filled {
    if (amounts.has(id)) return { kind: 'leaf', leaf: 'amount' };
    if (id === 'Day') return { kind: 'leaf', leaf: 'day' };
    if (id === 'FinancialYear') return { kind: 'leaf', leaf: 'year' };
    const found = this.definitions[id];
    if (!found) throw new Error(`the schema defines no ${id}`);
    return this.filled(found, name);
  }

  private several(items: Schema, name: string): Filled {
    if (items.enum) return { kind: inOrder.has(name) ? 'order' : 'several', options: items.enum };
    const of = this.field(items, false, name);
    if (of.kind === 'leaf' && of.leaf === 'text') return { kind: 'lines' };
    return gridOf(of) ?? { kind: 'rows', of };
  }

  private part(
    properties: Readonly<Record<string, Schema>>,
    required: readonly string[],
    inside: string,
  ): Filled {
    const members = Object.entries(properties).map(([name, schema]): Member => {
      const field = this.field(schema, !required.includes(name), name);
      // What is what it is, nobody is asked.
      return { name, ...(field.kind === 'fixed' ? { label: '' } : worded(inside, name)), field };
    });
    return { kind: 'part', members };
  }

  /** By the word that tells it from the others; else by what it asks for. */
  private formLabel(schema: Schema): string {
    const { $ref, properties, items } = schema;
    if (schema.const !== undefined) return sentenceCase(schema.const.replaceAll('-', ' '));
    if (schema.enum) return 'One of these';
    if ($ref !== undefined) return amounts.has($ref.split('/').at(-1) ?? '') ? 'An amount' : 'One';
    if (items) return 'Each on its own';
    if (!properties) return schema.type === 'string' ? 'In words' : 'A number';
    const fixed = Object.values(properties).find((each) => each.const !== undefined);
    return fixed?.const !== undefined
      ? sentenceCase(fixed.const.replaceAll('-', ' '))
      : sentenceCase(Object.keys(properties).join(', '));
  }
}

/** Whether rows are amounts by year: each has one year, one amount, and something that tells it from others. */
function gridOf(row: Field): Grid | undefined {
  if (row.kind !== 'part') return undefined;
  const leaves = (leaf: Leaf): Member[] =>
    row.members.filter(({ field }) => field.kind === 'leaf' && field.leaf === leaf);
  const [year, ...years] = leaves('year');
  const [amount, ...amounts] = leaves('amount');
  if (!year || !amount || years.length + amounts.length > 0) return undefined;
  const line = row.members.filter((member) => member !== year && member !== amount);
  return line.length === 0 ? undefined : { kind: 'grid', line, year, amount };
}

/** Words about people are sealed by the service: nobody writes them so. */
const isSealed = ({ pattern }: Schema): boolean => pattern?.startsWith('^sealed:') === true;

const defaultOf = ({ default: given }: Schema): string | undefined =>
  typeof given === 'string' || typeof given === 'number'
    ? String(given)
    : typeof given === 'boolean'
      ? given
        ? 'yes'
        : 'no'
      : undefined;

/** Texts in which people say something at length. */
const longTexts: ReadonlySet<string> = new Set(['reason', 'words', 'note', 'purpose']);

/** Shares of a whole: said in per cent, and kept as a part of 1. */
const rates: ReadonlySet<string> = new Set([
  ...['rate', 'percent', 'uplift', 'efficiency', 'cap', 'collar'],
]);

/** Lists of words that say what comes before what. */
const inOrder: ReadonlySet<string> = new Set(['orderOfCover']);

function leafOf({ type }: Schema, name: string): Leaf {
  if (type === 'integer' || type === 'number') return 'integer';
  if (type === 'boolean') return 'yes-no';
  if (rates.has(name)) return 'rate';
  return longTexts.has(name) ? 'words' : 'text';
}
