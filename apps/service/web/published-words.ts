import type { ExclusionReason, PublicationStandard } from '#contracts/events/fund/publication.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence } from '#libs/money/pence.js';
import type { Published } from '#projections/reading/reading.js';
import { inOneList, inWords, money, nameIn, spelled } from './words.js';

const standards: Readonly<Record<PublicationStandard, string>> = {
  'transparency-code': 'as the Local Government Transparency Code 2015 asks',
  'nhs-25k': 'as NHS bodies publish spending over £25,000',
  own: 'by a policy of its own',
};

export const reasonsInWords: Readonly<Record<ExclusionReason, string>> = {
  'below-threshold': 'Below the amount',
  personal: 'It concerns a person',
  confidential: 'Commercially confidential',
  'not-published': 'Not published by line',
};

/** A scheme of a fund's total; what was paid under none is told apart from all of them. */
export const schemeInWords = (
  { schemeName }: Pick<Published, 'schemeName'>,
  fund: string,
  scheme: string | undefined,
): string => {
  if (scheme === undefined) return 'All';
  return scheme === none ? 'Of no scheme' : (schemeName(fund, scheme) ?? spelled(scheme));
};
/** The same of its area. */
export const areaInWords = (facts: FactsAt, area: string | undefined): string =>
  area === undefined ? 'All' : area === none ? 'Of no area' : nameIn(facts, 'area', area);

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
    `From ${inWords(effective)} ${publisher}, which keeps the fund, publishes ${kinds.length === 0 ? 'totals alone' : inOneList(kinds)}, ${standards[standard]}.`,
    personal === 'redacted'
      ? 'What concerns a person is published without saying whom.'
      : 'What concerns a person is left out.',
    'Payments are as they were paid, with VAT that comes back; what was paid back is below zero.',
  ];
}

const grants = (over: (amount: string) => string, threshold: string): string =>
  parsePence(threshold) === 0n ? 'every grant' : `grants over ${over(threshold)}`;
