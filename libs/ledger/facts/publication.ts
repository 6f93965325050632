import type {
  PublicationPolicy,
  publicationEvents,
  PublishedLine,
  PublishedTotal,
  Reconciled,
} from '#contracts/events/fund/publication.js';
import { idOf } from '#contracts/events/all.js';
import { change, type FactsBy } from './change.js';

/** What everybody may see stands apart from what shows who is protected. */
export interface PublicationFacts {
  /** Public; identified by the fund. */
  'publication-policy': Omit<PublicationPolicy, 'individuals' | 'confidential'>;
  /** For who sees the fund whole; identified by the fund. */
  'publication-redactions': Pick<PublicationPolicy, 'individuals' | 'confidential'>;
  /** Public; identified as `<fund>/<publication>`. */
  publication: {
    publication: string;
    after: string | null;
    from: string;
    until: string;
    /** The log number that it was made from. */
    asKnownAt: number;
    policyOf: string;
    count: number;
    totals: readonly PublishedTotal[];
  };
  /** For who sees the fund whole: what was left out, and that nothing is missing. */
  'publication-account': { publication: string; reconciled: readonly Reconciled[] };
  /** Public; identified as `<fund>/<publication>/<place in it>`. */
  'published-line': PublishedLine & { publication: string };
}

export const publicationFacts: FactsBy<typeof publicationEvents> = {
  PublicationPolicySet: (event) => {
    const { individuals, confidential, ...policy } = event.data;
    const fund = idOf(event.stream);
    return [
      change(event, 'publication-policy', fund, policy),
      change(event, 'publication-redactions', fund, { individuals, confidential }),
    ];
  },
  LinesPublished: (event) => {
    const { publication, from, lines } = event.data;
    return lines.map((line, place) =>
      change(
        event,
        'published-line',
        `${idOf(event.stream)}/${publication}/${String(from + place).padStart(6, '0')}`,
        { ...line, publication },
      ),
    );
  },
  PublicationMade: (event) => {
    const { reconciled, number: asKnownAt, ...made } = event.data;
    const { publication } = made;
    const id = `${idOf(event.stream)}/${publication}`;
    return [
      change(event, 'publication', id, { ...made, asKnownAt }),
      change(event, 'publication-account', id, { publication, reconciled }),
    ];
  },
};
