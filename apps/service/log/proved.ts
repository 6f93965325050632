import { refuse } from '#projections/reading/refused.js';
import { LogAltered } from './log-altered.js';
import type { LogService } from './log-service.js';

/** What is asked of the tree, with its failures as refusals. */
export async function proved<Result>(
  log: Pick<LogService, 'size'>,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogAltered) throw refuse('log-altered', { detail: error.message });
    if (error instanceof RangeError)
      throw refuse('not-in-the-tree', { asked: error.message, size: await log.size() });
    throw error;
  }
}
