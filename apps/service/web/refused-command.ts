import type { Refusal } from '#contracts/problems.js';
import { titleOfCommand } from './commands/words/titles.js';

/** What a role may not do, as pages call it: programs are told the command by its identifier. */
export const commandCalled = (refusal: Refusal): Refusal =>
  refusal.problem === 'role-may-not'
    ? { ...refusal, facts: { ...refusal.facts, what: inASentence(refusal.facts['what']) } }
    : refusal;

function inASentence(command: unknown): string {
  const title = typeof command === 'string' ? titleOfCommand(command) : '';
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
