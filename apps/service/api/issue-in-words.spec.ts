import { z } from 'zod';
import { Day } from '#contracts/values.js';
import { issueInWords } from './issue-in-words.js';

const troubles = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(issueInWords);

it.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, 'it is missing'],
  [z.string(), 7, 'write text, between quotation marks'],
  [z.boolean(), 'yes', 'write true or false'],
  [z.int(), 1.5, 'write a whole number'],
  [z.array(z.string()), 'a', 'write a list'],
  [z.record(z.string(), z.string()), [], 'write an object'],
  [z.strictObject({}), { colour: 'red' }, '"colour" is not asked for'],
  [z.strictObject({}), { colour: 'red', size: 4 }, '"colour", "size" are not asked for'],
  [z.enum(['capital', 'revenue']), 'cash', 'write one of "capital", "revenue"'],
  [z.literal('grant'), 'contract', 'write "grant"'],
  [z.string().min(1), '', 'it is empty'],
  [z.string().max(3), 'four', 'it is at most 3 characters long'],
  [z.array(z.string()).min(2), ['a'], 'it is at least 2 long'],
  [z.number().min(1), 0, 'it is at least 1'],
  [z.number().positive(), 0, 'it is more than 0'],
  [z.number().max(1000), 1001, 'it is at most 1000'],
  [
    z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
    {},
    'it has none of the forms that it may have, which /api/docs lists',
  ],
])('%#. says what would be right', (schema, value, words) => {
  expect(troubles(schema, value)).toEqual([words]);
});

it('leaves what a schema was given to say', () => {
  expect(troubles(Day, '1 April')[0]).toMatch(/^write a date as "/);
});
