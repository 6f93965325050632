import type { RecordedEvent } from '#contracts/envelope.js';

/** What events of one kind by one hand have in common: many share it, so it is kept once. */
export interface Provenance {
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly actor: string;
  readonly organisation: string;
  readonly authority: string;
  /** Whose idempotency key it was: the key up to its first slash. */
  readonly client: string;
}

interface Known extends Provenance {
  readonly id: number;
}

/** Keeps the book to some tens of megabytes. */
const provenancesMax = 200_000;

/** Numbers for provenances, and which of them have one already. */
export class ProvenanceBook {
  readonly #byStream = new Map<string, Known[]>();
  #lastId: number;
  #size = 0;

  constructor(
    lastId: number,
    private readonly most = provenancesMax,
  ) {
    this.#lastId = lastId;
  }

  get isFull(): boolean {
    return this.#size >= this.most;
  }

  find(event: RecordedEvent): number | undefined {
    const known = this.#byStream.get(event.stream);
    if (known)
      for (const each of known)
        if (
          each.type === event.type &&
          each.version === event.version &&
          each.actor === event.actor &&
          each.organisation === event.organisation &&
          each.authority === event.authority &&
          isClient(event.key, each.client)
        )
          return each.id;
    return undefined;
  }

  /** One that is in the tables already. */
  put(provenance: Provenance, id: number): void {
    const known = this.#byStream.get(provenance.stream);
    if (known) known.push({ ...provenance, id });
    else this.#byStream.set(provenance.stream, [{ ...provenance, id }]);
    this.#size += 1;
  }

  /** One that is not, with the next id. */
  begin(provenance: Provenance): number {
    this.put(provenance, ++this.#lastId);
    return this.#lastId;
  }

  /** Those of some streams, to be put anew as the tables hold them. */
  forgetStreams(streams: Iterable<string>): void {
    for (const stream of streams) {
      this.#size -= this.#byStream.get(stream)?.length ?? 0;
      this.#byStream.delete(stream);
    }
  }
  forget(): void {
    this.#byStream.clear();
    this.#size = 0;
  }
}

export const provenanceOf = ({
  stream,
  type,
  version,
  actor,
  organisation,
  authority,
  key,
}: RecordedEvent): Provenance => ({
  ...{ stream, type, version, actor, organisation, authority },
  client: clientOf(key),
});

/** A key is `<client>/<the client's own key>`; one without a slash is its own client. */
function clientOf(key: string): string {
  const end = key.indexOf('/');
  return end < 0 ? key : key.slice(0, end);
}

const isClient = (key: string, client: string): boolean =>
  key.startsWith(client) && (key.length === client.length || key[client.length] === '/');
