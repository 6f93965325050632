/**
 * For whom the read models are read, as PostgreSQL is told with every question. Its policies
 * (`projections/runner/policies.ts`) show the rows that this lets somebody see, and no other.
 */
export interface Viewer {
  /** The service itself, or the operator on the command line. */
  readonly everything?: true;
  /** Funds that are seen whole. */
  readonly funds?: readonly string[];
  /** Identifiers of one provider, whose own lines are seen … */
  readonly providers?: readonly string[];
  /** … of these funds only; of every fund where it is not said. */
  readonly within?: readonly string[];
  /** Whose money: lines of `<fund> <source>` are seen. */
  readonly sources?: readonly string[];
  /** Organisations for which the viewer speaks: who acts for them, by what powers, and what agreements they are in. */
  readonly own?: readonly string[];
  /** Whether the registers of all are seen: organisations, outcomes, schemes of delegation. */
  readonly registers?: true;
  /** Funds of which the files are seen that were taken in, and nothing else. */
  readonly imports?: readonly string[];
}

export const everything: Viewer = { everything: true };

/** Says for whom it is read now; nothing is seen where it says nothing. */
export type ViewerOf = () => Viewer | undefined;

export const theService: ViewerOf = () => everything;
