import type { Asker } from '#libs/access/asker.js';
import type { Standing } from '#libs/ledger/whose.js';
import { capital } from './words.js';

/** As what somebody acts, in words: `Approver for Northmoor Council`. */
export const actsFor = (
  { role, organisation }: Pick<Asker, 'role' | 'organisation'>,
  standing: Standing | undefined,
): string =>
  `${capital(role)} for ${standing?.bodies.find(({ id }) => id === organisation)?.name ?? organisation}`;
