import {
  SavingsShareAgreed,
  SavingsShareAssessed,
  SavingsShareConfirmed,
} from '#contracts/events/outcome/measures.js';
import { formatPence, minPence, parsePence, type Pence } from '#libs/money/pence.js';
import { less, rateOf } from '#libs/money/rate.js';
import { happened, refused } from '../decision.js';
import type { OutcomeDecidersBy, OutcomeEvolutionBy } from './outcome.js';

/** Which part of a saving the fund is paid, as agreed, assessed and confirmed. */
export interface Savings {
  terms: SavingsTerms | undefined;
  /** Undefined also after what it rests on has changed. */
  assessed: { readonly share: string } | undefined;
  confirmed: ConfirmedShare | undefined;
}

interface SavingsTerms {
  readonly fund: string;
  readonly source: string;
  readonly payer: string;
  readonly unitSaving: string;
  readonly rate: string;
  readonly cap: string | null;
}

/** What a payer has said it owes to one source of one fund. */
export interface ConfirmedShare {
  readonly fund: string;
  readonly source: string;
  readonly payer: string;
  readonly share: Pence;
}

export const newSavings = (): Savings => ({
  terms: undefined,
  assessed: undefined,
  confirmed: undefined,
});

export const savingsDeciders: OutcomeDecidersBy<
  'agree-savings-share' | 'assess-savings-share' | 'confirm-savings-share'
> = {
  'agree-savings-share': ({ savings }, { command: _, effective, ...data }, id) =>
    savings.confirmed
      ? refused('share-confirmed', { outcome: id, share: formatPence(savings.confirmed.share) })
      : happened(SavingsShareAgreed.of(effective, data)),

  /**
   * The share of what a better outcome saves, by the agreed rate, up to the cap. No better, no share:
   * it is recorded as nothing, so that nobody waits for it.
   */
  'assess-savings-share': ({ measures, savings }, { effective }, id) => {
    const { baseline, measured, better } = measures;
    const { terms } = savings;
    if (baseline === undefined) return refused('baseline-missing', { outcome: id });
    if (measured === undefined || !terms)
      return refused('not-assessable', {
        outcome: id,
        lacks: terms ? 'a measured value' : 'agreed terms',
      });
    const difference = better === 'higher' ? less(measured, baseline) : less(baseline, measured);
    const beats = !difference.startsWith('-');
    const saving = beats ? rateOf(parsePence(terms.unitSaving), difference, 'nearest-penny') : 0n;
    const part = rateOf(saving, terms.rate, 'nearest-penny');
    const share = terms.cap === null ? part : minPence(part, parsePence(terms.cap));
    return happened(
      SavingsShareAssessed.of(effective, {
        ...terms,
        baseline,
        measured,
        difference,
        saving: formatPence(saving),
        share: formatPence(share),
      }),
    );
  },

  'confirm-savings-share': ({ savings }, { effective, confirmedBy, evidence }, id) => {
    const { terms, assessed, confirmed } = savings;
    if (!terms || !assessed) return refused('assessment-outdated', { outcome: id });
    if (confirmed && formatPence(confirmed.share) === assessed.share)
      return refused('share-confirmed', { outcome: id, share: assessed.share });
    const { fund, source, payer } = terms;
    if (confirmedBy !== payer) return refused('not-the-payer', { outcome: id, payer, confirmedBy });
    return happened(
      SavingsShareConfirmed.of(effective, {
        fund,
        source,
        payer,
        share: assessed.share,
        was: confirmed ? formatPence(confirmed.share) : null,
        confirmedBy,
        evidence,
      }),
    );
  },
};

export const savingsEvolution: OutcomeEvolutionBy<
  'SavingsShareAgreed' | 'SavingsShareAssessed' | 'SavingsShareConfirmed'
> = {
  SavingsShareAgreed: ({ savings }, { data }) => {
    savings.terms = {
      fund: data.fund,
      source: data.source,
      payer: data.payer,
      unitSaving: data.unitSaving,
      rate: data.rate,
      cap: data.cap,
    };
    savings.assessed = undefined;
  },
  SavingsShareAssessed: ({ savings }, { data }) => {
    savings.assessed = { share: data.share };
  },
  SavingsShareConfirmed: ({ savings }, { data }) => {
    const { fund, source, payer, share } = data;
    savings.confirmed = { fund, source, payer, share: parsePence(share) };
  },
};
