import { createHash, generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { StatementIssued } from '#contracts/events/fund/statements.js';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import { microsecondsOf, stampAt } from '#libs/event-store/instant.js';
import { canonicalText } from '#libs/evidence/canonical.js';
import { StatementFigures, type StatementClaims } from '#libs/evidence/statement-figures.js';
import { PackWriter } from '#libs/evidence/writer.js';
import { postings } from '#libs/ledger/postings.js';
import { Frontier } from '#libs/transparency/frontier.js';
import { leafHash } from '#libs/transparency/hashes.js';
import { signerFrom } from '#libs/transparency/keys.js';
import { signCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { funds, history, years } from './history.js';

const origin = 'bench';
const [fund = ''] = funds;
const [year] = years;
const stream = `fund-${fund}`;
const statement = 'account';
const day = '2029-05-20';
const charactersPerPiece = 1 << 18;

/**
 * Writes the pack of a statement of one fund that rests on so many events, all of them the fund's:
 * what the history has of ten funds has happened in one.
 */
export async function writePack(path: string, count: number): Promise<void> {
  const { issued, document, note, signer } = stated(count);
  const of = { kind: 'fund', origin, size: count, fund, provider: null, statement } as const;
  const writer = new PackWriter(of);
  function* pieces(): Generator<string> {
    let piece = writer.begin(document);
    for (const event of [inOneFund(count - 1), [issued]])
      for (const { number, recorded, ...envelope } of event) {
        piece += writer.event({ number, recorded, bytes: canonicalBytes(envelope) });
        if (piece.length < charactersPerPiece) continue;
        yield piece;
        piece = '';
      }
    const keys = [{ key: signer.key, from: 0 }];
    yield piece + writer.end(note, { origin, keys, cosigners: [] });
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

function* inOneFund(count: number): Generator<RecordedEvent> {
  for (const event of history(count)) yield { ...event, stream, revision: event.number - 1 };
}

/** The statement of the events before the last, which issues it, and what is signed of all of them. */
function stated(count: number) {
  const asKnownAt = count - 1;
  const claims: StatementClaims = {
    ...{ format: 2, kind: 'memorandum-account', year, quarter: null },
    ...{ fund: { id: fund }, asKnownAt, effectiveOn: null },
  };
  const figures = new StatementFigures(claims);
  const frontier = new Frontier();
  let last: RecordedEvent | undefined;
  for (const event of inOneFund(asKnownAt)) {
    frontier.append(leafHash(Buffer.from(canonicalBytes(event))));
    const known = asDomainEvent(event);
    figures.take(known, postings(known));
    last = event;
  }
  if (last === undefined) throw new Error('A history of no events has no statement.');
  const root = Buffer.from(frontier.root()).toString('base64');
  const log = { origin, size: asKnownAt, root };
  const document = canonicalText(figures.document(last.recorded, log));
  const { type, version, effective, data } = StatementIssued.of(day, {
    ...{ statement, kind: claims.kind, year, quarter: null, number: asKnownAt },
    ...{ effectiveOn: null, format: claims.format, supersedes: null },
    sha256: createHash('sha256').update(document).digest('hex'),
    streams: [{ stream, revision: asKnownAt - 1 }],
    ...{ signatories: [], agreementRevision: -1 },
  });
  const recorded = stampAt(microsecondsOf(last.recorded) + 1n);
  const issued: RecordedEvent = {
    ...last,
    ...{ type, version, effective, data, recorded, stamp: recorded, number: count },
    ...{ revision: asKnownAt, id: 'the last', key: 'bench/the last' },
  };
  frontier.append(leafHash(Buffer.from(canonicalBytes(issued))));
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signer = signerFrom('note', origin, pem);
  const checkpoint = { origin, size: count, root: frontier.root(), extensions: [] };
  return { issued, document, signer, note: signCheckpoint(checkpoint, [signer]) };
}
