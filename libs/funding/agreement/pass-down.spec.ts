import type { AgreementCommand } from '#contracts/commands/agreement.js';
import { after, asked, decide, has, signed, terms } from '#test/support/agreement-told.js';
import { expectRefused, on } from '#test/support/given.js';
import { parsePence } from '#libs/money/pence.js';
import { decideAgreement } from './agreement.js';

describe('money passed down', () => {
  const led = asked('sign-agreement', { ...terms, leadAuthority: 'council' });
  const pass = (more: object = {}) =>
    asked('record-pass-down', {
      ...{ passDown: 'district', fund: 'northmoor', to: 'district', year: '2026-27' },
      ...{ amount: '40000.00', power: 's31', evidence: 'Pass-down agreement', ...more },
    });

  it('comes from a lead authority, goes to another body and is recorded once', () => {
    expect(decide(after(led), pass()).events).toMatchObject([
      { type: 'PassDownRecorded', data: { toFund: null, award: null, nature: 'revenue' } },
    ]);
    expectRefused(decide(after(signed), pass()).refused, 'not-passed-down', { rule: 18 });
    expectRefused(decide(after(led), pass({ to: 'council' })).refused, 'not-passed-down', {});
    expectRefused(decide(after(led), pass({ toFund: 'northmoor' })).refused, 'invalid-request', {});
    expectRefused(decide(after(led, pass()), pass()).refused, 'already-exists', {});
  });

  const vary = (amount: string, passDown = 'district'): AgreementCommand =>
    asked('vary-pass-down', { passDown, amount, cause: 'Recorded twice' }, '2026-09-01');

  it('leaves a fund of the agreement, and no other', () => {
    for (const agreement of ['elsewhere', null])
      expectRefused(
        decide(after(led), pass(), '2026-04-01', { ...has, agreement }).refused,
        'fund-elsewhere',
        { rule: 18 },
      );
    expectRefused(
      decideAgreement(after(led), pass(), 'northmoor', on('2026-04-01')).refused,
      'not-found',
      { id: 'northmoor' },
    );
  });

  it('is no more in all than the fund has for the year', () => {
    const more = (amount: string) => pass({ passDown: 'town', amount });
    expect(decide(after(led, pass()), more('20000.00')).events).toHaveLength(1);
    expectRefused(decide(after(led, pass()), more('20000.01')).refused, 'passes-down-too-much', {
      ...{ rule: 18, left: '20000.00', short: '0.01' },
    });
    expect(
      decide(after(led, pass()), pass({ passDown: 'x', year: '2027-28' })).events,
    ).toHaveLength(1);
  });

  it('is no more under an award than the fund has for that award', () => {
    const under = pass({ award: 'lights' });
    expectRefused(decide(after(led), under).refused, 'not-found', { id: 'lights' });
    const ofAward = parsePence('30000.00');
    expectRefused(
      decide(after(led), under, '2026-04-01', { ...has, ofAward }).refused,
      'passes-down-too-much',
      { left: '30000.00', short: '10000.00' },
    );
  });

  it('is put right by what it comes to in all, and taken back by nothing', () => {
    const passed = after(led, pass());
    expect(decide(passed, vary('60000.00')).events).toMatchObject([
      { type: 'PassDownChanged', data: { fund: 'northmoor', amount: '60000.00' } },
    ]);
    expectRefused(decide(passed, vary('60000.01')).refused, 'passes-down-too-much', {});
    expect(
      decide(after(led, pass(), vary('0.00')), pass({ passDown: 'town', amount: '60000.00' }))
        .events,
    ).toHaveLength(1);
    expectRefused(decide(passed, vary('1.00', 'town')).refused, 'not-found', { id: 'town' });
  });

  it('can be less, and not more, once the agreement has ended', () => {
    const over = after(
      led,
      pass(),
      asked('terminate-agreement', { cause: 'x', evidence: 'y' }, '2026-08-01'),
    );
    expectRefused(decide(over, vary('40000.01')).refused, 'agreement-ended', {});
    expect(decide(over, vary('0.00')).events).toHaveLength(1);
  });
});
