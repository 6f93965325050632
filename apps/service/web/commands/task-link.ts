import type { CommandName } from './task-groups.js';
import { titleOfCommand } from './words/titles.js';

export interface Task {
  readonly text: string;
  readonly href: string;
}

/** A command by what people call it, leading to its form, or to what is asked before that. */
export function taskOf(command: CommandName, fund: string): Task {
  const [collection = '', name = ''] = command.split('/');
  const text = titleOfCommand(name);
  // A fund that is there was established: from here it is another.
  if (fund === '' || command === 'funds/establish-fund') return { text, href: `/do/${command}` };
  return collection === 'funds'
    ? { text, href: `/do/funds/${fund}/${name}` }
    : { text, href: `/do/${command}?fund=${fund}` };
}
