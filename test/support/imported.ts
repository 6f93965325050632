import { step, type Step } from '#apps/service/example/step.js';

/** A payment as a body published it, whose source and scheme nobody stated. */
const published = (number: number, provider: string, net: string, day: string): Step =>
  step(
    'fund',
    'imported',
    'record-payment',
    {
      expenditure: `row-${number}`,
      kind: net.startsWith('-') ? 'credit-note' : 'payment',
      provider,
      net,
      reference: `T${number}`,
    },
    day,
  );

/** A fund of which only payments are known: 600, 300 and 100 to three, 500 to nobody named. */
export const imported: readonly Step[] = [
  step(
    'fund',
    'imported',
    'establish-fund',
    { name: 'Published payments', kind: 'single', host: 'GB-LAE-NMR' },
    '2011-04-01',
  ),
  published(1, 'GB-COH-00000001', '600.00', '2011-05-03'),
  published(2, 'GB-COH-00000002', '350.00', '2011-06-03'),
  published(3, 'GB-COH-00000002', '-50.00', '2012-03-31'),
  published(4, 'GB-COH-00000003', '100.00', '2012-04-03'),
  published(5, 'redacted', '400.00', '2012-04-03'),
  published(6, 'unknown', '100.00', '2012-05-03'),
];
