import { step, type Input, type Kind, type Named, type Step } from '../step.js';

/** Who asks and why, and on which day, where that is not the day on which it takes effect. */
export interface Telling {
  readonly by?: string;
  readonly on?: string;
  readonly reason?: string;
}

/** A step of the place: what of it is not said is usual in the place that tells it. */
export function told<K extends Kind, Name extends Named<K>>(
  kind: K,
  id: string,
  command: Name,
  input: Input<K, Name>,
  day: string,
  { by = 'amina', on, reason = 'As the partners agreed' }: Telling = {},
): Step {
  const one = step(kind, id, command, input, day, reason, by);
  return on === undefined ? one : { ...one, on };
}

/** What is asked of one fund, by whoever usually asks it and for the usual reason. */
export const toFund =
  (fund: string, usual: Telling) =>
  <Name extends Named<'fund'>>(
    command: Name,
    input: Input<'fund', Name>,
    day: string,
    telling: Telling = {},
  ): Step =>
    told('fund', fund, command, input, day, { ...usual, ...telling });
