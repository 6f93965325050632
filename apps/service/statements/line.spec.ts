import { valueOf } from './line.js';

it.each([
  ['category', 'home-care', 'Home care'],
  ['power', 's75', 'Section 75'],
  ['power', 'grant determination', 'Grant determination'],
  ['category', 'Not known to this ledger', 'Not known to this ledger'],
  ['name', 'iHub', 'iHub'],
  ['nature', 'revenue', 'Revenue'],
  ['planned', { pence: 120_050n }, { pence: 120_050n }],
  ['day', '2026-04-01', { day: '2026-04-01' }],
  ['spent', null, null],
])('writes the %s %j as people read it', (field, value, written) => {
  expect(valueOf(value, field)).toEqual(written);
});
