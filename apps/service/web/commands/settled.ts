import { answered, type Answered, type Named } from './answered.js';
import type { Field, Member } from './fields.js';
import { textsOf, type Sent } from './filled-in.js';
import { beganWithWhatHolds } from './holds-now.js';

/** By command, what is said by what was chosen before its form: it is shown there, and not asked. */
const settledBy: Readonly<Record<string, ReadonlySet<string>>> = {
  'give-sign-off': new Set(['statement', 'sha256']),
  'withdraw-approval': new Set(['decision', 'subject', 'of', 'amount', 'recurrent', 'parts']),
};

export interface Settled {
  readonly stated: readonly Answered[];
  /** What the form sends of it, unseen. */
  readonly carried: readonly { readonly name: string; readonly value: string }[];
  /** What is left to ask. */
  readonly asked: readonly Member[];
}

/** Parts a form into what is settled before it, and what it asks. */
export function settledIn(
  command: string,
  form: Field & { readonly kind: 'part' },
  sent: Sent,
  named: Named,
): Settled {
  const settled = beganWithWhatHolds(sent) ? settledBy[command] : undefined;
  if (settled === undefined) return { stated: [], carried: [], asked: form.members };
  const isSettled = (path: string): boolean => settled.has(path.split('.')[0] ?? '');
  const members = form.members.filter(({ name }) => isSettled(name));
  return {
    stated: answered({ ...form, members }, '', '', sent, named),
    carried: Object.keys(sent)
      .filter(isSettled)
      .flatMap((name) => textsOf(sent, name).map((value) => ({ name, value }))),
    asked: form.members.filter(({ name }) => !isSettled(name)),
  };
}
