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
  const { ringFence, source, natures, years, schemes, categories, yearLimited, until } = data;
  books.fences.push({
    ringFence,
    source,
    natures,
    years,
    schemes,
    categories,
    yearLimited,
    since: effective,
    until,
  });
}
