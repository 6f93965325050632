import { textOf, type Sent } from './filled-in.js';
import type { ListName } from './list-names.js';

/** What belongs to the thing that a command is given to, and is identified as a part of it. */
export const parts: ReadonlySet<ListName> = new Set([
  ...(['option', 'break', 'grant-condition', 'match', 'subcontract'] as const),
  ...(['pass-down', 'terms', 'stage', 'claim'] as const),
  ...(['claim-to-verify', 'claim-verified', 'claim-that-doubles', 'claim-to-reject'] as const),
]);
/** What belongs to something that is named beside it, by the field in which that is named. */
export const namedBeside: Partial<Record<ListName, string>> = {
  instalment: 'contribution',
  'contribution-condition': 'contribution',
  claim: 'outcome',
  'claim-verified': 'outcome',
};

/** What may have parts: whatever a command is given to. A fund’s commands name it beside them. */
export interface Owning {
  readonly collection: string;
  readonly id: string;
}

/** To what the things of a list belong: to what is named beside them, or to what the command is given to. */
export function ownerOf({ collection, id }: Owning, list: ListName, sent: Sent): string {
  const beside = collection === 'funds' ? namedBeside[list] : undefined;
  return beside === undefined ? id : textOf(sent, beside);
}
