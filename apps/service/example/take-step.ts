import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import type { Json } from '#contracts/envelope.js';
import { problemDocument } from '#contracts/problems.js';
import { carryOut, LedgerCommand, type Asked } from '../ledger/commands.js';
import type { Ledger } from '../ledger/ledger.js';
import { importFile } from '../imports/import-file.js';
import type { ExamplePerson } from './people.js';
import { everybody } from './place/people.js';
import type { FileBrought, Step } from './step.js';

/** Asks the ledger for one step, as the person whom it names, under a key of its own place. */
export async function take(
  ledger: Ledger,
  { kind, id, command, body, by = 'amina' }: Step,
  place: number | string,
): Promise<void> {
  const { effective, reason, ...input } = body;
  const { id: actor, organisation, authority, office } = personOf(by);
  const collections: readonly Collection[] = Object.values(catalogue);
  const schema = collections.find((each) => each.kind === kind)?.commands[command];
  if (!schema) throw new Error(`The example asks for ${command}, which no ${kind} knows.`);
  const asked = { kind, id, command: { ...schema.parse(input), command, effective } };
  const answer = await carryOut(
    ledger,
    new LedgerCommand(
      {
        provenance: { actor, organisation, authority, reason },
        office,
        key: `example/${place}`,
        asked: [kind, id, command, body as Json],
        dryRun: false,
      },
      asked as unknown as Asked,
    ),
  );
  if ('refused' in answer)
    throw new Error(
      `The example is refused at ${command} of ${kind} ${id} on ${effective}: ${problemDocument(answer.refused).detail}`,
    );
}

/** Records a file as whoever imports it would: what cannot be read of it is set aside. */
export async function bring(
  ledger: Ledger,
  { fund, scheme, source, name: file, text }: FileBrought,
): Promise<void> {
  const { id: actor, organisation, authority } = personOf('amina');
  const report = await importFile(ledger, {
    ...{ fund, scheme, source, file, format: 'spending', dryRun: false },
    open: () => Buffer.from(text),
    provenance: { actor, organisation, authority, reason: 'Spending of the quarter' },
  });
  if ('refused' in report)
    throw new Error(`The example is refused at ${file}: ${problemDocument(report.refused).detail}`);
}

function personOf(id: string): ExamplePerson {
  const who = everybody.find((one) => one.id === id);
  if (!who) throw new Error(`The example names ${id}, whom nobody knows.`);
  return who;
}
