import type { Member } from './fields.js';
import { isFilledIn, textOf, within, type Sent } from './filled-in.js';
import { members, type Showing } from './shown.js';

/**
 * Commands that are for what may each be left out: nothing of it is folded away, or the form would ask
 * for all but what it is for.
 */
const openFromTheStart: ReadonlySet<string> = new Set([
  ...(['change-details', 'change-hosting', 'set-publication-policy'] as const),
  ...(['define-ring-fence', 'recode-spending', 'reprofile-held-money'] as const),
  ...(['agree-contract-terms', 'agree-grant-terms', 'vary-contract', 'vary-grant'] as const),
  ...(['reassess-personal-budget', 'profile-budget'] as const),
]);

/** What has to be said, what else may be, and what is asked of every command. */
export function laidOut(
  command: string,
  of: readonly Member[],
  sent: Sent,
  showing: Showing,
): object {
  const { more } = showing;
  const isCommon = ({ name }: Member): boolean => name === 'effective' || name === 'reason';
  const isOptional = ({ field }: Member): boolean => field.optional || field.nullable;
  const own = of.filter((member) => !isCommon(member));
  // What began with what holds says so above what holds.
  const isOpenAll = openFromTheStart.has(command) && textOf(sent, 'holds') === '';
  const others = isOpenAll ? [] : own.filter(isOptional);
  const isOpen = ({ name, field }: Member): boolean =>
    isFilledIn(field, within('', name), sent) ||
    [more, ...showing.errors.keys()].some((place) => place?.split(/[.~]/)[0] === name);
  return {
    needed: members(isOpenAll ? own : own.filter((each) => !isOptional(each)), '', showing),
    others: members(others, '', showing),
    open: others.some(isOpen),
    common: members(of.filter(isCommon), '', showing),
  };
}
