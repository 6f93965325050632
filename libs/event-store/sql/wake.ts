import { Client } from 'pg';

/** Notified by whatever numbers events, in the transaction that does, with the last number. */
export const channel = 'purse_log';

/**
 * Tells followers that the log has grown. One connection listens for all of them; where it is lost
 * they still look once a poll, and it is opened again then.
 */
export class Wake {
  private latest = 0;
  private readonly waiting = new Set<() => void>();
  private connection: Promise<Client | undefined> | undefined;

  constructor(
    private readonly url: string,
    private readonly pollMilliseconds: number,
  ) {}

  /** The last number that was heard of; 0 before the first. */
  get last(): number {
    return this.latest;
  }

  /** Resolves once the log is listened to, or cannot be: then a poll will do. */
  async listening(): Promise<void> {
    this.connection ??= this.connect(() => {
      this.connection = undefined;
    });
    await this.connection;
  }

  /** Resolves when an event after this number may stand, at the latest after one poll. */
  async after(number: number, signal: AbortSignal): Promise<void> {
    await this.listening();
    if (this.latest > number || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, this.pollMilliseconds);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async close(): Promise<void> {
    const client = await this.connection;
    await client?.end();
  }

  /** `lost` is told once: what a connection says after that is no longer about the one in use. */
  private async connect(lost: () => void): Promise<Client | undefined> {
    const client = new Client({ connectionString: this.url, application_name: 'purse wake' });
    let gone = false;
    const end = (): void => {
      if (gone) return;
      gone = true;
      lost();
      // Where it broke after it had begun, the rest of it is given up too.
      client.end().catch(() => undefined);
    };
    client.on('error', end);
    client.on('end', end);
    client.on('notification', ({ payload }) => {
      this.latest = Math.max(this.latest, Number(payload));
      for (const wake of this.waiting) wake();
    });
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      return client;
    } catch {
      end();
      return undefined;
    }
  }
}
