import type { Asker } from '#libs/access/asker.js';
import type { Standing } from '#libs/ledger/whose.js';
import { askingAs } from '../access/asking-as.js';
import { capital } from './words.js';

/** As what somebody acts, in words: `Approver for Northmoor Council`. */
export const actsFor = (
  { role, organisation }: Pick<Asker, 'role' | 'organisation'>,
  standing: Standing | undefined,
): string => `${capital(role)} for ${nameOf(organisation, standing)}`;

const nameOf = (id: string, standing: Standing | undefined): string =>
  standing?.bodies.find((body) => body.id === id)?.name ?? id;

/** What a body is called, also one of which whoever asks sees nothing else; its identifier if by nothing. */
export const bodyCalled = (id: string): string => nameOf(id, askingAs()?.standing);
