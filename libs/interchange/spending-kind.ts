/**
 * What a line of a spending file is.
 * A negative line is not always a credit note: what residents and clients contribute is income.
 */
export type SpendingKind = 'payment' | 'credit-note' | 'client-income' | 'refund';

const CLIENT = String.raw`(?:customer|client|resident|service user|tenant)s?['’]?`;
const GIVEN = '(?:receipt|contribution|income|charge|fee|rent)s?';

const CLIENT_INCOME = new RegExp(
  String.raw`\b${CLIENT}\b[^,;]{0,30}\b${GIVEN}\b|\b${GIVEN} (?:from|by) (?:the )?${CLIENT}\b|\bfees (?:and|&) charges\b`,
  'i',
);
const REFUND = /\brefund(?:s|ed)?\b|\brepa(?:id|yment)s?\b|\breimburse(?:d|ment|ments)?\b/i;

/**
 * The kind by the sign of the amount and what the row's other cells say about its purpose. Money going out is a
 * payment whatever it is called; of money coming in, client income is told by its words, then a refund, and the
 * rest are credit notes.
 */
export const kindOfLine = (pence: bigint, descriptions: readonly string[]): SpendingKind => {
  if (pence >= 0n) return 'payment';
  if (descriptions.some((text) => CLIENT_INCOME.test(text))) return 'client-income';
  if (descriptions.some((text) => REFUND.test(text))) return 'refund';
  return 'credit-note';
};
