import { streamOf } from '#contracts/events/all.js';
import { fundDecider } from '../../ledger/deciders.js';
import type { Happening, Input, Step, StepsSeen } from '../step.js';
import { betterCare } from './better-care.js';
import { steadyGround } from './steady-ground.js';
import { toFund } from './telling.js';

/*
 * What the partners are told, and who stands for it: accounts of closed years, one of them restated
 * once its year was opened again, and what they get each quarter.
 */

const issued = (
  fund: string,
  statement: Omit<Input<'fund', 'issue-statement'>, 'asKnownAt' | 'effectiveOn'>,
  on: string,
): Step => toFund(fund, { reason: 'Reports to the partners' })('issue-statement', statement, on);

/** An office signs the very bytes that were issued: the ledger says which. */
const signed = (statement: string, by: 'samir' | 'carys', on: string): StepsSeen => ({
  on,
  seen: (ledger) =>
    ledger.read(streamOf('fund', betterCare), fundDecider, ({ statements }) => [
      toFund(betterCare, { by, reason: 'Accounts of the Better Care Fund' })(
        'give-sign-off',
        {
          statement,
          sha256: statements.get(statement)?.sha256 ?? '',
          words: 'To the best of my knowledge it shows what was received and what it was spent on.',
        },
        on,
      ),
    ]),
});

export const reported: readonly Happening[] = [
  issued(betterCare, { statement: 'account-2024-25', year: '2024-25' }, '2025-06-12'),
  signed('account-2024-25', 'samir', '2025-06-16'),
  signed('account-2024-25', 'carys', '2025-06-19'),
  issued(
    betterCare,
    { statement: 'account-2024-25-restated', year: '2024-25', supersedes: 'account-2024-25' },
    '2025-09-23',
  ),
  signed('account-2024-25-restated', 'samir', '2025-09-25'),
  signed('account-2024-25-restated', 'carys', '2025-09-30'),
  issued(betterCare, { statement: 'account-2025-26', year: '2025-26' }, '2026-06-11'),
  issued(steadyGround, { statement: 'account-2025-26', year: '2025-26' }, '2026-06-11'),
  signed('account-2025-26', 'samir', '2026-06-15'),
  signed('account-2025-26', 'carys', '2026-06-18'),
  issued(
    betterCare,
    { statement: 'quarter-2-2026-27', kind: 'partner-quarter', year: '2026-27', quarter: 2 },
    '2026-10-22',
  ),
];
