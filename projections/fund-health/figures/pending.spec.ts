import { northmoorAfter } from '#test/support/figures.js';
import { northmoor } from '#test/support/northmoor.js';
import { flags, openTasks } from './pending.js';

it('lists what is over budget, with the task that it opened and its age', () => {
  const venue = {
    kind: 'fund',
    id: 'northmoor',
    command: 'verify-expenditure',
    body: {
      effective: '2026-06-12',
      reason: 'It was used',
      expenditure: 'venue',
      provider: 'GB-COH-19990003',
      scheme: 'infrastructure',
      // The council's 150,000.00 for infrastructure, and 4,800.00 more.
      sources: [{ source: 'council', amount: '154800.00' }],
      net: '154800.00',
      reference: 'Hire of a venue',
    },
  } as const;
  const view = northmoorAfter([...northmoor, venue], '2026-07-12');
  const event = view.moment.number;
  expect(openTasks(view)).toEqual([
    {
      task: '59',
      event,
      kind: 'find-cover',
      amount: 480000n,
      award: 'none',
      provider: 'GB-COH-19990003',
      since: '2026-06-12',
      days: 30,
    },
  ]);
  expect(flags(view)).toMatchObject([{ event, kind: 'over-budget', amount: 480000n }]);
});
