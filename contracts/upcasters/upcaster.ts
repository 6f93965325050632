import type { JsonObject } from '../envelope.js';

/** What the data of one version says in the words of the next. */
export type Upcaster = (data: JsonObject, effective: string) => JsonObject;

/** By event type: the step from version 1 to 2, from 2 to 3, and so on. */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;
