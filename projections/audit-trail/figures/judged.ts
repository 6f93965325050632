import { eventTypes, type DomainEvent } from '#contracts/events/all.js';
import type { Json, JsonObject } from '#contracts/envelope.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';

/**
 * What a decision was judged by, as its event states it (rule 12): no member where it does not say.
 * Revisions are those of the streams named, so that the terms of then can be opened.
 */
export interface Judged {
  /** Who decided, in which office, by which revision of which scheme of delegation. */
  readonly approvals?: readonly Approval[];
  /** `alone`: by the one person who asked for it. */
  readonly how?: string;
  readonly proposer?: string;
  /** Budget heads on which it was counted towards the offices' limits. */
  readonly heads?: readonly string[];
  /** What was decided, where the event stands beside the one that does it. */
  readonly decision?: string;
  /** The version of the agreement whose limits it was judged by. */
  readonly agreementRevision?: number;
  /** The recorded permission that it used. */
  readonly permission?: string;
  /** Beyond what the rules allow by themselves: on whose authority, why, by how much. */
  readonly override?: JsonObject;
  /** An obligation in law, or a demand-led scheme, that the budget does not stop. */
  readonly obligation?: string;
  readonly legalBasis?: string;
  /** The procurement regime's rule, and since when it was so. */
  readonly tested?: JsonObject;
  readonly notwithstanding?: string;
}

const read = {
  approvals: (value: Json) => ({ approvals: value }),
  approval: (value: Json) => ({ approvals: [value] }),
  how: (value: Json) => ({ how: value }),
  proposer: (value: Json) => ({ proposer: value }),
  counted: (value: Json) => {
    const heads = (value as unknown as readonly { readonly head: string }[]).map(
      ({ head }) => head,
    );
    return heads.length === 0 ? {} : { heads: [...new Set(heads)].sort() };
  },
  decision: (value: Json) => ({ decision: value }),
  agreementRevision: (value: Json) =>
    typeof value === 'number' && value >= 0 ? { agreementRevision: value } : {},
  permission: (value: Json) => ({ permission: value }),
  override: (value: Json) => (value === null ? {} : { override: value }),
  obligation: (value: Json) => (value === 'none' ? {} : { obligation: value }),
  legalBasis: (value: Json) => (value === null ? {} : { legalBasis: value }),
  tested: (value: Json) => (value === null ? {} : { tested: value }),
  notwithstanding: (value: Json) => (value === null ? {} : { notwithstanding: value }),
} as const;
type Member = keyof typeof read;

/** Which of these the schema of each type has: most have none, and are not looked into. */
const members: ReadonlyMap<string, readonly Member[]> = new Map(
  Object.entries(eventTypes).flatMap(([type, { schema }]) => {
    const found = (Object.keys(read) as Member[]).filter(
      (member) => member in schema.shape && !(member === 'permission' && type !== 'PermissionUsed'),
    );
    return found.length === 0 ? [] : [[type, found] as const];
  }),
);

/** What an event was judged by; null where it says nothing of it. */
export function judgedBy(event: DomainEvent): Judged | null {
  const data = event.data as unknown as JsonObject;
  if (event.type === 'ApprovalGiven') {
    const { decides, seconds: _, ...approval } = event.data;
    return { approvals: [approval], how: decides };
  }
  const judged: Record<string, unknown> = {};
  for (const member of members.get(event.type) ?? []) {
    const value = data[member];
    if (value !== undefined) Object.assign(judged, read[member](value));
  }
  // Without anybody who decided, it says how something else came about.
  if (!('approvals' in judged)) delete judged['how'];
  return Object.keys(judged).length === 0 ? null : judged;
}
