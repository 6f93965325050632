import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';
import { withoutPower } from './without-power.js';

interface Reversed extends JsonObject {
  readonly entry: { readonly type: string; readonly data: JsonObject };
}

/** What is corrected is told in the words of the present version of its type. */
function entryWithoutPower(reversed: JsonObject, effective: string): JsonObject {
  const { entry } = reversed as Reversed;
  return ['MoneyReturned', 'SettlementPaid'].includes(entry.type)
    ? { ...reversed, entry: { ...entry, data: withoutPower(entry.data, effective) } }
    : reversed;
}

export const correctionUpcasters: Upcasters = {
  SettlementPaid: [withoutPower],
  EntryReversed: [entryWithoutPower],
};
