import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError, type Command } from 'commander';

const program = new URL('../../../test/bench/main.js', import.meta.url);
const document = new URL('../../../../docs/benchmarks.md', import.meta.url);

export function register(purse: Command): void {
  purse
    .command('bench')
    .description('measure the service beside its peers, on a database of its own (20 minutes)')
    .argument('[parts...]', 'measure these alone, such as pages (2 minutes)')
    .option('--quick', 'only show that everything runs; the figures mean nothing')
    .option(
      '--events <count>',
      'measure a balance alone, as known at a random number of so many events (long: 10000000 takes an hour and 40 GB)',
      count,
    )
    .option('--json', 'answer for machines')
    .option('--write', 'write docs/benchmarks.md')
    .action(bench);
}

function count(text: string): string {
  if (!/^[1-9]\d*000$/.test(text))
    throw new InvalidArgumentError('Write a number of thousands, such as 10000000.');
  return text;
}

/** In a process of its own, and not imported: the service and its tools do not rest on what tests them. */
async function bench(
  parts: readonly string[],
  options: { quick?: true; events?: string; json?: true; write?: true },
): Promise<void> {
  const args = [
    ...parts,
    ...(options.quick ? ['--quick'] : []),
    ...(options.events === undefined ? [] : ['--events', options.events]),
    ...(options.json ? ['--json'] : []),
    ...(options.write ? ['--write', fileURLToPath(document)] : []),
  ];
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
