import type { personEvents } from '#contracts/events/person.js';
import { saysNothing, type FactsBy } from './change.js';

/** No figure may depend on what is sealed, nor on its being forgotten. */
export const personFacts: FactsBy<typeof personEvents> = { PersonForgotten: saysNothing };
