import type { Upcaster, Upcasters } from './upcaster.js';

/** It was fenced by years, schemes and categories only, and spend counted once it was owed. */
const withFurtherTerms: Upcaster = (data) => ({
  ...data,
  needs: null,
  areas: null,
  cohorts: null,
  basis: 'accrued',
});

/** What awards are for was not fenced, nor limited to a share. */
const anyCosts: Upcaster = (data) => ({ ...data, costCategories: null });

export const ringFenceUpcasters: Upcasters = {
  RingFenceDefined: [withFurtherTerms, anyCosts],
  RingFenceChanged: [anyCosts],
  ShareLimitSet: [anyCosts],
};
