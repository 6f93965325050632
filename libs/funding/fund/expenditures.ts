import { refusal, type Refusal } from '#contracts/problems.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { refused } from '../decision.js';
import type { Expenditure, Fund } from './fund.js';

/** An expenditure that stands at a stage: from no other does the step that is asked for lead on (rule 4). */
export function expenditureAt(
  fund: Fund,
  id: string,
  needed: 'accrued' | 'claimed' | 'verified',
): Expenditure | Refusal {
  const found = fund.expenditures.get(id);
  if (!found) {
    const what = needed === 'accrued' ? 'accrual' : 'expenditure';
    return refusal('not-found', { what, id, where: 'the fund' });
  }
  const { state } = found;
  return state === needed || (needed === 'verified' && state === 'approved')
    ? found
    : refusal('wrong-order', { what: 'The expenditure', id, state, needed });
}

/** An identifier names one expenditure: nothing is recorded twice under it. */
export const expenditureExists = (id: string): { readonly refused: Refusal } =>
  refused('already-exists', { what: 'expenditure', id, where: 'The fund' });

/** Neither paid nor credited; below zero where the provider owes it. */
export const owedOn = ({ portions }: Expenditure): Pence =>
  sumPence(portions.map(({ owed }) => owed));

/** What a later step says of an expenditure, in the period in which the step counts. */
export const standing = (
  of: Pick<Expenditure, 'provider' | 'award' | 'nature' | 'relatesTo'>,
  period: string,
): Pick<Expenditure, 'provider' | 'award' | 'nature' | 'relatesTo'> & {
  readonly period: string;
} => ({
  provider: of.provider,
  award: of.award,
  nature: of.nature,
  period,
  relatesTo: of.relatesTo,
});
