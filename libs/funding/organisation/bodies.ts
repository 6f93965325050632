import { followed, type Succession } from './followed.js';

/** An organisation as it is registered, with all that it is known by. */
export interface Registered {
  readonly id: string;
  readonly identifiers: readonly string[];
  readonly succession: Succession | undefined;
}

/**
 * Which body an identifier stands for on a day: one name for all identifiers that registered
 * organisations share, through any chain of them, and for whoever has since gone over to it whole.
 * A body that was divided stays itself, for nobody says how much of it went where. The name is the
 * first identifier of the body in code-point order; one that nobody registered is its own.
 */
export function bodiesOf(
  organisations: readonly Registered[],
  day: string,
): (identifier: string) => string {
  const body = byIdentifier(organisations);
  const of = (identifier: string): string => body.get(identifier) ?? identifier;
  const successions = new Map<string, Succession>();
  for (const { id, succession } of organisations)
    if (succession && succession.from <= day)
      successions.set(of(id), { ...succession, by: [...new Set(succession.by.map(of))] });
  const whole = (one: string): Succession | undefined => {
    const succession = successions.get(one);
    return succession?.by.length === 1 ? succession : undefined;
  };
  return (identifier) => followed(of(identifier), day, whole)[0] ?? identifier;
}

/** Identifiers that are linked by being of one organisation, each with the first of its kind. */
function byIdentifier(organisations: readonly Registered[]): Map<string, string> {
  const linked = new Map<string, Set<string>>();
  for (const { id, identifiers } of organisations) {
    const together = new Set([id]);
    for (const one of [id, ...identifiers])
      for (const other of linked.get(one) ?? [one]) together.add(other);
    for (const one of together) linked.set(one, together);
  }
  return new Map(
    [...linked].map(([one, together]) => {
      let first = one;
      for (const other of together) if (other < first) first = other;
      return [one, first];
    }),
  );
}
