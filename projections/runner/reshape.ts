import type { Pool } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { begin, build, finish, index } from './building.js';
import { inTransaction } from '#libs/event-store/sql/in-transaction.js';
import { liveVersion, lockRebuilds, otherThan, putInPlace } from './versions.js';

/**
 * Makes the live views anew from the first event where they are of another shape than ours, as those
 * of another release are, and puts them in their place. They are not compared, since they are to
 * differ; the old ones serve their readers until then. One transaction: killed, it leaves nothing, and
 * of several processes that start at once the first does it and the others find it done.
 * @returns whether there was anything to do
 */
export async function reshape(
  store: EventStore,
  pool: Pool,
  shape: string,
  onProgress: (done: number, of: number) => void,
): Promise<boolean> {
  if ((await liveVersion(pool)).shape === shape) return false;
  return inTransaction(pool, async (client) => {
    await lockRebuilds(client);
    const before = await liveVersion(client);
    if (before.shape === shape) return false;
    // Views in which nothing is yet have nothing to serve beside: they are made where they stand.
    const isEmpty = before.number === 0 && (await liveVersion(client, 'for update')).number === 0;
    const built = isEmpty ? before.colour : otherThan(before.colour);
    const building = await begin(client, built);
    const { number: head } = await store.head();
    const reached = await build(store, building, 0, head, ({ done }) => onProgress(done, head));
    await index(building);

    // From here a runner of the old shape waits, and finds then that it was overtaken.
    const { colour, number: old } = await liveVersion(client, 'for update');
    const number = Math.max(reached, old);
    await client.query(`set local search_path = ${built}`);
    await build(store, building, reached, number, () => undefined);
    await finish(client, built);
    await putInPlace(client, colour, { colour: built, number, shape });
    return true;
  });
}
