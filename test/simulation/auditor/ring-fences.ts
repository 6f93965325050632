import { must, whole } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';

export const ringFenceAudit = {
  RingFenceDefined: (auditor, event) => {
    state(auditor.books(event), event);
  },
  RingFenceChanged: (auditor, event) => {
    state(auditor.books(event), event);
  },
  RingFenceEnded: (auditor, event) => {
    const { ringFence, source } = event.data;
    auditor.books(event).fences.push({
      ringFence,
      source,
      natures: [],
      years: null,
      schemes: null,
      categories: null,
      ...{ costCategories: null, needs: null, areas: null, cohorts: null },
      yearLimited: false,
      since: event.effective,
      until: null,
    });
  },
  ShareLimitSet: (auditor, event) => {
    auditor.books(event).shareLimits.push({ ...event.data, since: event.effective });
  },
  // Match funding is a figure of the fund's health: it moves nothing.
  MatchFundingRecorded: () => undefined,
} satisfies AuditBy;

function state(
  books: Books,
  { data, effective }: Read<'RingFenceDefined'> | Read<'RingFenceChanged'>,
): void {
  books.fences.push({ ...data, since: effective });
}

/** Rule 18: each source of an award pays for all that it is for, so none of that is outside its ring-fences. */
export function insideCostFences(
  award: string,
  onlyFor: readonly (readonly string[])[],
  costLines: readonly { readonly category: string; readonly amount: string }[],
): void {
  const asked = costLines.filter(({ amount }) => whole(amount) > 0n).map((line) => line.category);
  for (const allowed of onlyFor)
    must(
      `rule 18: ${award} is for ${asked.join()}, and its money for ${allowed.join()}`,
      asked.length > 0 && asked.every((category) => allowed.includes(category)),
    );
}
