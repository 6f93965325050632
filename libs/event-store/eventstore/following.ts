import { eventsPerAppendMax } from '../limits.js';
import { LogDamaged, type Incoming } from './events.js';
import { compare, type Position } from './position.js';

/** The last event that has a number. */
export interface Last {
  readonly number: number;
  readonly recorded: string | undefined;
  readonly position: Position | undefined;
}

/** More than one command can have. */
const eventsWaitingMax = 2 * eventsPerAppendMax;

/** What one subscription has brought. */
export class Following {
  /** Whether the server has taken it on. */
  begun = false;
  private pending: Incoming[] = [];
  /** How far the server said that it has come: all before it was sent. */
  private checkpoint: Position | undefined;

  constructor(
    public last: Last,
    /** Up to here all is numbered; undefined at the beginning. */
    public resume: Position | undefined,
  ) {}

  take(event: Incoming): void {
    // The server may begin with the event that was named.
    const before = this.pending.at(-1) ?? this.last.position;
    if (before === undefined || compare(event, before) > 0) this.pending.push(event);
  }

  /** Takes out the leading events of which each command is complete. */
  whole(): readonly Incoming[] {
    const open = new Set<string>();
    let count = 0;
    for (const [place, { stream, revision, span }] of this.pending.entries()) {
      if (revision < span.last) open.add(stream);
      else open.delete(stream);
      if (open.size === 0) count = place + 1;
    }
    return this.pending.splice(0, count);
  }

  assigned(last: Last): void {
    this.last = last;
    this.resume = last.position;
  }

  reached(checkpoint: Position): void {
    this.checkpoint = checkpoint;
  }

  /** A command stands together: what has come without its end once nothing else comes is damaged. */
  requireWhole(nothingElseComes: boolean): void {
    const [broken] = this.pending;
    if (broken === undefined || !(nothingElseComes || this.pending.length > eventsWaitingMax))
      return;
    const { stream, revision, span } = broken;
    throw new LogDamaged(
      `EventStoreDB holds a command in ${stream} from revision ${revision} on that should end at ${span.last} and does not: numbering stops before it.`,
    );
  }

  /** All that was sent has been numbered: what the server passed over need not be looked at again. */
  finished(): void {
    const { checkpoint, resume } = this;
    if (checkpoint === undefined || this.pending.length > 0) return;
    if (resume === undefined || compare(checkpoint, resume) > 0) this.resume = checkpoint;
  }
}
