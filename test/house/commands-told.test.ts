import { readdirSync, readFileSync } from 'node:fs';
import { catalogue } from '#contracts/commands/catalogue.js';

/** What is sent over HTTP: the stories, and the steps of the example that they tell. */
const told = ['test/stories', 'apps/service/example']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const isTold = (command: string): boolean =>
  new RegExp(`(?<![\\w-])${command}(?![\\w-])`).test(told);

it('leaves no command of the API that no story sends', () => {
  const untold = Object.entries(catalogue).flatMap(([collection, { commands }]) =>
    Object.keys(commands)
      .filter((command) => !isTold(command))
      .map((command) => `${collection}/${command}`),
  );
  expect(untold).toEqual([]);
});
