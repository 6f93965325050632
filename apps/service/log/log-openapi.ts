import type { Json, JsonObject } from '#contracts/envelope.js';

const query = (name: string, description: string): JsonObject => ({
  ...{ in: 'query', name, description, required: false },
  schema: { type: 'string' },
});
const path = (name: string, description: string): JsonObject => ({
  ...{ in: 'path', name, description, required: true },
  schema: { type: 'string' },
});
const problem: JsonObject = { default: { $ref: '#/components/responses/Problem' } };

const get = (
  operationId: string,
  summary: string,
  parameters: readonly Json[] = [],
  type = 'application/json',
): JsonObject => ({
  get: {
    ...{ summary, operationId, tags: ['Proof'], parameters },
    responses: { 200: { description: 'The answer', content: { [type]: {} } }, ...problem },
  },
});

/** The log as anybody follows it, and proofs ready made: hashes in base64. */
export const logPaths: Readonly<Record<string, JsonObject>> = {
  '/log/checkpoint': get('getLogCheckpoint', 'The newest checkpoint, signed', [], 'text/plain'),
  '/log/checkpoints': get('getLogCheckpoints', 'What was signed, with cosignatures, newest first', [
    query('cursor', 'Where the next page begins: `next` of the page before'),
    query('limit', 'At most so many, up to 1,000'),
  ]),
  '/log/checkpoints/{size}': get(
    'getLogCheckpointOfSize',
    'A checkpoint that was signed, with its cosignatures',
    [path('size', 'How many events it covers')],
    'text/plain',
  ),
  '/log/tile/{path}': get(
    'getLogTile',
    'A tile of hashes (C2SP tlog-tiles); below entries/ and long-entries/ the events themselves, for auditors',
    [path('path', 'Level and index, such as 0/x001/234.p/56')],
    'application/octet-stream',
  ),
  '/log/keys': get('getLogKeys', 'With what to verify: keys with their terms, and cosigners'),
  '/log/cosignatures': {
    post: {
      summary: 'Give a partner’s signature over a checkpoint',
      operationId: 'postLogCosignature',
      parameters: [],
      tags: ['Proof'],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['size', 'signature'],
              properties: {
                size: { type: 'integer', description: 'Of the checkpoint that was signed' },
                signature: { type: 'string', description: 'The line of C2SP tlog-cosignature' },
              },
            },
          },
        },
      },
      responses: { 200: { description: 'Recorded, now or before' }, ...problem },
    },
  },
  '/api/v1/events/{number}/proof': get(
    'getEventProof',
    'Proof that an event stands in the tree of the log (RFC 6962)',
    [
      path('number', 'The number of the event'),
      query('size', 'Of the tree; of a signed checkpoint that covers the event if not said'),
    ],
  ),
  '/api/v1/log/consistency': get(
    'getLogConsistency',
    'Proof that the log only appended to what it was (RFC 6962)',
    [query('from', 'The older size of the tree'), query('to', 'The newer one')],
  ),
};
