import { z } from 'zod';
import { auditTest, entriesOf, about } from './audit-test.js';

export const reversals = auditTest({
  title: 'Reversals',
  definition:
    'Expenditure that was reversed, credited or recovered, and published payments below zero; the reversals of accruals, which are ordinary, only where they are asked for.',
  parameters: z.strictObject({ accruals: z.enum(['no', 'yes']).default('no') }),
  find: async (look, { accruals }) => {
    const found = await entriesOf(
      look,
      [
        ...['ExpenditureReversed', 'ExpenditureCredited', 'ExpenditureRecovered'],
        ...['PaymentRecorded', 'AlignedPaymentRecorded'],
        ...(accruals === 'yes' ? ['AccrualReversed', 'AlignedAccrualReversed'] : []),
      ],
      () => `(p.type not in ('PaymentRecorded', 'AlignedPaymentRecorded') or e.amount < 0)`,
    );
    return found.map((entry) =>
      about(
        entry,
        `${entry.type} by ${entry.actor}${entry.corrects.length > 0 ? `, of ${entry.corrects.join(', ')}` : ''}`,
        { type: entry.type, actor: entry.actor, effective: entry.effective },
      ),
    );
  },
});

export const recodings = auditTest({
  title: 'Recodings',
  definition:
    'Spending, invoiced or published, that was put under another scheme, source, award or nature.',
  parameters: z.strictObject({}),
  find: async (look) =>
    (await entriesOf(look, ['SpendingRecoded', 'PaymentsRecoded'])).map((entry) =>
      about(entry, `${entry.type} by ${entry.actor}: ${entry.subject ?? ''}`, {
        actor: entry.actor,
        effective: entry.effective,
      }),
    ),
});
