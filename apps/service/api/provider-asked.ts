import { identifiersOf } from '#libs/access/scope.js';
import { changeOf, type Change } from '#projections/provider-allocations/figures/changes.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Moment, Point, ProviderView, Reading } from '#projections/reading/reading.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { askingAs } from '../access/asking-as.js';

/** A provider as whoever asks sees it. */
export interface ProviderSeen extends ProviderView {
  /** True where there may be funds of the provider that whoever asks does not see. */
  readonly partial: boolean;
}

/**
 * Everything that the body is called, as it stands now. A provider sees itself; whoever sees funds or
 * money sees what these have of a provider. What is not to be seen is answered as what is not there.
 */
function identifiersFor(provider: string): readonly string[] {
  const { scope, standing } = askingAs() ?? {};
  if (!scope || (scope.providers && !scope.providers.includes(provider))) throw unseen(provider);
  return [...identifiersOf(provider, standing?.bodies ?? [])];
}

const unseen = (id: string) => refuse('not-found', { what: 'provider', id, where: 'the ledger' });

export async function providerSeen(
  reading: Reading,
  provider: string,
  point: Point,
): Promise<ProviderSeen> {
  const view = await reading.provider(identifiersFor(provider), point);
  const { providers, within } = askingAs()?.scope ?? {};
  // Of its own body somebody is told that there is nothing yet.
  if (view.funds.length === 0 && providers === undefined) throw unseen(provider);
  return { ...view, partial: providers === undefined || within !== undefined };
}

export interface Changes {
  readonly moment: Moment;
  readonly since: number;
  readonly changes: readonly Change[];
  /** The cursor of the next page: a number before which it begins. */
  readonly next: string | null;
}

/** Since when, and which page of it. */
interface Page {
  readonly since?: string | undefined;
  readonly cursor?: number | undefined;
  readonly limit?: number | undefined;
}

/** What changed for a provider after a number or a day, newest first. */
export async function changesFor(
  reading: Reading,
  store: EventStore,
  provider: string,
  point: Point,
  { since, cursor, limit }: Page,
): Promise<Changes> {
  const identifiers = identifiersFor(provider);
  const from = since === undefined ? 0 : await numberAt(reading, since);
  const { moment, rows, next } = await reading.concerning(identifiers, from, point, cursor, limit);
  const changes = [];
  for (const row of rows)
    for await (const [event] of store.read(row.number - 1, row.number))
      if (event) changes.push(changeOf(decidedIn(event), row));
  return { moment, since: from, changes, next };
}

/** Since a day before the log began, everything has changed. */
async function numberAt(reading: Reading, since: string): Promise<number> {
  try {
    return (await reading.moment({ asKnownAt: since })).number;
  } catch (error) {
    if (error instanceof Refused && error.refusal.problem === 'before-the-log') return 0;
    throw error;
  }
}

type Recorded = Parameters<typeof changeOf>[0];

/** Of the event no more than what its own lines show, and who decided it, and why. */
export const decidedIn = ({
  number,
  type,
  effective,
  recorded,
  reason,
  authority,
  organisation,
}: Recorded): Recorded => ({
  ...{ number, type, effective, recorded, reason, authority, organisation },
});
