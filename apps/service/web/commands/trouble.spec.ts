import { schemaOf } from '../../api/command-desk.js';
import { fundTasks } from './task-groups.js';
import { troubleInWords } from './trouble.js';

const troubles = (collection: string, command: string, body: object): string[] =>
  (schemaOf(collection, command).safeParse(body).error?.issues ?? []).map(troubleInWords);

it('asks to choose, to fill in, for a day and for per cent, and not for words of programs', () => {
  expect(troubles('funds', 'establish-fund', { name: 'Pool', host: 'GB-LAE-NMR' })).toEqual([
    'choose one',
  ]);
  expect(troubles('funds', 'schedule-contribution', { contribution: 'a' })).toEqual([
    'choose one, and fill in what it asks',
  ]);
  expect(troubles('funds', 'publish', { publication: 'a' })).toEqual([
    'write its day, month and year',
  ]);
  expect(troubles('reallocations', 'propose-reallocation', { legs: [] })).toEqual([
    'fill in at least one',
  ]);
  expect(
    troubles('funds', 'roll-forward-contribution', {
      ...{ contribution: 'next', from: 'last', uplift: 'three', efficiency: '0.01' },
    }),
  ).toEqual(['write it in per cent, such as 4 or 0.5']);
  expect(troubles('funds', 'open-scheme', { scheme: 'care' })).toEqual(['it is missing']);
});

it('says of no form that is sent empty what a schema says by itself', () => {
  const said = fundTasks.flatMap(({ tasks }) =>
    tasks.flatMap((task) => {
      const [collection = '', command = ''] = task.split('/');
      return troubles(collection, command, {}).map((words) => `${task}: ${words}`);
    }),
  );
  expect(said.length).toBeGreaterThan(300);
  expect(said.filter((words) => /Invalid|Too small|expected|"/.test(words))).toEqual([]);
});
