import type { ClientBase, Pool } from 'pg';
import type { Hash } from '#libs/transparency/hashes.js';

type Database = Pool | ClientBase;

/** A checkpoint that was signed and may have been given to anybody. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Hash;
  /** When it was signed, ISO 8601 UTC. */
  readonly signed: string;
  readonly note: string;
  /** Lines of cosignatures, in the order in which they came. */
  readonly cosignatures: readonly string[];
}

/** Whoever reads a note reads no more signatures than so many below it. */
const cosignaturesShownMax = 50;

/** A note with the lines of those who cosigned it, below those of the log. */
export const cosigned = ({ note, cosignatures }: StoredCheckpoint): string =>
  note +
  cosignatures
    .slice(-cosignaturesShownMax)
    .map((line) => `${line}\n`)
    .join('');

interface Row {
  readonly size: string;
  readonly root: Buffer;
  readonly signed: Date;
  readonly note: string;
  readonly cosignatures: readonly string[];
}

const select = `select size, root, signed, note, array(
    select line from log_tree.cosignature c where c.size = checkpoint.size order by revision
  ) as cosignatures from log_tree.checkpoint`;

const checkpointOf = ({ size, signed, ...rest }: Row): StoredCheckpoint => ({
  ...rest,
  size: Number(size),
  signed: signed.toISOString(),
});

export async function newestCheckpoint(database: Database): Promise<StoredCheckpoint | undefined> {
  return (await checkpointsBelow(database, Number.MAX_SAFE_INTEGER, 1))[0];
}

export async function checkpointOfSize(
  database: Database,
  size: number,
): Promise<StoredCheckpoint | undefined> {
  const { rows } = await database.query<Row>({
    name: 'log_tree.checkpoint',
    text: `${select} where size = $1`,
    values: [size],
  });
  return rows.map(checkpointOf)[0];
}

/** So many checkpoints of less than a size, the largest first. */
export async function checkpointsBelow(
  database: Database,
  size: number,
  limit: number,
): Promise<readonly StoredCheckpoint[]> {
  const { rows } = await database.query<Row>({
    name: 'log_tree.checkpoints_below',
    text: `${select} where size < $1 order by size desc limit $2`,
    values: [size, limit],
  });
  return rows.map(checkpointOf);
}

/** So many checkpoints of more than a size, the smallest first. */
export async function checkpointsAbove(
  database: Database,
  size: number,
  limit: number,
): Promise<readonly StoredCheckpoint[]> {
  const { rows } = await database.query<Row>({
    name: 'log_tree.checkpoints_above',
    text: `${select} where size > $1 order by size limit $2`,
    values: [size, limit],
  });
  return rows.map(checkpointOf);
}

export async function storeCheckpoint(
  client: ClientBase,
  { size, root, note }: Pick<StoredCheckpoint, 'size' | 'root' | 'note'>,
): Promise<void> {
  await client.query({
    name: 'log_tree.sign',
    text: `insert into log_tree.checkpoint (size, root, signed, note)
      values ($1, $2, clock_timestamp(), $3)`,
    values: [size, root, note],
  });
}
