import { refuse } from '#projections/reading/refused.js';
import type { LogService } from './log-service.js';

/** What is asked of the tree; beyond its end as a refusal. */
export async function proved<Result>(
  log: Pick<LogService, 'size'>,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError)
      throw refuse('not-in-the-tree', { asked: error.message, size: await log.size() });
    throw error;
  }
}
