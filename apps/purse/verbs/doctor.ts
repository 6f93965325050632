import type { Command } from 'commander';
import { checkAll } from '../checks.js';

export function register(program: Command): void {
  program
    .command('doctor')
    .description('say whether everything is there that the service needs, and how to mend it')
    .option('--json', 'answer for machines')
    .action(doctor);
}

async function doctor({ json }: { json?: true }): Promise<void> {
  const checks = await checkAll(process.env);
  const ok = checks.every((check) => check.ok);
  if (json) {
    console.log(JSON.stringify({ ok, checks }, null, 2));
  } else {
    for (const { name, ok: fine, found, sql } of checks) {
      console.log(`${fine ? 'ok   ' : 'WRONG'}  ${name}: ${found}`);
      if (sql !== undefined) console.log(`\n${sql}`);
    }
  }
  if (!ok) process.exitCode = 1;
}
