import { northmoorAwards, northmoorSetUp, organisations } from '#apps/service/example/northmoor.js';
import { northmoorPayments, northmoorReceipts } from '#apps/service/example/northmoor-payments.js';
import { byDay, inFund, type Step } from '#apps/service/example/step.js';

export { organisations };

/** The worked story up to its awards: everything agreed, nothing paid. */
export const northmoor: readonly Step[] = [...northmoorSetUp, ...northmoorAwards];

/** Money that came later than the story has it; the ICB's third quarter has not come at all. */
const came: Readonly<Record<string, string>> = {
  'icb-revenue-2026-27/1': '2026-04-09',
  'icb-revenue-2026-27/2': '2026-07-03',
  'icb-revenue-2026-27/3': 'not yet',
  'programme-revenue-2026-27/1': '2026-05-20',
  'programme-capital-2026-27/1': '2026-05-20',
  'foundation-revenue-2026-27/1': '2026-04-15',
};

const asItCame = ({ body, ...step }: Step): Step => {
  const instalment = `${String(body['contribution'])}/${String(body['instalment'])}`;
  return { ...step, body: { ...body, effective: came[instalment] ?? body.effective } };
};

const isMoorsides = ({ body }: Step): boolean => String(body['expenditure']).startsWith('moorside');

/** What the story does not have: a claim for the whole first quarter, and costs without an award. */
const october: readonly Step[] = [
  inFund(
    'invoice-instalment',
    { contribution: 'icb-revenue-2026-27', instalment: '3', reference: 'NC-1003' },
    '2026-09-15',
  ),
  inFund(
    'verify-expenditure',
    {
      expenditure: 'moorside-q1',
      provider: organisations.moorside,
      award: 'moorside',
      net: '7500.00',
      reference: 'Claim for the first quarter',
    },
    '2026-07-10',
  ),
  inFund(
    'pay-expenditure',
    { expenditure: 'moorside-q1', remittance: 'BACS moorside-q1' },
    '2026-07-31',
  ),
  inFund(
    'verify-expenditure',
    {
      expenditure: 'venue',
      provider: 'GB-COH-19990003',
      scheme: 'infrastructure',
      sources: [
        { source: 'council', amount: '12000.00' },
        { source: 'icb', amount: '18000.00' },
      ],
      net: '30000.00',
      reference: 'Hire of a venue',
    },
    '2026-06-12',
  ),
  inFund('pay-expenditure', { expenditure: 'venue', remittance: 'BACS venue' }, '2026-07-08'),
];

/**
 * Its first months, up to the end of October 2026: money comes in, four of Harbour Lights' nine
 * payments are invoiced and three of them paid, and the ICB is late.
 */
export const firstMonths: readonly Step[] = [
  ...northmoorReceipts.map(asItCame),
  ...northmoorPayments.filter((step) => !isMoorsides(step)),
  ...october,
]
  .filter(({ body }) => body.effective <= '2026-10-31')
  .sort(byDay);
