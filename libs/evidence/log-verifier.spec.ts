import { formatNote, parseNote } from '#libs/transparency/note.js';
import { leafHash } from '#libs/transparency/hashes.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import { knownKeys, logKey, origin, statedPool } from '#test/support/packs.js';
import { newSigner } from '#test/support/signers.js';
import { LogVerifier, type LogVerdict } from './log-verifier.js';

const { log } = statedPool(2);
const entries = log.events.map(({ bytes }) => Buffer.from(bytes));
const keys = knownKeys(logKey);

function shown(
  bytes: readonly Buffer[] = entries,
  kept?: string,
  note = log.checkpoint(),
): LogVerdict {
  const verifier = new LogVerifier(keys, note, kept);
  for (const entry of bytes) verifier.entry(entry, leafHash(entry));
  return verifier.verdict();
}

it('takes every entry of a log, and the checkpoint that was kept of it', () =>
  expect(shown(entries, log.checkpoint(5))).toMatchObject({ keptSize: 5, events: true }));

it('takes the hashes of entries alone, and says so', () => {
  const verifier = new LogVerifier(keys, log.checkpoint());
  for (const entry of entries) verifier.hash(leafHash(entry));
  expect(verifier.verdict()).toMatchObject({ keptSize: null, events: false });
});

it('refuses entries that were edited, left out, doubled or put in another order', () => {
  const [one, two, ...rest] = entries;
  if (one === undefined || two === undefined) throw new Error('too few events');
  const edited = Buffer.from(two.toString().replace('scheme of delegation', 'nothing'));
  expect(() => shown([one, edited, ...rest])).toThrow('do not lead to the root');
  expect(() => shown([one, ...rest])).toThrow(/Event \d+: it is revision|its checkpoint is of/);
  expect(() => shown([one, two, two, ...rest])).toThrow('Event 3: it is revision 0');
  expect(() => shown([two, one, ...rest])).toThrow(NotProven);
  expect(() => shown(entries.slice(0, -1))).toThrow('its checkpoint is of');
  expect(() => shown([one, Buffer.from('{}'), ...rest])).toThrow('Event 2: it has not the');
});

it('names the first entry that is not what the tree of the log says', () => {
  const verifier = new LogVerifier(keys, log.checkpoint());
  const stated = entries.map((entry) => leafHash(entry));
  const edited = entries.map((entry, place) =>
    place === 4 ? Buffer.from(entry.toString().replace('2026', '2027')) : entry,
  );
  const all = (): void =>
    edited.forEach((entry, place) => verifier.entry(entry, stated[place] ?? Buffer.of()));
  expect(all).toThrow('Event 5: it is not what it was when it was hashed');
});

it('refuses a log that was rolled back, has another past, or is signed by nobody known', () => {
  const other = statedPool(2, ['ReallocationProposed', 'AreaDefined']).log;
  expect(() => shown(entries.slice(0, 4), log.checkpoint(), log.checkpoint(4))).toThrow(
    'The log was rolled back: it has 4 entries',
  );
  expect(() => shown(entries, other.checkpoint(9))).toThrow('The log shows two pasts');
  expect(() => shown(entries, log.checkpoint(4, [logKey], 'elsewhere'))).toThrow('"elsewhere"');
  const stranger = newSigner('note', origin);
  expect(() => shown(entries, undefined, log.checkpoint(log.size, [stranger]))).toThrow(
    'No known key signed',
  );
  const { text, signatures } = parseNote(log.checkpoint());
  const forged = formatNote({ text: text.replace(/\n\d+\n/, '\n3\n'), signatures });
  expect(() => shown(entries, undefined, forged)).toThrow('is not one over this text');
});
