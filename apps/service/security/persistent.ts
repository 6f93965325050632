/** Refused so often within so long, a client is either broken or looking for a way in. */
const often = 30;
const windowMinutes = 15;
const windowMilliseconds = windowMinutes * 60_000;
const clientsMax = 10_000;

export const persistence = `refused ${often} times within ${windowMinutes} minutes`;

/** Counts who is refused again and again. */
export class Persistent {
  private readonly clients = new Map<string, { since: number; times: number }>();

  constructor(private readonly now: () => number = () => Date.now()) {}

  /** Counts a refusal; true where it is the one that makes the client a persistent one. */
  refused(client: string): boolean {
    const now = this.now();
    const known = this.clients.get(client);
    if (known && known.since > now - windowMilliseconds) {
      known.times += 1;
      return known.times === often;
    }
    if (this.clients.size >= clientsMax) this.forget(now);
    this.clients.set(client, { since: now, times: 1 });
    return false;
  }

  get number(): number {
    this.forget(this.now());
    return [...this.clients.values()].filter(({ times }) => times >= often).length;
  }

  private forget(now: number): void {
    for (const [client, { since }] of this.clients)
      if (since <= now - windowMilliseconds) this.clients.delete(client);
    // Too many in one window: the oldest make room.
    for (const client of [...this.clients.keys()].slice(0, this.clients.size - clientsMax + 1))
      this.clients.delete(client);
  }
}
