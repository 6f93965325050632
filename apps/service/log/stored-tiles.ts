import type { ClientBase, Pool } from 'pg';
import { hashLength } from '#libs/transparency/hashes.js';
import type { Tile } from '#libs/transparency/growing-tree.js';
import type { TileReader } from '#libs/transparency/stored-tree.js';
import { LogAltered } from './log-altered.js';

type Database = Pool | ClientBase;

/** Tiles of the stored tree. Throws LogAltered for one that it must have and has not. */
export const storedTiles =
  (database: Database): TileReader =>
  async (level, index, width) => {
    const hashes = await tileOf(database, level, index, width);
    if (hashes === undefined)
      throw new LogAltered(`Tile ${level}/${index} of the log's tree is gone, or cut short.`);
    return hashes;
  };

/** The first so many hashes of a tile; undefined where fewer are stored. */
async function tileOf(
  database: Database,
  level: number,
  index: number,
  width: number,
): Promise<Buffer | undefined> {
  const bytes = width * hashLength;
  const { rows } = await database.query<{ hashes: Buffer }>({
    name: 'log_tree.tile',
    text: `select substring(hashes from 1 for $3) as hashes from log_tree.tile
      where level = $1 and index = $2 and length(hashes) >= $3`,
    values: [level, index, bytes],
  });
  return rows[0]?.hashes;
}

/** How many events the stored tree covers. */
export async function storedSize(database: Database): Promise<number> {
  const { rows } = await database.query<{ size: string }>({
    name: 'log_tree.size',
    text: 'select size from log_tree.tree',
  });
  return Number(rows[0]?.size ?? 0);
}

/** Stores the tiles that a tree has got by growing to a size. */
export async function storeTiles(
  client: ClientBase,
  tiles: readonly Tile[],
  size: number,
): Promise<void> {
  await client.query({
    name: 'log_tree.store',
    text: `insert into log_tree.tile (level, index, hashes)
      select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
      on conflict (level, index) do update set hashes = excluded.hashes`,
    values: [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => hashes),
    ],
  });
  await client.query({
    name: 'log_tree.grown',
    text: 'update log_tree.tree set size = $1',
    values: [size],
  });
}

/** Forgets all tiles: the tree is to be made again. */
export async function clearTiles(client: ClientBase): Promise<void> {
  await client.query('delete from log_tree.tile');
  await client.query('update log_tree.tree set size = 0');
}
