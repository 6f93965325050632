import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import { streamOf } from '#contracts/events/all.js';
import type { Json } from '#contracts/envelope.js';
import { problemDocument } from '#contracts/problems.js';
import { carryOut, LedgerCommand, type Asked } from '../ledger/commands.js';
import { Ledger } from '../ledger/ledger.js';
import type { EventStore } from '#libs/event-store/port.js';
import { setUpAdministrator } from '../ledger/appointments.js';
import { northmoorDelegation, northmoorMove } from './northmoor-moves.js';
import { northmoorAwards, northmoorSetUp } from './northmoor.js';
import { northmoorPayments, northmoorReceipts } from './northmoor-payments.js';
import { northmoorOtherSpending } from './northmoor-spending.js';
import {
  exampleAdministrators,
  examplePeople,
  guestsAppointed,
  partnersAppointed,
} from './people.js';
import { byDay, step, start, type Step } from './step.js';

/** Marks the log: the first thing that an example place holds … */
export const exampleMark = 'example-place';
/** … and the last. */
const endMark = 'example-place-end';

const mark = step('organisation', exampleMark, 'register-organisation', {
  name: 'Example place: nobody and nothing here is real',
});
const end = step('organisation', endMark, 'register-organisation', {
  name: 'Example place: what follows was recorded by those who try it out',
});

/**
 * Fills an empty log with the example place, up to yesterday, as if it had been kept day by day: each
 * event is recorded on the day on which it takes effect. Nothing is added to a log that has events.
 * The same steps under the same keys, so that a start that was cut short goes on where it was.
 */
export async function loadExample(store: EventStore, today: string): Promise<void> {
  const head = await store.head();
  if (head.number > 0 && !(await isUnfinished(store))) return;
  const clock = { instant: new Date(`${start}T08:00:00.000Z`) };
  const ledger = new Ledger(store, () => clock.instant);
  await take(ledger, mark, 0);
  for (const { id, organisation } of exampleAdministrators)
    await setUpAdministrator(ledger, id, organisation);
  const steps = [
    ...partnersAppointed,
    ...northmoorSetUp,
    ...guestsAppointed,
    ...northmoorAwards,
    northmoorDelegation,
    ...[...northmoorMove, ...northmoorReceipts, ...northmoorPayments, ...northmoorOtherSpending]
      .filter((each) => !notYet(each))
      .filter(({ body }) => body.effective < today)
      .sort(byDay),
    end,
  ];
  for (const [place, each] of steps.entries()) {
    const morning = new Date(`${each.body.effective}T08:00:00.000Z`);
    if (morning > clock.instant) clock.instant = morning;
    await take(ledger, each, place + 1);
  }
}

/** The third quarter of the ICB has not come in: something for the first page to say. */
const notYet = ({ body }: Step): boolean =>
  body['contribution'] === 'icb-revenue-2026-27' && body['instalment'] === '3';

async function isUnfinished(store: EventStore): Promise<boolean> {
  const begun = await has(store, exampleMark);
  return begun && !(await has(store, endMark));
}

async function has(store: EventStore, organisation: string): Promise<boolean> {
  for await (const _ of store.readStream(streamOf('organisation', organisation))) return true;
  return false;
}

async function take(
  ledger: Ledger,
  { kind, id, command, body, by = 'amina' }: Step,
  place: number,
): Promise<void> {
  const { effective, reason, ...input } = body;
  const who = examplePeople.find((one) => one.id === by);
  if (!who) throw new Error(`The example names ${by}, whom nobody knows.`);
  const { id: actor, organisation, authority, office } = who;
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
      `The example is refused at ${command}: ${problemDocument(answer.refused).detail}`,
    );
}
