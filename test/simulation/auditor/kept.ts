import type { Read } from './auditor.js';

/* What the auditor keeps of each thing in a fund. */

export interface Source {
  readonly role: string;
  /** The law that it gives under, and the partner through which: null while nobody has said so. */
  readonly power: string | null;
  readonly through: string | null;
  readonly organisation: string;
  /** Bodies in whose place the organisation stands. */
  readonly formerly: readonly string[];
}

export interface Terms {
  readonly kind: string;
}
export interface Hosting {
  readonly host: string;
  readonly agreement: string | null;
  readonly since: string;
}
export interface Contributed {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
  readonly form: string;
  pence: bigint;
  certainty: string;
  subjectToBudget: boolean;
  readonly instalments: Map<string, Instalment>;
  /** What it was confirmed on, and how each stands. */
  readonly conditions: Map<string, string>;
}
export interface Instalment {
  due: string;
  pence: bigint;
  invoiced: bigint;
  received: bigint;
  /** What of it paid an invoice. */
  paid: bigint;
}
export interface Promised {
  state: string;
  provider: string;
  /** Contract or grant. */
  readonly kind: string;
  readonly costShares: readonly { readonly category: string; readonly share: number }[];
  /** What the ring-fences of its money let it be for, as they were when it was promised. */
  readonly onlyFor: (readonly string[])[];
  /** By the year on whose budget it falls: the year that it relates to. */
  readonly relatesTo: ReadonlyMap<string, string>;
  /** As reserved. */
  readonly lines: readonly {
    readonly scheme: string;
    readonly source: string;
    readonly year: string;
    readonly nature: string;
    readonly amount: string;
  }[];
}
export interface Bill {
  /** Of a stage, by outcome and claim: recoded, it keeps that. */
  readonly name: string;
  readonly award: string;
  cost: bigint;
  owed: bigint;
  open: boolean;
  credited: boolean;
  disputed: bigint;
  retained: bigint;
  approved: bigint | undefined;
  paid: bigint;
  /** Cost and VAT neither paid nor credited, by source, scheme and what it drew on. */
  readonly parts: Map<string, bigint>;
}
export interface Advanced {
  readonly award: string;
  readonly nature: string;
  /** The year whose cost it is for. */
  readonly year: string;
  left: bigint;
}
export interface Permitted {
  readonly source: string;
  readonly permits: string;
  readonly years: readonly string[] | null;
  readonly forYears: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
  left: bigint;
}
export interface Use {
  readonly source: string;
  readonly permits: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: string;
  readonly pence: bigint;
}
/** Who lets somebody else decide something, and until when. */
export interface Letting {
  readonly by: string;
  readonly until: string;
  readonly asks: Pick<
    Read<'DecisionApproved'>['data'],
    'decision' | 'subject' | 'of' | 'amount' | 'recurrent' | 'parts'
  >;
}
/** What a move brings to a place of a fund; less than nothing, what it takes from there. */
export interface Side {
  readonly at: Read<'ReallocationProposed'>['data']['legs'][number]['to'];
  readonly pence: bigint;
}
export interface Fence {
  readonly ringFence: string;
  readonly source: string;
  readonly natures: readonly string[];
  readonly years: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly categories: readonly string[] | null;
  /** Of the costs of awards. */
  readonly costCategories: readonly string[] | null;
  readonly needs: readonly string[] | null;
  readonly areas: readonly string[] | null;
  readonly cohorts: readonly string[] | null;
  readonly yearLimited: boolean;
  readonly since: string;
  readonly until: string | null;
}
