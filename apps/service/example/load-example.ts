import { streamOf } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import { setUpAdministrator } from '../ledger/appointments.js';
import type { Opened } from '../runtime.js';
import { Ledger } from '../ledger/ledger.js';
import { exampleEnd, exampleMark } from './mark.js';
import { exampleAdministrators, guestsAppointed, partnersAppointed } from './people.js';
import { wholePlace } from './place/place.js';
import { dayOf, start, step, type Happening, type Step } from './step.js';
import { story } from './story.js';
import { take, tell, type Following } from './take-step.js';

const mark = step('organisation', exampleMark, 'register-organisation', {
  name: 'Example place: nobody and nothing here is real',
});
const end = step('organisation', exampleEnd, 'register-organisation', {
  name: 'Example place: what follows was recorded by those who try it out',
});

/** How much of the place: the worked story alone, or three years of everything. */
export type ExampleSize = 'story' | 'whole';
const steps: Readonly<Record<ExampleSize, (withViews: boolean) => readonly Happening[]>> = {
  story: () => story,
  whole: wholePlace,
};

/**
 * Fills an empty log with the example place, up to yesterday, as if it had been kept day by day: each
 * event is recorded on the day on which it takes effect, or became known. Nothing is added to a log
 * that has events. The same steps under the same keys, so that a start that was cut short goes on
 * where it was. `progress` is told of how many steps so many are done. Statements, publications
 * and reconciliations are made of what the views say on their day: without `opened` there are none.
 */
export async function loadExample(
  store: EventStore,
  today: string,
  size: ExampleSize = 'story',
  progress: (done: number, of: number) => void = () => undefined,
  opened?: Pick<Opened, 'reading' | 'transparency' | 'runner'>,
): Promise<void> {
  const head = await store.head();
  if (head.number > 0 && !(await isUnfinished(store))) {
    if (await has(store, streamOf('organisation', exampleMark))) await appointMissing(store, today);
    return;
  }
  const all = steps[size](opened !== undefined);
  const first = all[0];
  if (!first) throw new Error('There is nothing to load.');
  const clock = { instant: morningOf(dayOf(first)) };
  const ledger = new Ledger(store, () => clock.instant);
  const views = opened && following(store, opened);
  await take(ledger, { ...mark, on: dayOf(first) }, 0);
  for (const { id, organisation } of exampleAdministrators)
    await setUpAdministrator(ledger, id, organisation);

  // What is still to come has not happened; but a place without its first day would be none.
  const happened = [...all.filter((each) => dayOf(each) < today || dayOf(each) <= start), end];
  let place = 0;
  for (const group of together(happened)) {
    const morning = morningOf(dayOf(group[0] ?? end));
    if (morning > clock.instant) clock.instant = morning;
    const from = place + 1;
    await allOf(group.map((each, at) => tell(ledger, each, from + at, views)));
    place += group.length;
    progress(place, happened.length);
  }
}

/**
 * An example place of an older release has nobody who acts in it, or not everybody: whoever was never
 * appointed is appointed from today on. Who was, and is no more, stays as those left it who try it out.
 */
async function appointMissing(store: EventStore, today: string): Promise<void> {
  const ledger = new Ledger(store, () => new Date());
  for (const { id, organisation } of exampleAdministrators)
    if (!(await has(store, streamOf('appointment', `${organisation}-${id}`))))
      await setUpAdministrator(ledger, id, organisation);
  for (const each of [...partnersAppointed, ...guestsAppointed])
    if (!(await has(store, streamOf('appointment', each.id))))
      await take(
        ledger,
        { ...each, body: { ...each.body, effective: today } },
        `appointed/${each.id}`,
      );
}

/** So many are on their way at once: they share a commit. */
const mostTogether = 250;
const alike: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['organisation', 'area', 'fund']);

/**
 * Steps that ask the same of streams that decide alone, one after another on one day, go together:
 * each stream takes them in the order in which they are asked.
 */
function* together(all: readonly Happening[]): Iterable<readonly Happening[]> {
  let group: Happening[] = [];
  for (const each of all) {
    const [first] = group;
    const joins =
      first !== undefined &&
      'body' in first &&
      'body' in each &&
      group.length < mostTogether &&
      alike.has(each.kind) &&
      first.kind === each.kind &&
      first.command === each.command &&
      dayOf(first) === dayOf(each);
    if (!joins && group.length > 0) {
      yield group;
      group = [];
    }
    group.push(each);
  }
  if (group.length > 0) yield group;
}

/** The views by themselves know nothing of what this ledger has recorded: whoever asks waits first. */
const following = (
  store: EventStore,
  { reading, transparency, runner }: Pick<Opened, 'reading' | 'transparency' | 'runner'>,
): Following => ({
  ...{ reading, log: transparency },
  caughtUp: async () => {
    const { number } = await store.head();
    if (!(await runner.progress.until(number, patience)))
      throw new Error(`The views stand still at ${runner.progress.reached}, before ${number}.`);
  },
});
const patience = 240_000;

/** Waits for all of it, also where some fails: nothing goes on behind a start that has failed. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason;
}

const morningOf = (day: string): Date => new Date(`${day}T08:00:00.000Z`);

async function isUnfinished(store: EventStore): Promise<boolean> {
  const begun = await has(store, streamOf('organisation', exampleMark));
  return begun && !(await has(store, streamOf('organisation', exampleEnd)));
}

async function has(store: EventStore, stream: string): Promise<boolean> {
  for await (const _ of store.readStream(stream)) return true;
  return false;
}
