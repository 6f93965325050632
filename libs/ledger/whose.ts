/** Whose a fund is. */
export interface FundParties {
  readonly fund: string;
  readonly host: string;
  /** Who signed: they decide and share risk. A source of a body that no agreement names is none. */
  readonly partners: readonly string[];
  readonly sources: readonly { readonly source: string; readonly organisation: string }[];
}

/** An organisation with what else it is called, and who stands in its place. */
export interface Body {
  readonly id: string;
  readonly name: string | undefined;
  readonly identifiers: readonly string[];
  /** One body alone: where it was divided, nobody says who has which part. */
  readonly goneOverTo: string | undefined;
}

/** What is known of whose the money is: on it depends who sees what. */
export interface Standing {
  readonly funds: readonly FundParties[];
  readonly bodies: readonly Body[];
}
