import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { emptyRoot, leafHash } from './hashes.js';
import { NotProven } from './not-proven.js';

/** The example of C2SP tlog-checkpoint. */
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
`;

it('reads and writes the standard’s example', () => {
  const checkpoint = parseCheckpoint(example);
  expect(checkpoint).toMatchObject({
    origin: 'example.com/behind-the-sofa',
    size: 20_852_163,
    extensions: [],
  });
  expect(formatCheckpoint(checkpoint)).toBe(example);
});

it('keeps extension lines', () => {
  const checkpoint = parseCheckpoint(`${example}one\ntwo words\n`);
  expect(checkpoint.extensions).toEqual(['one', 'two words']);
  expect(formatCheckpoint(checkpoint)).toBe(`${example}one\ntwo words\n`);
});

it('knows the empty log', () => {
  const empty = { origin: 'log.example', size: 0, root: emptyRoot, extensions: [] };
  expect(parseCheckpoint(formatCheckpoint(empty)).size).toBe(0);
  expect(() => formatCheckpoint({ ...empty, root: leafHash(emptyRoot) })).toThrow('empty tree');
});

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
it.each([
  ['two lines', 'a\n1\n'],
  ['no newline at the end', `a\n1\n${root}`],
  ['an empty origin', `\n1\n${root}\n`],
  ['a size with a leading zero', `a\n01\n${root}\n`],
  ['a negative size', `a\n-1\n${root}\n`],
  ['a size with a fraction', `a\n1.0\n${root}\n`],
  ['a size in hexadecimal', `a\n0x1\n${root}\n`],
  ['no size', `a\n\n${root}\n`],
  ['a size beyond exact numbers', `a\n9007199254740992\n${root}\n`],
  ['a root of 31 bytes', `a\n1\n${Buffer.alloc(31).toString('base64')}\n`],
  ['a root of 33 bytes', `a\n1\n${Buffer.alloc(33).toString('base64')}\n`],
  ['a root with a space', `a\n1\n ${root}\n`],
  ['an empty extension line', `a\n1\n${root}\n\n`],
])('refuses a checkpoint with %s', (_, text) =>
  expect(() => parseCheckpoint(text)).toThrow(NotProven),
);

it('writes no part that would read as several lines', () => {
  const good = { origin: 'a', size: 1, root: leafHash(emptyRoot), extensions: [] };
  expect(() => formatCheckpoint({ ...good, origin: `a\n5\n${root}` })).toThrow('newline');
  expect(() => formatCheckpoint({ ...good, extensions: ['b\nc'] })).toThrow('newline');
});
