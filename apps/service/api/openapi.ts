import { z } from 'zod';
import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import type { Json, JsonObject } from '#contracts/envelope.js';
import { problemTypes } from '#contracts/problems.js';
import { Day, Id, Text } from '#contracts/values.js';
import { mediaTypes } from '../lists/about.js';
import { statementMediaTypes } from '../statements/written-statement.js';
import { sentenceCase } from '../web/words.js';
import { logPaths } from '../log/log-openapi.js';
import { peoplePaths } from './people-openapi.js';
import { reads } from './reads.js';

let made: JsonObject | undefined;

/**
 * The API as OpenAPI 3.1, made of the schemas that check its requests: they cannot disagree. It is made
 * when it is first asked for, once.
 */
export const openApiDocument = (): JsonObject => (made ??= documentOfSchemas());

function documentOfSchemas(): JsonObject {
  const schemas: Record<string, Json> = {};
  const paths: Record<string, JsonObject> = {};

  for (const [collection, { commands }] of Object.entries<Collection>(catalogue))
    for (const [name, schema] of Object.entries(commands))
      paths[`/api/v1/${collection}/{id}/${name}`] = {
        post: commandOperation(collection, name, schema, schemas),
      };
  for (const { path, summary, parameters = {}, points, list, files, events } of reads)
    paths[`/api/v1/${path}`] = {
      get: {
        summary,
        operationId: `get ${path}`
          .replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())
          .replace(/\W+$/, ''),
        tags: ['Reading'],
        parameters: [
          ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => pathParameter(name ?? '')),
          ...(points === undefined ? pointParameters : []),
          ...Object.entries({ ...(list === undefined ? {} : listParameters), ...parameters }).map(
            ([name, description]) => query(name, description),
          ),
        ],
        responses: {
          200: {
            description: 'The answer, with the log number that it holds for',
            ...(list === undefined ? {} : { content: listContent }),
            ...(files === undefined ? {} : { content: statementContent }),
            ...(events === undefined ? {} : { content: { 'text/event-stream': {} } }),
          },
          ...refusals,
        },
      },
    };
  Object.assign(paths, logPaths, peoplePaths);
  paths['/api/v1/funds/{id}/imports'] = { post: importOperation };
  paths['/api/v1/funds/{id}/imports/{import}/rows/{line}'] = { post: rowOperation };
  paths['/api/v1/reconciliations/{id}/extract'] = { post: extractOperation };

  return {
    openapi: '3.1.0',
    info: {
      title: 'Common Purse',
      version: '1',
      description:
        'A ledger for pooled public money. Amounts are decimal strings with two places, days are days in Europe/London, instants are UTC. Every answer states the log number that it holds for.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, {}],
    tags: [...Object.keys(catalogue), 'Reading', 'Proof', 'Importing', 'Directory'].map((name) => ({
      name,
    })),
    paths,
    components: {
      securitySchemes: {
        token: {
          ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          description: 'An access token for this service, of the issuer of OpenID Connect',
        },
      },
      schemas: {
        ...schemas,
        Problem: problemSchema,
        Done: doneSchema,
        Rehearsed: rehearsedSchema,
      },
      responses: {
        Problem: {
          description: 'A problem (RFC 9457): a stable type, a sentence, and the facts',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
}

const about = Id.describe(
  'The person whom the reason concerns, by a pseudonymous reference: it is sealed then, and forgotten with the person',
);

function commandOperation(
  collection: string,
  name: string,
  schema: z.ZodObject,
  schemas: Record<string, Json>,
): JsonObject {
  const body = schema.extend({ effective: Day.optional(), reason: Text, about: about.optional() });
  return {
    summary: sentenceCase(name.replaceAll('-', ' ')),
    // Some commands, such as those on outcome payments, are of several collections.
    operationId: `${collection}-${name}`.replace(/-(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    tags: [collection],
    parameters: [
      pathParameter('id'),
      header('Idempotency-Key', 'Your own name for the request; the same when you repeat it', true),
      header('If-Match', 'The revision of the stream that you saw, such as "12"', false),
      query('dryRun', 'true: say what would be recorded, and record nothing'),
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(body, schemas) } },
    },
    responses: {
      200: {
        description: 'Done, or done before under the same key; with dryRun, what it would come to',
        content: {
          'application/json': {
            schema: {
              oneOf: ['Done', 'Rehearsed'].map((name) => ({
                $ref: `#/components/schemas/${name}`,
              })),
            },
          },
        },
      },
      ...refusals,
    },
  };
}

/** The schema of what may be sent, its named parts among the document's own. */
function jsonSchema(schema: z.ZodType, schemas: Record<string, Json>): Json {
  const { $defs, $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  const ours = (part: unknown): Json =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id: __, ...named } = definition as Record<string, unknown>;
    schemas[name] = ours(named);
  }
  return ours(rest);
}

const parameter = (
  where: string,
  name: string,
  description: string,
  required: boolean,
): JsonObject => ({
  in: where,
  name,
  description,
  required,
  schema: { type: 'string' },
});
const query = (name: string, description: string): JsonObject =>
  parameter('query', name, description, false);
const header = (name: string, description: string, required: boolean): JsonObject =>
  parameter('header', name, description, required);
const pathParameter = (name: string): JsonObject =>
  parameter('path', name, `Identifier: ${name}`, true);

/** What every list takes besides; those that its read says otherwise of are as it says. */
const listParameters: Readonly<Record<string, string>> = {
  format: 'json, csv or xlsx: the same as by Accept, for a link; CSV is marked as UTF-8 then',
  list: 'Which list, where the answer holds several; `within.lines` is the list `lines` of `within`',
  sort: 'Fields to sort by, with commas, such as -amount,source: from the largest with a minus',
  cursor: 'Where the next page begins: `next` of the page before, in the same order',
  limit: 'At most so many, up to 1,000; all of them if not said',
  '{field}':
    'Any field of the list: only rows with this value in it, or these, with commas. A field that no row has is refused with the names of those there are',
};

const listContent: JsonObject = {
  'application/json': {},
  'text/csv': { schema: { type: 'string', description: 'The whole list, with a header' } },
  [mediaTypes.xlsx]: {
    schema: { type: 'string', format: 'binary', description: 'The whole list as a workbook' },
  },
};

const statementContent: JsonObject = {
  'application/json': { schema: { type: 'object', description: 'The document itself' } },
  'text/csv': { schema: { type: 'string', description: 'Every figure on a row of its own' } },
  [statementMediaTypes.xlsx]: {
    schema: { type: 'string', format: 'binary', description: 'Each part on a sheet of its own' },
  },
  [statementMediaTypes.pdf]: { schema: { type: 'string', format: 'binary' } },
};

const pointParameters: readonly JsonObject[] = [
  query(
    'asKnownAt',
    'A log number, an instant (UTC) or a day (its end): answer as it was known then. 187@2026-11-22 is a number as it was seen on a later day',
  ),
  query('effectiveOn', 'A day: count only what had taken effect by then'),
];

const refusals: JsonObject = { default: { $ref: '#/components/responses/Problem' } };

const importOperation: JsonObject = {
  summary: 'Import a file: CSV, a workbook (.xlsx), or JSON of 360Giving',
  operationId: 'importFile',
  tags: ['Importing'],
  parameters: [
    pathParameter('id'),
    query('format', 'spending, 360giving, contribution-schedule or contract-register'),
    query('publisher', 'Of a contract register: whose it is, if its rows do not say so'),
    query('asAt', 'Of a contract register: the day on which it stood so, such as 2026-10-31'),
    query('file', 'The name of the file, for people'),
    query('mapping', 'JSON: meaning to column, for columns that are not found by their meaning'),
    query('scheme', 'The scheme that all payments are charged to'),
    query('source', 'The source that all payments are charged to'),
    query('reason', 'Why it is imported'),
    query('dryRun', 'true: report what the file holds, and record nothing'),
  ],
  requestBody: {
    required: true,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  responses: {
    200: {
      description:
        'What was recorded, what was quarantined with its line and reason, and which recorded rows lack a part that was refused',
    },
    ...refusals,
  },
};

const rowOperation: JsonObject = {
  summary: 'Submit a quarantined row again as it was put right',
  operationId: 'resubmitRow',
  tags: ['Importing'],
  parameters: [
    ...['id', 'import', 'line'].map(pathParameter),
    query('corrections', 'JSON: column to what stands there in place of what was received'),
    query('mapping', 'JSON: meaning to column; as the file was read then if not said'),
    query('scheme', 'The scheme that all payments are charged to; as then if not said'),
    query('source', 'The source that all payments are charged to; as then if not said'),
    query('reason', 'Why it is put right so'),
    query('dryRun', 'true: say what would be recorded, and record nothing'),
  ],
  requestBody: {
    required: true,
    description: 'The file as it was first sent',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  responses: {
    200: { description: 'What was put right, in which lines, and what was recorded' },
    ...refusals,
  },
};

const extractOperation: JsonObject = {
  summary:
    'Record the extract of a bank account, a general ledger or a partner: CSV or a workbook (.xlsx)',
  operationId: 'recordExtract',
  tags: ['Importing'],
  parameters: [
    pathParameter('id'),
    query('file', 'The name of the file, for people'),
    query('mapping', 'JSON: meaning to column, for columns that are not found by their meaning'),
    query('dryRun', 'true: say what would be recorded, and record nothing'),
    query('reason', 'Why it is recorded'),
  ],
  requestBody: {
    required: true,
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  responses: {
    200: { description: 'What was read, and what was quarantined with its line and reason' },
    ...refusals,
  },
};

const problemSchema: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: {
      type: 'string',
      description: 'Stable; what a program may rely on',
      examples: Object.keys(problemTypes).map((name) => `urn:common-purse:problem:${name}`),
    },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: {
      type: 'string',
      description: 'One sentence for people: what, where, and how to mend it',
    },
    rule: { type: 'integer', description: 'The rule of the domain that would be broken' },
    ruledBy: {
      type: 'string',
      description: 'What it was judged by, where that is none of the rules of the domain',
    },
  },
};

const streamsSchema: JsonObject = {
  type: 'array',
  items: {
    type: 'object',
    required: ['stream', 'revision'],
    properties: { stream: { type: 'string' }, revision: { type: 'integer' } },
  },
};

const doneSchema: JsonObject = {
  type: 'object',
  required: ['streams', 'number', 'repeated'],
  properties: {
    streams: streamsSchema,
    number: { type: 'integer', description: 'The last log number that it caused' },
    repeated: { type: 'boolean', description: 'It had been done before, under the same key' },
  },
};

const text: JsonObject = { type: 'string' };
/** The answer to a dry run: nothing of it is recorded. */
const rehearsedSchema: JsonObject = {
  type: 'object',
  required: ['dryRun', 'streams', 'after', 'events'],
  properties: {
    dryRun: { const: true },
    streams: streamsSchema,
    after: {
      description: 'The health of each fund that it touches, as it would be, by fund',
      type: 'object',
      additionalProperties: { type: 'object' },
    },
    events: {
      description: 'What would be recorded, in its order, each with what it would post',
      type: 'array',
      items: {
        type: 'object',
        required: ['stream', 'type', 'version', 'effective', 'data', 'postings'],
        properties: {
          ...{ stream: text, type: text, version: { type: 'integer' } },
          effective: { type: 'string', format: 'date' },
          data: { type: 'object' },
          postings: {
            type: 'array',
            items: {
              type: 'object',
              required: ['fund', 'account', 'period', 'effective', 'amount'],
              properties: { amount: text },
              additionalProperties: text,
            },
          },
        },
      },
    },
  },
};
