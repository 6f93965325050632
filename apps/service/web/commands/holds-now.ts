import type { Json, JsonObject } from '#contracts/envelope.js';
import { usualThresholds } from '#contracts/events/fund/health-rules.js';
import { thresholdsOf } from '#contracts/events/fund/publication.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Field } from './fields.js';
import { textOf, type Sent } from './filled-in.js';
import { filledInBy } from './filled-in-by.js';
import type { Known, To } from './known.js';
import type { ListName } from './list-names.js';

/**
 * Commands that state terms anew: their forms begin with what holds now. What is said of the deed
 * itself is said anew each time.
 */
export function holdsNow(form: Field, to: To, sent: Sent, known: Known): Sent {
  const now = termsNow(to, sent, known);
  if (now === undefined) return {};
  const { signedOn: _, evidence: __, ...terms } = now as JsonObject;
  return { ...filledInBy(form, '', terms), [marker]: 'yes' };
}

function termsNow({ id, command }: To, sent: Sent, { facts, place }: Known): object | undefined {
  switch (command) {
    case 'vary-agreement':
      return place.get('agreement', id)?.attributes;
    case 'revise-delegation':
      return place.get('delegation', id)?.attributes;
    case 'change-ring-fence': {
      const ringFence = textOf(sent, 'ringFence');
      const fact = facts.get('ring-fence', ringFence);
      return fact && { ...fact.attributes, ringFence };
    }
    case 'revise-strategy':
      return latest(place.list('strategy').filter(({ attributes }) => attributes.strategy === id));
    case 'state-served-strategies': {
      const scheme = textOf(sent, 'scheme');
      const of = facts
        .list('served-strategies')
        .filter(({ attributes }) => attributes.scheme === scheme);
      return { ...latest(of), scheme };
    }
    case 'give-sign-off': {
      const statement = textOf(sent, 'statement');
      const of = facts.get('statement', statement)?.attributes;
      return of && { statement, sha256: of.sha256 };
    }
    case 'withdraw-approval':
      return approved(facts.get('decision-approval', textOf(sent, 'approval'))?.attributes);
    case 'set-health-rules':
      return latest(facts.list('health-rules')) ?? usualThresholds;
    case 'set-publication-policy':
      return policyNow(facts, id);
    default:
      return undefined;
  }
}

/** What exactly was approved, without who approved it until when. */
function approved(given: FactTypes['decision-approval'] | undefined): object | undefined {
  if (given === undefined) return undefined;
  const { approval: _, until: __, ...decision } = given;
  return decision;
}

/** Amounts that are those of the rules follow from the rules: who chooses others is given theirs. */
function policyNow(facts: FactsAt, fund: string): object | undefined {
  const policy = facts.get('publication-policy', fund)?.attributes;
  if (policy === undefined) return undefined;
  const { standard, thresholds } = policy;
  const usual = standard === 'own' ? undefined : thresholdsOf[standard];
  const own = Object.entries(thresholds).filter(
    ([name, amount]) => usual?.[name as keyof typeof usual] !== amount,
  );
  const redactions = facts.get('publication-redactions', fund)?.attributes;
  return { ...policy, ...redactions, thresholds: Object.fromEntries(own) };
}

/** Each day's terms are a fact of their own: those of the latest hold. */
const latest = <Terms extends object>(
  facts: readonly { readonly id: string; readonly attributes: Terms }[],
): Terms | undefined => [...facts].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)?.attributes;

/** What is chosen before the form, because what the form begins with depends on it. */
export const chosenFirst: Readonly<
  Record<string, { readonly name: string; readonly list: ListName }>
> = {
  'change-ring-fence': { name: 'ringFence', list: 'ring-fence' },
  'state-served-strategies': { name: 'scheme', list: 'scheme' },
  'give-sign-off': { name: 'statement', list: 'statement-to-sign' },
  'withdraw-approval': { name: 'approval', list: 'own-approval' },
};

/** What these leave unsaid stays as it was, or becomes what is usual: that there is none is said. */
const saysNone: ReadonlySet<string> = new Set(['vary-agreement', 'set-publication-policy']);

/** Sent with a form that began with what holds: what is empty in it then was emptied. */
const marker = 'holds';

/** Whether a form began with what holds. */
export const beganWithWhatHolds = (sent: Sent): boolean => textOf(sent, marker) !== '';

/** What somebody emptied that held something, said as none; what the form does not know stays away. */
export function emptied(form: Field & { readonly kind: 'part' }, to: To, sent: Sent): JsonObject {
  if (!saysNone.has(to.command) || !beganWithWhatHolds(sent)) return {};
  return Object.fromEntries<Json>(
    form.members.flatMap(({ name, field }): [string, Json][] => {
      if (name === 'signedOn' || name === 'effective') return [];
      if (field.nullable) return [[name, null]];
      return lists.has(field.kind) ? [[name, []]] : [];
    }),
  );
}
const lists: ReadonlySet<Field['kind']> = new Set(['lines', 'rows', 'grid', 'several', 'order']);
