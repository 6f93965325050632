import { catalogue } from '#contracts/commands/catalogue.js';
import type { Step } from '#apps/service/example/step.js';
import type { Client } from './client.js';

/** Where a step of a story is sent. */
export function routeOf({ kind, id, command }: Step): string {
  const [collection = kind] =
    Object.entries(catalogue).find(([, { kind: known }]) => known === kind) ?? [];
  return `${collection}/${id}/${command}`;
}

/** Tells steps over HTTP, one after the other, each of which must succeed; `before` sets the clock. */
export async function tellAll(
  client: Client,
  steps: readonly Step[],
  before: (step: Step) => void = () => undefined,
): Promise<void> {
  for (const step of steps) {
    before(step);
    await client.done(routeOf(step), step.body);
  }
}
