import type { ExclusionReason, PublicationStandard } from '#contracts/events/fund/publication.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { inWords, money } from './words.js';

const standards: Readonly<Record<PublicationStandard, string>> = {
  'transparency-code': 'the Local Government Transparency Code 2015',
  'nhs-25k': 'the publication of NHS spending over £25,000',
  own: 'its own amounts',
};

export const reasonsInWords: Readonly<Record<ExclusionReason, string>> = {
  'below-threshold': 'Below the amount',
  personal: 'It concerns a person',
  confidential: 'Commercially confidential',
  'not-published': 'Not published by line',
};

/** What a fund publishes, in sentences. */
export function policyInWords(
  { attributes, effective }: Fact<'publication-policy'>,
  publisher: string,
): string[] {
  const { standard, lines, thresholds, personal } = attributes;
  const over = (amount: string): string => money(parsePence(amount));
  const kinds = [
    ...(lines.includes('payments') ? [`payments over ${over(thresholds.payments)}`] : []),
    ...(lines.includes('awards')
      ? [`contracts over ${over(thresholds.contracts)}`, grants(over, thresholds.grants)]
      : []),
  ];
  return [
    `From ${inWords(effective)} ${publisher}, which keeps the fund, publishes ${kinds.join(', ') || 'totals alone'}, by ${standards[standard]}.`,
    personal === 'redacted'
      ? 'What concerns a person is published without saying whom.'
      : 'What concerns a person is left out.',
    'Payments are as they were paid, with VAT that comes back; what was paid back is below zero.',
  ];
}

const grants = (over: (amount: string) => string, threshold: string): string =>
  parsePence(threshold) === 0n ? 'every grant' : `grants over ${over(threshold)}`;
