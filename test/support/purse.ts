import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

const program = 'dist/apps/purse/main.js';

/** How a verb ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly said: string;
  readonly wrong: string;
}

/** Runs `purse` as it was built, in a process of its own, with its log in PostgreSQL. */
export function runPurse(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  if (!existsSync(program)) throw new Error('build first: npm run build');
  const env = { ...process.env, EVENTSTORE_URL: '', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { env }, (error, said, wrong) => {
      resolve({ code: error === null ? 0 : Number(error.code), said, wrong });
    });
  });
}
