import type { Json } from '#contracts/envelope.js';
import { inOneList } from './words.js';

interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly const?: string;
  readonly default?: Json;
}

/**
 * What may be sent, in a line: the name of a schema, its type, or what there is to choose from, each by what
 * tells it from the others. What is within the parts of an object is left to the OpenAPI document.
 */
export function schemaInWords(schema: object): string {
  const { default: fallback } = schema as Schema;
  const words = inWords(schema);
  return fallback === undefined ? words : `${words}; ${JSON.stringify(fallback)} if left out`;
}

function inWords(schema: Schema): string {
  const choices = [...new Set(choicesOf(schema).map(oneInWords))];
  const [one = 'anything'] = choices;
  if (choices.length < 2) return one;
  if (choices.length === 2 && choices[1] === 'null') return `${one}, or null`;
  return `one of: ${choices.join('; ')}`;
}

/** Choices of choices are choices too. */
const choicesOf = (schema: Schema): readonly Schema[] =>
  (schema.anyOf ?? schema.oneOf)?.flatMap(choicesOf) ?? [schema];

function oneInWords(schema: Schema): string {
  const { $ref, items, type } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum)
    return schema.enum.length === 1
      ? `"${schema.enum[0] ?? ''}"`
      : `${schema.enum.slice(0, -1).join(', ')} or ${schema.enum.at(-1) ?? ''}`;
  if (items) return listInWords(items);
  if (type === 'object') return objectInWords(schema);
  return type === 'string' ? textInWords(schema.pattern) : (type ?? 'anything');
}

function listInWords(items: Schema): string {
  const each = inWords(items);
  if (each.startsWith('one of: ')) return `list, each ${each}`;
  return each.startsWith('object') ? `list, each an ${each}` : `list of ${each}`;
}

/** What is always the same in an object names it; what may be left out stands last. */
function objectInWords({ properties, required = [], ...rest }: Schema): string {
  if (!properties) {
    const { propertyNames = {}, additionalProperties: of } = rest;
    return typeof of === 'object'
      ? `object of ${inWords(of)} by ${inWords(propertyNames)}`
      : 'object';
  }
  const named = (needed: boolean): string => {
    const of = Object.entries(properties).filter(([name]) => required.includes(name) === needed);
    return inOneList(
      of.map(([name, is]) => (is.const === undefined ? name : `${name} "${is.const}"`)),
    );
  };
  const [always, ifWanted] = [named(true), named(false)];
  return `object${always && ` with ${always}`}${ifWanted && `, if wanted with ${ifWanted}`}`;
}

/** Of texts to choose between, what each begins with tells them apart. */
function textInWords(pattern = ''): string {
  const [, beginning] = /^\^([a-z]+:)/.exec(pattern) ?? [];
  return beginning === undefined ? 'text' : `text that begins with "${beginning}"`;
}
