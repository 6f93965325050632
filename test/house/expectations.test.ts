/** Jest compares in a room of its own (test/support/runner) what modules outside of it make. */
class Purse {
  constructor(readonly pence: bigint) {}
}
const fails = async (expectation: () => unknown): Promise<void> => {
  let failed: unknown;
  try {
    await expectation();
  } catch (error) {
    failed = error;
  }
  expect(failed).toBeInstanceOf(Error);
  expect((failed as Error).message).toContain('expect(');
};

it.each<[what: string, expectation: () => unknown]>([
  ['another amount', () => expect([1n]).toEqual([2n])],
  ['another class', () => expect(new Purse(1n)).toStrictEqual({ pence: 1n })],
  ['another key', () => expect({ a: 1, b: undefined }).toStrictEqual({ a: 1 })],
  ['another value of a map', () => expect(new Map([[1, 2]])).toEqual(new Map([[1, 3]]))],
  ['another member of a set', () => expect(new Set([1, 2])).toEqual(new Set([1, 3]))],
  ['another day', () => expect(new Date(1)).toEqual(new Date(2))],
  ['another byte', () => expect(Buffer.from('a')).toEqual(Buffer.from('b'))],
  ['another message', () => expect(new Error('a')).toEqual(new Error('b'))],
  ['another kind', () => expect({ a: 1 }).toEqual({ a: expect.any(String) })],
  ['another word', () => expect({ a: 'x' }).toEqual({ a: expect.stringMatching(/y/) })],
  [
    'another error',
    () =>
      expect(() => {
        throw new TypeError('a');
      }).toThrow(RangeError),
  ],
  ['no error', () => expect(Promise.resolve(1)).rejects.toThrow()],
])('does not take %s for what was expected', (_, expectation) => fails(expectation));

it('takes what is the same for the same', async () => {
  const all = { word: 'x', list: [1], of: {}, number: 1, day: new Date(1), call: () => 1 };
  expect(all).toEqual({
    ...{ word: expect.any(String), list: expect.any(Array), of: expect.any(Object) },
    ...{ number: expect.any(Number), day: expect.any(Date), call: expect.any(Function) },
  });
  expect([new Map([[1, new Set([2])]]), new Purse(1n)]).toStrictEqual([
    ...[new Map([[1, new Set([2])]]), new Purse(1n)],
  ]);
  await expect(Promise.reject(new TypeError('a'))).rejects.toThrow(TypeError);
  expect(new TypeError('a')).toBeInstanceOf(Error);
});
