import { z } from 'zod';
import type { JsonObject } from './envelope.js';

/** An event as a decision makes it: what happened and when it takes effect. The rest is added later. */
export interface Draft<Type extends string = string, Data = JsonObject> {
  readonly type: Type;
  readonly version: number;
  readonly effective: string;
  readonly data: Data;
}

/** The contract of one event type at one version. */
export interface EventType<Type extends string, Shape extends z.ZodRawShape> {
  readonly type: Type;
  readonly version: number;
  readonly schema: z.ZodObject<Shape>;
  /** Makes a draft; the schema is the compiler's to check. */
  of(
    effective: string,
    data: z.output<z.ZodObject<Shape>>,
  ): Draft<Type, z.output<z.ZodObject<Shape>>>;
}

/** Declares what happened, and nothing about how it is stored. */
export function event<const Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  version: number,
  shape: Shape,
): EventType<Type, Shape> {
  return {
    type,
    version,
    schema: z.strictObject(shape).meta({ title: type, version }),
    of: (effective, data) => ({ type, version, effective, data }),
  };
}

/** The draft of any of the given event types: a union to switch over by `type`. */
export type DraftOf<Types extends Readonly<Record<string, { of: (...args: never[]) => unknown }>>> =
  ReturnType<Types[keyof Types]['of']>;
