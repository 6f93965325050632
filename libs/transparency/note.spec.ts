import { formatNote, formatSignature, parseNote, parseSignature } from './note.js';
import { NotProven } from './not-proven.js';

const signature = `— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n`;
/** The first example of C2SP signed-note: its text holds an empty line. */
const example = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

${signature}`;

it('reads text and signatures, and writes them as they were', () => {
  const note = parseNote(example);
  expect(note.text.split('\n')).toHaveLength(5);
  expect(note.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', id: '367ba04b' }]);
  expect(formatNote(note)).toBe(example);
  expect(formatSignature(parseSignature(signature))).toBe(signature);
});

it('takes a further signature, as partners give them, below the others', () => {
  const note = parseNote(example);
  const more = { ...note, signatures: [...note.signatures, parseSignature(signature)] };
  expect(formatNote(more)).toBe(example + signature);
});

it.each([
  ['nothing', ''],
  ['no signatures', 'text\n'],
  ['an empty line alone', 'text\n\n'],
  ['no newline at the end', example.slice(0, -1)],
  ['no empty line', `text\n${signature}`],
  ['a line that is no signature', `${example}text\n`],
  ['an empty line at the end', `${example}\n`],
  ['a hyphen for the dash', example.replace('—', '-')],
  ['a name with a plus sign', example.replace('quasimodo.', 'quasimodo+')],
  ['base64 that is cut short', example.replace('tIc=', 'tIc')],
  ['base64 with bits to spare', example.replace('tIc=', 'tId=')],
  ['base64 of the URL alphabet', example.replace('wIS+Z', 'wIS-Z')],
  ['a signature that is only a key id', 'text\n\n— name AAAAAA==\n'],
  ['a tab', `a\t${example}`],
  ['a carriage return', example.replaceAll('\n', '\r\n')],
  ['half a surrogate', `\ud800${example}`],
  ['a hundred and one signatures', example + signature.repeat(100)],
])('refuses a note with %s', (_, note) => expect(() => parseNote(note)).toThrow(NotProven));

it('takes a hundred signatures', () =>
  expect(parseNote(example + signature.repeat(99)).signatures).toHaveLength(100));

it('writes no text that no note can carry', () =>
  expect(() => formatNote({ text: 'a', signatures: [] })).toThrow(NotProven));
