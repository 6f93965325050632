import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import { fundTasks } from './task-groups.js';
import { formOf } from './fields.js';

const commands = Object.entries<Collection>(catalogue).flatMap(([collection, of]) =>
  Object.keys(of.commands).map((command) => ({ collection, command })),
);

it('lists every command of the API once', () => {
  const listed = fundTasks.flatMap(({ tasks }) => tasks);
  expect([...listed].sort()).toEqual(
    commands.map(({ collection, command }) => `${collection}/${command}`).sort(),
  );
});

it.each(commands)('makes a form of $collection/$command', ({ collection, command }) => {
  expect(formOf(collection, command).members.map(({ name }) => name)).toContain('reason');
});
