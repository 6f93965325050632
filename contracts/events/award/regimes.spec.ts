import { Regime, regimeWritten } from './regimes.js';

it.each([
  ['Provider Selection Regime', 'Provider Selection Regime'],
  ['provider-selection-regime', 'Provider Selection Regime'],
  ['PSR', 'Provider Selection Regime'],
  ['Public contracts regulations 2015 ', 'Public Contracts Regulations 2015'],
  ['unknown', 'unknown'],
  ['not applicable', 'not-applicable'],
  ['Defence and Security Public Contracts Regulations 2011', undefined],
  ['other: Defence', 'other: Defence'],
  ['other: PSR', 'Provider Selection Regime'],
])('reads %j, as once written, as %j', (text, name) =>
  expect(regimeWritten(text)).toBe(name ?? `other: ${text}`),
);

it('takes a proper name, or another law that is said to be another', () => {
  for (const regime of ['Procurement Act 2023', 'unknown', 'other: Defence regulations 2011'])
    expect(Regime.parse(regime)).toBe(regime);
});

it.each([
  ...['provider-selection-regime', 'PSR', 'Provider selection', '', 'other:', 'other: '],
  'other: provider selection regime',
])('does not take %j, and says what it knows', (regime) => {
  const { error } = Regime.safeParse(regime);
  expect(error?.issues[0]?.message).toContain('write one of "Provider Selection Regime"');
});
