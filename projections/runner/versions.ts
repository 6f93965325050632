import type { ClientBase } from 'pg';
import { colours, type Colour } from './tables.js';

/** One of the two versions of the read models. */
export interface Version {
  readonly colour: Colour;
  /** The last event that is in it. */
  readonly number: number;
  /** Of what built it (shape.ts); empty where a release built it that said nothing of it. */
  readonly shape: string;
}

/** Makes rebuilds wait for one another, for as long as the transaction lasts. */
export async function lockRebuilds(client: ClientBase): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('purse rebuilds its views'))`);
}

/** The version that is read. With `hold` it stays where it is until the transaction ends. */
export async function liveVersion(
  client: Pick<ClientBase, 'query'>,
  hold: '' | 'for update' = '',
): Promise<Version> {
  const { rows } = await client.query<Omit<Version, 'number'> & { number: string }>(
    `select colour, number, shape from views.version where state = 'live' ${hold}`,
  );
  const live = rows[0];
  if (!live) throw new Error('views.version names no live version');
  return { ...live, number: Number(live.number) };
}

/** The place that is free beside a version. */
export const otherThan = (colour: Colour): Colour =>
  colour === colours[0] ? colours[1] : colours[0];

/** What was built is read from the end of the transaction on. */
export async function putInPlace(
  client: ClientBase,
  live: Colour,
  { colour, number, shape }: Version,
): Promise<void> {
  await client.query(`update views.version set state = 'idle' where colour = $1`, [live]);
  await client.query(
    `update views.version set state = 'live', number = $2, shape = $3, moved = clock_timestamp()
      where colour = $1`,
    [colour, number, shape],
  );
}
