import type { LogMadeFrom } from '#projections/statements/figures/statement.js';
import type { TransparencyLog } from './transparency-log.js';

/** Which log a statement is made from, once the tree has grown to its number. */
export async function logMadeFrom(
  log: Pick<TransparencyLog, 'origin' | 'rootAt'>,
  size: number,
): Promise<LogMadeFrom> {
  const root = Buffer.from(await log.rootAt(size)).toString('base64');
  return { origin: log.origin, size, root };
}
