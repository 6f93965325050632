import type { Pool } from 'pg';
import { asDomainEvent } from '#contracts/events/all.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { EventStore } from '#libs/event-store/port.js';
import { toBase64 } from '#libs/transparency/base64.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import { parseNote, parseSignature, type NoteSignature } from '#libs/transparency/note.js';
import { sha256 } from '#libs/transparency/hashes.js';
import { verifiedSignatures, type GoodSignature } from '#libs/transparency/signatures.js';
import type { LogService } from './log-service.js';
import { checkpointOfSize } from './stored-checkpoints.js';

/**
 * Records that a partner signed a checkpoint. The signature says who: nobody else need ask. Refused
 * unless an admitted key made it, over a checkpoint that this log signed.
 */
export async function recordCosignature(
  log: LogService,
  store: EventStore,
  size: number,
  line: string,
): Promise<Refusal | undefined> {
  const signature = attempt(() => parseSignature(`${line.trimEnd()}\n`));
  if ('problem' in signature) return signature;
  const { cosigners } = await log.keys();
  const { name, id } = signature;
  const admitted = cosigners
    .map(({ key }) => key)
    .filter((key) => key.name === name && key.id === id);
  if (admitted.length === 0)
    return refusal('key-unknown', { key: `${name}+${id}`, when: log.today() });
  const checkpoint = await checkpointOfSize(log.pool, size);
  if (!checkpoint) return refusal('checkpoint-unknown', { size });
  const { text } = parseNote(checkpoint.note);
  const good = attempt(() => verified(text, signature, admitted));
  if ('problem' in good) return good;
  const { key, time = 0 } = good;
  const verifierKey = formatVerifierKey(key);
  const organisation = await log.look(
    (state) => state.cosigners.find((each) => each.verifierKey === verifierKey)?.organisation,
  );
  const refused = await log.step(
    `cosignature ${sha256(Buffer.from(`${size} ${line.trimEnd()}`)).toString('hex')}`,
    {
      ...{ command: 'record-cosignature', effective: log.today(), verifierKey, size, time },
      ...{ root: toBase64(checkpoint.root), signature: line.trimEnd() },
    },
    { actor: name, organisation: organisation ?? name },
    'A partner saw this checkpoint and keeps it',
  );
  if (refused) return refused;
  await takeInCosignatures(store, log.pool, log.stream);
  return undefined;
}

function verified(
  text: string,
  signature: NoteSignature,
  known: Parameters<typeof verifiedSignatures>[1],
): GoodSignature {
  const [good] = verifiedSignatures({ text, signatures: [signature] }, known);
  if (good === undefined) throw new NotProven('Nobody signed.');
  return good;
}

function attempt<Result extends object>(work: () => Result): Result | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotProven) return refusal('bad-signature', { detail: error.message });
    throw error;
  }
}

/** Puts the cosignatures of the log's stream beside their checkpoints, those that are not there yet. */
export async function takeInCosignatures(
  store: EventStore,
  pool: Pool,
  stream: string,
): Promise<void> {
  const { rows } = await pool.query<{ last: number | null }>(
    'select max(revision) as last from log_tree.cosignature',
  );
  for await (const recorded of store.readStream(stream, (rows[0]?.last ?? -1) + 1)) {
    const event = asDomainEvent(recorded);
    if (event.type !== 'CosignatureRecorded') continue;
    await pool.query(
      `insert into log_tree.cosignature (revision, size, line) values ($1, $2, $3)
        on conflict do nothing`,
      [recorded.revision, event.data.size, event.data.signature],
    );
  }
}
