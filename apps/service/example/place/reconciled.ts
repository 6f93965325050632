import { streamOf } from '#contracts/events/all.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { reconciliationDecider } from '../../ledger/deciders.js';
import type { Happening, Step, StepsSeen } from '../step.js';
import { growth } from './growth-grants.js';
import { paidForStages } from './stages.js';
import { told } from './telling.js';

/*
 * The growth programme has a bank account of its own, and finance lays its statement beside the cash
 * book: a quarter that was signed off, and a month that is not done yet.
 */

interface Line {
  readonly day: string;
  readonly pence: Pence;
  readonly words: string;
}

/** What the bank saw of what was done in the fund, in the order of the days. */
function movedBy(steps: readonly Step[], from: string, to: string): Line[] {
  const amounts = new Map(paidForStages);
  const lines = steps.flatMap(({ kind, id, command, body }): Line[] => {
    if (kind !== 'fund' || id !== growth) return [];
    const said = (name: string): string => String(body[name]);
    const line = (pence: Pence, words: string): Line[] => [
      { day: body.effective, pence, words: `${words} ${said('reference').replace(',', '')}` },
    ];
    switch (command) {
      case 'pledge-contribution': {
        const { parts } = body['schedule'] as { parts: number };
        for (const [at, part] of inEqualParts(parsePence(said('amount')), parts).entries())
          amounts.set(`${said('contribution')}/${at + 1}`, part);
        return [];
      }
      case 'receive-instalment':
        return line(
          amounts.get(`${said('contribution')}/${said('instalment')}`) ?? 0n,
          'Grant of the programme',
        );
      case 'verify-expenditure':
        amounts.set(said('expenditure'), parsePence(said('net')));
        return [];
      case 'pay-expenditure':
        return [
          {
            ...{ day: body.effective, words: said('remittance') },
            pence: -(amounts.get(said('expenditure')) ?? 0n),
          },
        ];
      case 'pay-advance':
        return [
          { day: body.effective, words: said('remittance'), pence: -parsePence(said('amount')) },
        ];
      case 'return-advance':
        return line(parsePence(said('amount')), said('advance'));
      case 'record-payment':
        return line(-parsePence(said('net')), 'Transfer');
      case 'pay-back':
        return line(-parsePence(said('amount')), 'To the programme');
      default:
        return [];
    }
  });
  return lines
    .filter(({ day, pence }) => day >= from && day <= to && pence !== 0n)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** As banks write it: with a charge that nobody has entered, and without the last entry, which is on its way. */
function statementOf(steps: readonly Step[], from: string, to: string): string {
  const seen = movedBy(steps, from, to).slice(0, -1);
  const charge: Line = { day: to, pence: -1850n, words: 'Charges of the quarter' };
  const rows = [...seen, charge].map(({ day, pence, words }) =>
    [
      ...[day.split('-').reverse().join('/'), words],
      ...(pence > 0n ? [formatPence(pence), ''] : ['', formatPence(-pence)]),
    ].join(','),
  );
  return ['Date,Details,Paid in,Paid out', ...rows, ''].join('\r\n');
}

const telling = { by: 'samir', reason: 'Bank reconciliation' };

/** Somebody looks at each match that was found, and finds it right. */
const confirmed = (id: string, on: string): StepsSeen => ({
  on,
  seen: (ledger) =>
    ledger.read(streamOf('reconciliation', id), reconciliationDecider, ({ matches }) =>
      // All of them, also where some were confirmed before a start was cut short.
      [...matches.keys()].map((match) =>
        told('reconciliation', id, 'confirm-match', { match }, on, telling),
      ),
    ),
});

const compared = (
  id: string,
  steps: readonly Step[],
  [from, to, on]: readonly [string, string, string],
): Happening[] => [
  told(
    'reconciliation',
    id,
    'begin-reconciliation',
    {
      ...{ fund: growth, against: 'bank', counterparty: 'Ravensby Bank, account ending 4021' },
      ...{ from, to },
    },
    on,
    telling,
  ),
  {
    ...{ reconciliation: id, name: `bank-${from.slice(0, 7)}.csv`, on },
    text: statementOf(steps, from, to),
  },
  told('reconciliation', id, 'propose-matches', {}, on, telling),
];

/** Beside all that is done in the fund by then. */
export const reconciled = (steps: readonly Step[]): readonly Happening[] => [
  ...compared('growth-bank-2026-q2', steps, ['2026-07-01', '2026-09-30', '2026-10-22']),
  confirmed('growth-bank-2026-q2', '2026-10-22'),
  told('reconciliation', 'growth-bank-2026-q2', 'sign-reconciliation', {}, '2026-10-22', telling),
  ...compared('growth-bank-2026-10', steps, ['2026-10-01', '2026-10-31', '2026-11-12']),
];
