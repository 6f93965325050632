import { rolesFor, somebodyAsking } from '../../access/may-command.js';
import type { CommandName } from './task-groups.js';

/** Whether whoever asks may give a command at all; of what, is decided when it is given. */
export const isMine = (command: CommandName): boolean => {
  const [collection = '', name = ''] = command.split('/');
  return rolesFor(collection, name)?.includes(somebodyAsking().asker.role) ?? false;
};
