import type { FundCommandInput } from '#contracts/commands/fund.js';
import { decideFund } from './decide.js';
import { evolveFund } from './evolve.js';
import { agreementWith } from '#test/support/agreement.js';
import { after, command, expectRefused, on, untold, type Told } from '#test/support/given.js';
import { small } from '#test/support/small-fund.js';

const sha256 = 'a'.repeat(64);
const agreement = agreementWith({
  signOffs: [
    { report: 'memorandum-account', organisation: 'council', office: 'section-151-officer' },
    { report: 'partner-quarter', organisation: 'icb', office: 'chief-finance-officer' },
  ],
});

/** Issues a document that was made, or says why not. */
function issue(
  told: Told,
  input: Partial<FundCommandInput<'issue-statement'>> = {},
  day = '2026-04-01',
) {
  const asked = command('issue-statement', { statement: 'one', year: '2026-27', ...input }, day);
  const statement = {
    number: 9,
    effectiveOn: null,
    format: 1,
    sha256,
    streams: [{ stream: told.stream, revision: 8 }],
  };
  const decision = decideFund(told.fund, asked, { ...on('2027-05-04'), agreement, statement });
  for (const event of decision.events ?? [])
    evolveFund(told.fund, { ...event, stream: told.stream });
  return decision;
}
const sign = (told: Told, organisation: string, office: string) =>
  decideFund(
    told.fund,
    command('give-sign-off', { statement: 'one', sha256, words: 'A true record' }),
    { ...on('2027-05-04'), agreement: undefined, organisation, office },
  );
const pool = (): Told => after(untold(), small);

it('names who is to sign that report, by the agreement in force', () => {
  const told = pool();
  expect(issue(told).events).toMatchObject([
    { data: { signatories: [{ organisation: 'council', office: 'section-151-officer' }] } },
  ]);
  expectRefused(sign(told, 'icb', 'chief-finance-officer').refused, 'sign-off-not-asked', {
    signatories: 'section-151-officer of council',
  });
  expectRefused(sign(told, 'icb', 'section-151-officer').refused, 'sign-off-not-asked', {});
  expect(sign(told, 'council', 'section-151-officer').events).toMatchObject([
    { type: 'SignOffGiven', data: { number: 9, sha256 } },
  ]);
});

it('is refused under a name that is taken, in place of what is not there or no longer stands', () => {
  const told = pool();
  issue(told);
  expectRefused(issue(told).refused, 'already-exists', { id: 'one' });
  expectRefused(issue(told, { statement: 'two' }).refused, 'statement-stands', { standing: 'one' });
  const two = { statement: 'two', supersedes: 'none-such' };
  expectRefused(issue(told, two).refused, 'not-found', { id: 'none-such' });
  const quarter = { kind: 'partner-quarter', quarter: 1 } as const;
  expectRefused(
    issue(told, { ...two, ...quarter, supersedes: 'one' }).refused,
    'statement-of-another',
    {},
  );
  issue(told, { ...two, supersedes: 'one' });
  const three = { statement: 'three', supersedes: 'one' };
  expectRefused(issue(told, three).refused, 'wrong-order', { state: 'superseded' });
  expectRefused(sign(told, 'council', 'section-151-officer').refused, 'wrong-order', {});
});

it('is stale where a period that it counts is reopened, and only there', () => {
  const told = pool();
  issue(told);
  issue(told, { statement: 'q1', kind: 'partner-quarter', quarter: 1 });
  issue(told, { statement: 'next', year: '2027-28' });
  after(told, [command('soft-close-period', { period: '2026-09' }, '2026-09-30')]);
  const reopened = decideFund(told.fund, command('reopen-period', { period: '2026-09' }), {
    ...on('2027-05-10'),
    agreement,
  });
  expect(
    reopened.events?.map(({ type, data }) => [type, 'statement' in data && data.statement]),
  ).toEqual([
    ['PeriodReopened', false],
    ['RestatementRequired', 'one'],
    ['RestatementRequired', 'next'],
  ]);
});

it('is superseded, and to be restated, from no day before the one on which it was issued', () => {
  const told = pool();
  const days = (decision: ReturnType<typeof issue>) =>
    (decision.events ?? []).map(({ type, effective }) => [type, effective]);
  issue(told, {}, '2027-05-20');
  expect(days(issue(told, { statement: 'two', supersedes: 'one' }, '2027-05-04'))).toEqual([
    ['StatementIssued', '2027-05-04'],
    ['StatementSuperseded', '2027-05-20'],
  ]);
  const three = { statement: 'three', supersedes: 'two' };
  expect(days(issue(told, three, '2027-05-25'))[1]).toEqual(['StatementSuperseded', '2027-05-25']);
  for (const [name, day] of [
    ['hard-close-period', '2026-05-01'],
    ['reopen-period', '2026-06-01'],
  ] as const) {
    const decision = decideFund(told.fund, command(name, { period: '2026-04' }, day), {
      ...on('2027-06-01'),
      agreement,
    });
    for (const event of decision.events ?? [])
      evolveFund(told.fund, { ...event, stream: told.stream });
    if (name === 'reopen-period')
      expect(decision.events).toContainEqual(
        expect.objectContaining({ type: 'RestatementRequired', effective: '2027-05-25' }),
      );
  }
});
