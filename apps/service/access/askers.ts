import { askersOf, type Asker } from '#libs/access/asker.js';
import type { Reading } from '#projections/reading/reading.js';

/**
 * In which appointments a person acts now. What this process has recorded counts at once; what
 * others have, as soon as the views have it.
 */
export async function actingAs(reading: Reading, person: string): Promise<readonly Asker[]> {
  const { facts, moment } = await reading.appointments(person);
  return askersOf(facts, person, moment.day);
}
