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
      since: event.effective,
      until: null,
    });
  },
  // Shares and match funding are figures of the fund's health: they move nothing.
  ShareLimitSet: () => undefined,
  MatchFundingRecorded: () => undefined,
} satisfies AuditBy;

function state(
  books: Books,
  { data, effective }: Read<'RingFenceDefined'> | Read<'RingFenceChanged'>,
): void {
  const { ringFence, source, natures, years, schemes, categories, until } = data;
  books.fences.push({
    ringFence,
    source,
    natures,
    years,
    schemes,
    categories,
    since: effective,
    until,
  });
}
