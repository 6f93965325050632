import { z } from 'zod';
import { eventTypes } from '#contracts/events/all.js';
import { Amount } from '#contracts/values.js';

/*
 * A rate, a weight or a measured value may look like an amount of money. Which members of an event hold
 * money is said by its contract, and by nothing else.
 */

const known = new Map<string, ReadonlySet<string>>();

/** The members of an event of a type, however deep, that hold amounts of money. */
export function amountMembers(type: string): ReadonlySet<string> {
  const before = known.get(type);
  if (before) return before;
  const found = new Set<string>();
  const contract = Object.hasOwn(eventTypes, type)
    ? eventTypes[type as keyof typeof eventTypes]
    : undefined;
  collect(contract?.schema, '', found, new Set());
  known.set(type, found);
  return found;
}

interface Check {
  readonly _zod: { readonly def: { readonly pattern?: RegExp } };
}

/** How a text must look, which schemas that ask for more of it keep. */
const patternsOf = ({ _zod: { def } }: z.ZodType): readonly (RegExp | undefined)[] =>
  ((def.checks ?? []) as readonly Check[]).map((check) => check._zod.def.pattern);
const [ofAmounts] = patternsOf(Amount);

/** What schemas of other kinds than an object keep their parts under. */
const partsOf = [
  'innerType',
  'element',
  'options',
  'valueType',
  'in',
  'out',
  'left',
  'right',
  'items',
];

/** Walks what a schema is made of; one that nests itself is walked once. */
function collect(of: unknown, member: string, found: Set<string>, seen: Set<unknown>): void {
  if (Array.isArray(of)) for (const each of of) collect(each, member, found, seen);
  if (!(of instanceof z.ZodType)) return;
  if (ofAmounts && patternsOf(of).includes(ofAmounts)) found.add(member);
  if (of instanceof z.ZodObject) {
    if (seen.has(of)) return;
    seen.add(of);
    for (const [name, inner] of Object.entries(of.shape)) collect(inner, name, found, seen);
  }
  const parts = of._zod.def as unknown as Readonly<Record<string, unknown>>;
  for (const part of partsOf) collect(parts[part], member, found, seen);
}
