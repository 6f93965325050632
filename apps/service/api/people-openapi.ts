import { z } from 'zod';
import type { Json, JsonObject } from '#contracts/envelope.js';
import { Said } from '../directory/entries.js';

const problem: JsonObject = { default: { $ref: '#/components/responses/Problem' } };
const person: Json = {
  ...{ in: 'path', name: 'person', required: true, schema: { type: 'string' } },
  description: 'How events name them: a reference such as p-104, and no name',
};
const { $schema: _, ...said } = z.toJSONSchema(Said, { io: 'input' });

const operation = (
  operationId: string,
  summary: string,
  parameters: readonly Json[],
  body: JsonObject = {},
): JsonObject => ({
  ...{ operationId, summary, tags: ['Directory'], parameters },
  ...body,
  responses: { 200: { description: 'Done' }, ...problem },
});

/** The directory of the administrator's own organisation. It is as it is now: what is removed is gone. */
export const peoplePaths: Readonly<Record<string, JsonObject>> = {
  '/api/v1/people': {
    get: operation('getPeople', 'People and programs whose entries your organisation keeps', []),
  },
  '/api/v1/people/{person}': {
    put: operation('putPerson', 'Add somebody, or change what is known of them', [person], {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: said as JsonObject } },
      },
    }),
    delete: operation(
      'removePerson',
      'Remove somebody: signed out everywhere, and a pseudonym in events from then on',
      [person],
    ),
  },
};
