/** Somebody, or a program, who may sign in. Events know no more of them than `person`. */
export interface Person {
  /** The reference that stands in events as who did it. */
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  /** A program: it has tokens for the API and does not sign in to the pages. */
  readonly machine: boolean;
  /** Whose word counts for this person, as the directory calls that issuer, … */
  readonly issuer: string;
  /** … and what the issuer calls them. */
  readonly subject: string;
  /** Whose administrators keep the entry; null: the operator alone, on the command line. */
  readonly organisation: string | null;
}

export const personColumns = 'person, name, email, machine, issuer, subject, organisation';
