import type { sourceEvents } from '#contracts/events/fund/sources.js';
import { change, type FactsBy } from './change.js';
import { opened } from './contributions.js';

export const sourceFacts: FactsBy<typeof sourceEvents> = {
  SourceTransferred: (event) => [
    change(event, 'source', event.data.source, { organisation: event.data.to }),
  ],
  SourcesMerged: (event) =>
    event.data.sources.map((source) =>
      change(event, 'source', source, {
        mergedInto: event.data.into,
        mergedOn: event.effective,
      }),
    ),
  ContributionRolledForward: (event) => {
    const { contribution, from, source, power, year, nature, form, amount, basis } = event.data;
    const expected = { recurrent: true, certainty: 'expected', rolledFrom: from, basis };
    return [
      change(event, 'contribution', contribution, {
        ...{ source, power, year, nature, form, amount },
        ...expected,
      }),
      ...opened(event, event.data),
    ];
  },
};
