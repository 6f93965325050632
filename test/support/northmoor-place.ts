/** Where and when the worked story of the domain plays: everything is agreed on 1 April 2026. */
export const day = '2026-04-01';
export const fund = 'fund-northmoor';
export const area = 'E06000999';

export const organisations = {
  council: 'GB-LAE-NMR',
  icb: 'GB-NHS-QMR',
  programme: 'GB-GOV-NGP',
  foundation: 'GB-CHC-1999901',
  harbourLights: 'GB-COH-19990001',
  twoRivers: 'GB-COH-19990002',
  moorside: 'GB-CHC-1999902',
} as const;
