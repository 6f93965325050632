import type { Report } from './bench.js';
import type { Row, Size } from './row.js';

const head = ['work', 'ours', 'peer', 'ratio', 'target', 'met'] as const;

/** The rows as a Markdown table, which also reads well in a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join(
    '\n',
  );
}

/** A document with these rows in its table: in the place of those on the same work, else at its end. */
export function withRows(document: string, rows: readonly Row[]): string {
  const lines = document.split('\n');
  const standing = lines
    .filter((line) => line.startsWith('| '))
    // After the head and the line below it.
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '))
    .map(([work = '', ours = '', peer = '', ratio = '', target = '', met = '']) => ({
      ...{ work: work.trim(), ours: ours.trim(), peer: peer.trim(), ratio: ratio.trim() },
      target: target.trim(),
      met: met.trim() === '' ? undefined : met.trim() === 'met',
    }));
  const all = [
    ...standing.map((row) => rows.find(({ work }) => work === row.work) ?? row),
    ...rows.filter(({ work }) => !standing.some((row) => row.work === work)),
  ];
  const first = lines.findIndex((line) => line.startsWith('| work '));
  const last = lines.findLastIndex((line) => line.startsWith('| '));
  return [...lines.slice(0, first), ...tableOf(all).split('\n'), ...lines.slice(last + 1)].join(
    '\n',
  );
}

function cellsOf({ work, ours, peer, ratio, target, met }: Row): readonly string[] {
  return [work, ours, peer, ratio, target, met === undefined ? '' : met ? 'met' : 'not met'];
}

/** `docs/benchmarks.md`. */
export function documentOf({ machine, bytesPerEvent, rows }: Report, size: Size): string {
  return `# Benchmarks

What \`npm run bench\` printed, ours and the peers in the same run on the same PostgreSQL server, which waits for the disk at every commit. Other machines have other times; the ratios are what counts. Nothing here is asserted by a test.

## The machine

${machine.map((line) => `- ${line}`).join('\n')}

## The rows

${tableOf(rows)}

## How they were measured

- Medians of ${size.runs} runs, one more to warm up; the contenders take turns within each run.
- **Appends**: one event of about 600 bytes a command, for ${size.seconds} s a run, over 512 streams; each caller sends its next when the one before is durable. *append* is the store's port; *decided in a lane* is the whole way of a command's decision above it. Emmett is \`@event-driven-io/emmett-postgresql\` 0.42 with the same bytes and a pool of 32 connections. The bare insert is one statement of so many rows of a number and the bytes, one after another, with a primary key and no other index: the least that PostgreSQL can do.
- **The log in EventStoreDB**: the same appends through the port, each answered once it has its number, and reading from the first event on with each event's hash checked; beside it the same port over PostgreSQL. Without \`EVENTSTORE_URL\` the server is a stand-in of our own, in a process of its own: it speaks the protocol and keeps events in memory, so these rows show what the protocol, the numbering in PostgreSQL and the client cost, and nothing of a cluster's disks and network. With \`EVENTSTORE_URL\` that server is measured.
- **One fund**: ${size.commands} payments a run, decided by the same decider. Emmett reads the stream for each, as its command handler does, and waits between tries as it does by default, spread at random.
- **HTTP**: ${size.requests} requests a run, the client in a process of its own; the echo route stands in the same service, behind the same middleware.
- **Pages**: every page of the three-year example place, its pictures within it, asked for ${size.pageRequests} times one at a time after a few to warm up, in turn, by a browser that has signed in as whom it is for; until the last byte has come. *First* is the first time of all, with its code not yet compiled and its pictures not yet drawn: a picture of the same figures is drawn once. The service sends pages as they are: the weight as gzip is what a proxy before it would send. Style sheets and scripts, which browsers keep, are not counted. \`npm run bench -- pages\` measures them alone.
- **Import**: published payments of the pooled fund of Leeds, through the importer, into a new ledger each run; a commit is a transaction that wrote to the log.
- **Balance**: ${size.questions} questions, each of one scheme, source, year and account of one fund at a random number and month end, after the postings and their index were read once, as a server that has run for a while has; before that, as filling left them, partly on disk. Another size, such as ten million events, is a run of its own: \`npm run bench -- --events 10000000\`, which with \`--write\` puts its rows into this table.
- **Rebuild**: ${size.events.toLocaleString('en-GB')} events of ten funds over 36 months, ${(bytesPerEvent ?? 0).toFixed(0)} bytes each; each rebuild compares what it made with the views before, row by row of facts and series by series of postings, and none differed. Each event counts once on both sides. Emmett rebuilds one projection, balances by fund and account, from ${size.emmettEvents.toLocaleString('en-GB')} events: its time an event grows with their number, since it has no index to find a page by, and is taken as if it did not. *As it comes* it reads pages of 100 and pauses for 50 ms after each; *without pauses* it reads pages of 5,000. Either way it hands on one event at a time and writes a checkpoint after each.
- **Evidence pack**: the pack of a statement that rests on ${size.events.toLocaleString('en-GB')} events, all of one fund, verified by \`purse verify\` in a process of its own: every hash up to the root, form, order, times, balance of the postings, and every figure of the statement made anew. Beside it, in a process of its own too, the least that could be done with the same file: one SHA-256 and one \`JSON.parse\` of each event.
- **Journals**: the balance of every account of one fund of the ten, by accounting year, nature, source and scheme: by \`hledger balance\` and \`ledger balance\` from the journal that \`purse export\` writes, each started anew; ours summed from the fund's events, read from the log, and asked of the views, which hold them. All are compared each time, and no account differed.
`;
}
