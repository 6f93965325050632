import { ExpenditureVerified } from '#contracts/events/fund.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { northmoor } from '#test/support/northmoor.js';
import { firstMonths } from '#test/support/northmoor-year.js';
import { flags, openTasks } from './pending.js';

it('lists what is over budget, with the task that it opened and its age', () => {
  const events = recorded(
    [...northmoor, ...firstMonths].map(({ stream, draft }) => {
      const data = draft.data as { expenditure?: string };
      return draft.type === ExpenditureVerified.type && data.expenditure === 'venue'
        ? { stream, draft: { ...draft, data: { ...data, overBudget: '4800.00' } } }
        : { stream, draft };
    }),
  );
  const view = fundView('northmoor', events, '2026-07-12');
  const event = events.find(({ data }) => data['overBudget'] === '4800.00')?.number;
  expect(openTasks(view)).toEqual([
    { event, kind: 'find-cover', amount: 480000n, award: 'none', since: '2026-06-12', days: 30 },
  ]);
  expect(flags(view)).toMatchObject([{ event, kind: 'over-budget', amount: 480000n }]);
});
