import type { Entity, FactChange, FactTypes } from './fact-types.js';
import { none } from './posting.js';

/** One entity as it stood at a log number, on a day. */
export interface Fact<Kind extends Entity> {
  readonly id: string;
  readonly fund: string;
  readonly provider: string;
  /** The number of the event that last changed it. */
  readonly number: number;
  readonly effective: string;
  readonly attributes: Readonly<FactTypes[Kind]>;
}

export type AnyFact = { [Kind in Entity]: Fact<Kind> & { readonly entity: Kind } }[Entity];

/** What one event says of one entity, with the event's number. */
export type FactLine = Omit<FactChange, 'attributes'> & {
  readonly number: number;
  readonly attributes: object;
};

/** By kind, something that is said when one is made and at no change of it. */
const saidAtFirst: Readonly<Record<string, string>> = { award: 'kind', task: 'kind' };

/**
 * What lines amount to, in the order of the log: later ones go over earlier ones. A change that took
 * effect before the thing itself, of which the thing's own line tells nothing yet, makes no thing.
 */
export function standing(lines: Iterable<FactLine>): FactsAt {
  const entities = new Map<string, AnyFact>();
  for (const line of lines) {
    const key = `${line.entity}\n${line.id}`;
    const before = entities.get(key);
    entities.set(key, {
      ...line,
      provider: line.provider === none ? (before?.provider ?? none) : line.provider,
      // Most things are said once: what was said is then kept as it is, and things said alike stay alike.
      attributes: before ? { ...before.attributes, ...line.attributes } : line.attributes,
    } as unknown as AnyFact);
  }
  return new FactsAt(
    [...entities.values()].filter(({ entity, attributes }) => {
      const first = saidAtFirst[entity];
      return first === undefined || first in attributes;
    }),
  );
}

/** Facts at one log number and day. */
export class FactsAt {
  readonly #byEntity = new Map<Entity, Map<string, AnyFact>>();

  constructor(facts: Iterable<AnyFact>) {
    for (const fact of facts) {
      const ofKind = this.#byEntity.get(fact.entity);
      if (ofKind) ofKind.set(fact.id, fact);
      else this.#byEntity.set(fact.entity, new Map([[fact.id, fact]]));
    }
  }

  /** All of a kind, in code-point order of their identifiers. */
  list<Kind extends Entity>(entity: Kind): Fact<Kind>[] {
    const ofKind = [...(this.#byEntity.get(entity)?.values() ?? [])] as unknown as Fact<Kind>[];
    return ofKind.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** These and others; where both know a thing, the others say it. */
  with(others: FactsAt): FactsAt {
    return new FactsAt(
      [this, others].flatMap((facts) =>
        [...facts.#byEntity.values()].flatMap((ofKind) => [...ofKind.values()]),
      ),
    );
  }

  get<Kind extends Entity>(entity: Kind, id: string): Fact<Kind> | undefined {
    return this.#byEntity.get(entity)?.get(id) as unknown as Fact<Kind> | undefined;
  }
}
