import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { findingInWords } from './finding-words.js';

const organisation = (id: string, name: string): AnyFact =>
  ({
    ...{ entity: 'organisation', id, fund: 'none', provider: 'none' },
    ...{ effective: '2026-04-01', number: 1, attributes: { name } },
  }) as AnyFact;
const facts = new FactsAt([
  organisation('GB-COH-1', 'Harbour Lights'),
  organisation('name:harbour', 'Harbour Arts'),
]);
const called = (person: string): string => (person === 'amina' ? 'Amina Clarke (amina)' : person);
const told = (what: string, of = {}): string => findingInWords({ what, of }, facts, called);

it.each([
  [
    'ExpenditureVerified of 4860.00, effective 2025-03-14, counts in 2025-05 (2025-26)',
    'Expenditure verified of £4,860.00, effective 14 March 2025, counts in May 2025 (2025\u201126)',
  ],
  [
    '2 of GB-COH-1, -12.50 each, on 2026-05-08',
    '2 of Harbour Lights, \u2212\u2060£12.50 each, on 8 May 2026',
  ],
  ['it counts in 2025-03-adj', 'It counts in March 2025 (adjustment)'],
  ['creditor: name:harbour', 'Creditor: Harbour Arts'],
  ['creditor: GB-COH-2, 1.00', 'Creditor: GB-COH-2, £1.00'],
  [
    'creditor: name:moor-arts, 1.00 (cash:creditor:retained)',
    'Creditor: Moor Arts, £1.00 (Cash: creditor, retained)',
  ],
  // What only looks alike stays as it is.
  ['InvoiceTwelve with the reference a-1.50', 'InvoiceTwelve with the reference a-1.50'],
  ['1 missing between BACS a-2025-06 and a-2', '1 missing between BACS a-2025-06 and a-2'],
])('tells "%s" as people read it', (what, words) => expect(told(what)).toBe(words));

it('names people where the finding refers to them, and nobody by a word that is like their reference', () => {
  expect(told('amina approved 3', { approver: 'amina' })).toBe('Amina Clarke (amina) approved 3');
  expect(told('owen approved 3 of amina', { approver: 'owen' })).toBe('owen approved 3 of amina');
});

it('names sources and schemes as their own fund does, and accounts in words', () => {
  const named = (entity: 'source' | 'scheme', id: string, name: string): AnyFact =>
    ({ ...organisation(id, name), entity, fund: 'pool' }) as AnyFact;
  const ofFund = new FactsAt([
    named('source', 'council', 'Northmoor Council'),
    named('scheme', 'homecare', 'Care at home'),
  ]);
  const inPool = (what: string, of: object): string =>
    findingInWords({ what, of: { ...of } }, facts, called, ofFund);
  expect(
    inPool('settlement: council, -5.00 on 2026-03-31 (cash:settlement)', { whose: 'council' }),
  ).toBe('Settlement: Northmoor Council, \u2212\u2060£5.00 on 31 March 2026 (Cash: settlement)');
  expect(inPool('owen (finance) decided 2 on homecare, 9.00 in all', { head: 'homecare' })).toBe(
    'Owen (finance) decided 2 on Care at home, £9.00 in all',
  );
});

it('calls offices by words', () => {
  expect(told('amina (section-151-officer) decided alone', { office: 'section-151-officer' })).toBe(
    'Amina (section 151 officer) decided alone',
  );
});
