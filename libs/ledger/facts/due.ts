import { idOf, kindOf, type Standing } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change } from './change.js';

/** What can fall due by the clock alone. */
export type DueKind =
  | 'reservation-expires'
  | 'change-expires'
  | 'option-lapses'
  | 'accrual-reverses'
  | 'move-expires'
  | 'rejection-unfinished'
  | 'proposal-lapses'
  | 'recoding-lapses';

export interface DueFacts {
  /**
   * Something that is to be done once a time has come; identified as
   * `<what>/<stream that said so>/<ref>`. It is open until the event that does it, or makes it needless.
   */
  due: {
    what: DueKind;
    /** An instant (UTC), or a day, which has come when it begins in Europe/London. */
    at: string;
    /** Kind and identifier of the stream that the command is for. */
    kind: string;
    id: string;
    /** What of it falls due; empty where it is the whole stream. */
    ref: string;
    open: boolean;
  };
}

const identifier = (stream: string, what: DueKind, ref: string): string =>
  [what, idOf(stream), ...(ref === '' ? [] : [ref])].join('/');

/** Falls due at a time; `of` is the stream that the command is for, where it is another one. */
export const fallsDue = (
  event: Standing,
  what: DueKind,
  ref: string,
  at: string,
  of: string = event.stream,
): FactChange =>
  change(event, 'due', identifier(event.stream, what, ref), {
    what,
    at,
    kind: kindOf(of),
    id: idOf(of),
    ref,
    open: true,
  });

/** Is done, or need not be done any more. */
export const fallsDueNoMore = (event: Standing, what: DueKind, ref: string): FactChange =>
  change(event, 'due', identifier(event.stream, what, ref), { open: false });
