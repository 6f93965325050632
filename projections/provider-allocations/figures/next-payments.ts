import { maxPence, minPence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';
import { invoices, payableOf, type Invoice } from './invoices.js';

/** What is to be paid next of an award, and what it waits for. */
export interface NextPayment {
  readonly fund: string;
  readonly award: string;
  /** Null where nothing has been claimed or invoiced that could be paid. */
  readonly invoice: string | null;
  readonly reference: string | null;
  readonly amount: Pence | null;
  /** The last day of the thirty; null where no day runs. */
  readonly by: string | null;
  readonly waitsFor:
    | 'the host to check it'
    | 'an office to approve it'
    | 'the end of a dispute'
    | 'a condition of the grant'
    | 'the host to pay it'
    | 'the release of what is kept back'
    | 'your claim or invoice';
}

/**
 * Each part of each open claim or invoice that waits for something of its own, the one that is due
 * first coming first; then awards that run on the view's day and have nothing open.
 */
export function nextPayments(view: ProviderView): NextPayment[] {
  const oldestFirst = [...invoices(view)].reverse();
  const open = oldestFirst.flatMap((invoice) => partsOf(invoice, view));
  const awaited = awardsByFund(view).filter(({ fund, award, terms }) => {
    const { day } = view.moment;
    const runs =
      terms?.state === 'awarded' &&
      view.identifiers.includes(terms.provider) &&
      (terms.start === null || terms.start <= day) &&
      (terms.end === null || day <= terms.end);
    return runs && !open.some((part) => part.fund === fund.fund && part.award === award);
  });
  return [
    ...open.sort(byLastDay),
    ...awaited.map(({ fund, award }) => ({
      ...{ fund: fund.fund, award, invoice: null, reference: null, amount: null, by: null },
      waitsFor: 'your claim or invoice' as const,
    })),
  ];
}

/** Without a last day last; of the same day as they were received. */
function byLastDay(a: NextPayment, b: NextPayment): number {
  const [first, second] = [a.by ?? '9', b.by ?? '9'];
  return first === second ? 0 : first < second ? -1 : 1;
}

function partsOf(invoice: Invoice, view: ProviderView): NextPayment[] {
  const { fund, award, expenditure, reference, dueBy, disputed, retained } = invoice;
  const part = (
    amount: Pence,
    waitsFor: NextPayment['waitsFor'],
    by: string | null = dueBy,
  ): NextPayment[] =>
    amount <= 0n
      ? []
      : [{ ...{ fund, award, invoice: expenditure, reference, amount, by, waitsFor } }];
  if (invoice.state === 'claimed')
    return [
      ...part(disputed, 'the end of a dispute', null),
      ...part(invoice.amount - disputed, 'the host to check it'),
    ];
  if (invoice.state !== 'verified' && invoice.state !== 'approved') return [];
  const payable = payableOf(invoice);
  const approved =
    invoice.approved === null
      ? payable
      : minPence(payable, maxPence(0n, invoice.approved - invoice.paid));
  return [
    ...part(
      approved,
      isBarred(view, fund, award) ? 'a condition of the grant' : 'the host to pay it',
    ),
    ...part(payable - approved, 'an office to approve it'),
    ...part(minPence(disputed, invoice.owed), 'the end of a dispute', null),
    ...part(minPence(retained, invoice.owed), 'the release of what is kept back', null),
  ];
}

/** A condition that holds back payment is not met. */
const isBarred = ({ funds }: ProviderView, fund: string, award: string): boolean =>
  funds.some(
    (one) =>
      one.fund === fund &&
      one.facts
        .list('award-condition')
        .some(({ attributes: of }) => of.award === award && of.gatesPayment && of.state !== 'met'),
  );
