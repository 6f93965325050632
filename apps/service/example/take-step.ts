import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import type { Json } from '#contracts/envelope.js';
import { problemDocument } from '#contracts/problems.js';
import { carryOut, LedgerCommand, type Answer, type Asked } from '../ledger/commands.js';
import { carryOutWithViews, type Behind } from '../ledger/with-views.js';
import type { Ledger } from '../ledger/ledger.js';
import { importFile } from '../imports/import-file.js';
import { takeExtract } from '../reconciliation/take-extract.js';
import type { ExamplePerson } from './people.js';
import { everybody } from './place/people.js';
import type { ExtractBrought, FileBrought, Happening, Step } from './step.js';

/** The views, which follow the log while the example is recorded. */
export type Following = Behind & {
  /** Resolves once they show all that was recorded by now. */
  readonly caughtUp: () => Promise<void>;
};

/** Records what happens, under keys of its own place: steps, files, and what is found in the ledger. */
export async function tell(
  ledger: Ledger,
  happening: Happening,
  place: number,
  views: Following | undefined,
): Promise<void> {
  if ('body' in happening) await take(ledger, happening, place, views);
  else if ('seen' in happening)
    for (const [at, one] of (await happening.seen(ledger)).entries())
      await take(ledger, one, `${place}/${at}`, views);
  else if ('reconciliation' in happening) await bringExtract(ledger, happening);
  else await bring(ledger, happening);
}

/** What no stream could decide alone: it waits for the views. */
const restOnViews: ReadonlySet<string> = new Set([
  ...['issue-statement', 'publish'],
  ...['propose-matches', 'make-match', 'sign-reconciliation'],
]);

/** Asks the ledger for one step, as the person whom it names, under a key of its own place. */
export async function take(
  ledger: Ledger,
  step: Step,
  place: number | string,
  views?: Following,
): Promise<void> {
  const { kind, id, command, body, by = 'amina' } = step;
  const { effective, reason, ...input } = body;
  const { id: actor, organisation, authority, office } = personOf(by);
  const collections: readonly Collection[] = Object.values(catalogue);
  const schema = collections.find((each) => each.kind === kind)?.commands[command];
  if (!schema) throw new Error(`The example asks for ${command}, which no ${kind} knows.`);
  const asked = { kind, id, command: { ...schema.parse(input), command, effective } };
  const received = new LedgerCommand(
    {
      provenance: { actor, organisation, authority, reason },
      office,
      key: `example/${place}`,
      asked: [kind, id, command, body as Json],
      dryRun: false,
    },
    asked as unknown as Asked,
  );
  const answer = restOnViews.has(command)
    ? await withViews(ledger, received, views)
    : await carryOut(ledger, received);
  if ('refused' in answer)
    throw new Error(
      `The example is refused at ${command} of ${kind} ${id} on ${effective}: ${problemDocument(answer.refused).detail}`,
    );
}

async function withViews(
  ledger: Ledger,
  received: LedgerCommand,
  views: Following | undefined,
): Promise<Answer> {
  if (!views) throw new Error(`${received.asked.command.command} is asked without the views.`);
  await views.caughtUp();
  return carryOutWithViews(ledger, views, received);
}

/** Records an extract as whoever reconciles would. */
async function bringExtract(
  ledger: Ledger,
  { reconciliation, name: file, text }: ExtractBrought,
): Promise<void> {
  const { id: actor, organisation, authority } = personOf('samir');
  const report = await takeExtract(ledger, reconciliation, {
    ...{ file, mapping: {}, dryRun: false },
    open: () => Buffer.from(text),
    provenance: { actor, organisation, authority, reason: `Extract ${file}` },
  });
  if ('refused' in report)
    throw new Error(`The example is refused at ${file}: ${problemDocument(report.refused).detail}`);
}

/** Records a file as whoever imports it would: what cannot be read of it is set aside. */
async function bring(
  ledger: Ledger,
  { fund, format, scheme, source, publisher, name: file, text }: FileBrought,
): Promise<void> {
  const { id: actor, organisation, authority } = personOf('amina');
  const report = await importFile(ledger, {
    ...{ fund, format, scheme, source, publisher, file, dryRun: false },
    open: () => Buffer.from(text),
    provenance: {
      actor,
      organisation,
      authority,
      reason: format === 'spending' ? 'Spending of the quarter' : `Import of ${file}`,
    },
  });
  if ('refused' in report)
    throw new Error(`The example is refused at ${file}: ${problemDocument(report.refused).detail}`);
}

function personOf(id: string): ExamplePerson {
  const who = everybody.find((one) => one.id === id);
  if (!who) throw new Error(`The example names ${id}, whom nobody knows.`);
  return who;
}
