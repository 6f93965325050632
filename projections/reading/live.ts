import type { DataSource, EntityManager } from 'typeorm';
import { colours } from '../runner/tables.js';
import { VersionRow } from './entities.js';
import { askForOwnRows } from './own-rows.js';
import type { Viewer } from './viewer.js';

/** Asks the live tables for the viewer's own rows. One transaction sees one version of them, and says for whom it reads. */
export function live<Answer>(
  source: DataSource,
  viewer: Viewer | undefined,
  question: (models: EntityManager) => Promise<Answer>,
): Promise<Answer> {
  return source.transaction('REPEATABLE READ', async (models) => {
    const version = await models.findOneByOrFail(VersionRow, { state: 'live' });
    const colour = colours.find((known) => known === version.colour) ?? colours[0];
    await models.query(
      `select set_config('search_path', $1, true), set_config('purse.viewer', $2, true)`,
      [colour, viewer === undefined ? '' : JSON.stringify(viewer)],
    );
    askForOwnRows(models, viewer);
    return question(models);
  });
}
