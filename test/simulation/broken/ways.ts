import type { Envelope, JsonObject, RecordedEvent } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { whole, written } from '../auditor/amounts.js';
import type { Broken } from './memory-place.js';

/* In which ways a store in front of the store makes code wrong. */

type Changed<Event extends Envelope> = (event: Event) => Event;

/** The log, with some of what the store does done otherwise. */
const otherwise = (store: EventStore, how: Partial<EventStore>): EventStore =>
  Object.create(
    store,
    Object.fromEntries(Object.entries(how).map(([name, value]) => [name, { value }])),
  ) as EventStore;

/** What is recorded is not what was right to decide. */
export const records =
  (changed: Changed<Envelope>): Broken =>
  (store) =>
    otherwise(store, {
      append: (asked) => store.append({ ...asked, events: asked.events.map(changed) }),
    });

/** What decisions are made on is not what was recorded; whoever reads the log reads it as it is. */
export const decidesOn =
  (changed: Changed<RecordedEvent>): Broken =>
  (store) =>
    otherwise(store, {
      readStream: async function* (...of) {
        for await (const event of store.readStream(...of)) yield changed(event);
      },
    });

/** Nothing of a type is recorded. */
export const leavesOut =
  (type: string): Broken =>
  (store) =>
    otherwise(store, {
      append: (asked) =>
        store.append({ ...asked, events: asked.events.filter((event) => event.type !== type) }),
    });

export const changing = <Event extends Envelope>(
  types: readonly string[],
  change: (data: JsonObject) => JsonObject,
): Changed<Event> => {
  return (event) => (types.includes(event.type) ? { ...event, data: change(event.data) } : event);
};

interface Part extends JsonObject {
  readonly amount: string;
}
export const partsOf = (data: JsonObject, name: string): readonly Part[] =>
  (data[name] ?? []) as unknown as readonly Part[];

/** A penny from the first to the last, so that all add up as before. */
export function pennyAside(parts: readonly Part[]): readonly Part[] {
  if (parts.length < 2) return parts;
  return parts.map((part, place) => {
    const pence = place === 0 ? -1n : place === parts.length - 1 ? 1n : 0n;
    return { ...part, amount: written(whole(part.amount) + pence) };
  });
}

/** Every row of a scheme of delegation, otherwise. */
export const powersAre = (change: (power: JsonObject) => JsonObject): Broken =>
  decidesOn(
    changing(['DelegationAdopted', 'DelegationRevised'], (data) => ({
      ...data,
      powers: (data['powers'] as readonly JsonObject[]).map(change),
    })),
  );

/** A store that does not know a key again. */
export const forgetsKeys: Broken = (store) => {
  const again = /~\d+$/;
  let nth = 0;
  const asItWas = (event: RecordedEvent): RecordedEvent => ({
    ...event,
    key: event.key.replace(again, ''),
  });
  return otherwise(store, {
    append: (asked) => {
      const key = `${asked.key}~${(nth += 1)}`;
      return store.append({
        ...asked,
        key,
        events: asked.events.map((event) => ({ ...event, key })),
      });
    },
    findKeys: () => Promise.resolve(new Map()),
    read: async function* (...of) {
      for await (const events of store.read(...of)) yield events.map(asItWas);
    },
  });
};

/** A reader that is shown one number too many, from one event on. */
export const skipsANumber: Broken = (store) =>
  otherwise(store, {
    read: async function* (...of) {
      for await (const events of store.read(...of))
        yield events.map((event) =>
          event.number > 80 ? { ...event, number: event.number + 1 } : event,
        );
    },
  });

/** Whoever carries out a move dies before it is made: it stays under way. */
export const neverMoves: Broken = (store) =>
  otherwise(store, {
    append: (asked) =>
      asked.events.some(({ type }) => type === 'BudgetMoveCompleted')
        ? Promise.reject(new Error('killed'))
        : store.append(asked),
  });
