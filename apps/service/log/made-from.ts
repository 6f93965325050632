import { presentFormat, type LogMadeFrom } from '#projections/statements/figures/head.js';
import type { FormAsked } from '#projections/statements/read-statement.js';
import type { TransparencyLog } from './transparency-log.js';

/** A log as far as statements name it. */
export type NamedLog = Pick<TransparencyLog, 'origin' | 'rootAt'>;

/** The log as it was when it had so many entries, once its tree is grown. */
const namedAt =
  (log: NamedLog) =>
  async (size: number): Promise<LogMadeFrom> => ({
    origin: log.origin,
    size,
    root: Buffer.from(await log.rootAt(size)).toString('base64'),
  });

/** In which format a statement is made, and the log that a later one names. */
export const formOf = (format: number, log: NamedLog): FormAsked =>
  format === 1
    ? { format }
    : {
        format: format === 2 || format === 3 ? format : presentFormat,
        logAt: namedAt(log),
      };
