import { schemaInWords } from './schema-in-words.js';

const id = { $ref: '#/components/schemas/Id' };
const text = { type: 'string', minLength: 1 };
const kind = (of: string) => ({ type: 'string', const: of });

it.each<[string, object]>([
  ['text', text],
  ['Id, or null; null if left out', { anyOf: [id, { type: 'null' }], default: null }],
  ['revenue or capital', { type: 'string', enum: ['revenue', 'capital'] }],
  ['list of Id', { type: 'array', items: id }],
  [
    'one of: text that begins with "sealed:"; text',
    { anyOf: [{ type: 'string', pattern: '^sealed:1:[A-Z]+$' }, text] },
  ],
  [
    'list, each an object with fund, if wanted with note',
    {
      type: 'array',
      items: { type: 'object', properties: { fund: id, note: text }, required: ['fund'] },
    },
  ],
  [
    'one of: object with kind "scheme" and scheme; object with kind "award" and award',
    {
      oneOf: [
        {
          type: 'object',
          properties: { kind: kind('scheme'), scheme: id },
          required: ['kind', 'scheme'],
        },
        {
          type: 'object',
          properties: { kind: kind('award'), award: id },
          required: ['kind', 'award'],
        },
      ],
    },
  ],
  [
    'object of integer by Id; {} if left out',
    { type: 'object', propertyNames: id, additionalProperties: { type: 'integer' }, default: {} },
  ],
])('says %p', (words, schema) => {
  expect(schemaInWords(schema)).toBe(words);
});
