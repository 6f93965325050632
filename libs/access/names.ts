import type { Asker } from './asker.js';
import type { Scope } from './scope.js';

/** Somebody of the directory, as far as it matters for who may know what they are called. */
export interface Named {
  readonly person: string;
  readonly name: string;
  /** Whose administrators keep the entry. */
  readonly organisation: string | null;
}

/**
 * What people are called, of those whom somebody may know by name. Whoever sees a fund whole knows who
 * has acted in it; everybody else knows the people of the own organisation, and providers and funders
 * learn of the others by their references alone.
 */
export const namesFor = (
  asker: Asker,
  { funds = [] }: Scope,
  everybody: readonly Named[],
): ReadonlyMap<string, string> =>
  new Map(
    everybody
      .filter(
        ({ person, organisation }) =>
          funds.length > 0 || organisation === asker.organisation || person === asker.person,
      )
      .map(({ person, name }) => [person, name]),
  );
