import type { Pence } from '#libs/money/pence.js';

/** A year that was closed, and what its closings have come to so far. */
export interface ClosedYear {
  state: 'closed' | 'reopened';
  closings: number;
  /** By pot: what passed between sources, and what became returnable, by closing alone. */
  readonly transferred: Map<string, Pence>;
  readonly returnable: Map<string, Pence>;
}

/** Money of one source, capital or revenue. */
export const potKey = (of: { readonly source: string; readonly nature: string }): string =>
  `${of.source}|${of.nature}`;
