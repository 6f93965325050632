import fc from 'fast-check';

/** What somebody wants, before it is known what there is to want it of. */
export interface Wish<Kind extends string = string> {
  readonly kind: Kind;
  /** Choices among what there is. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly pence: number;
  /** Days after 1 April 2026. */
  readonly day: number;
  /** How many days after that it is asked for, where the clock is not that of a service. */
  readonly made?: number;
}

/** Like `fc.record`, and readable when it is printed. */
export const record = <T extends object>(of: {
  [Name in keyof T]: fc.Arbitrary<T[Name]>;
}): fc.Arbitrary<T> => fc.record(of, { noNullPrototype: true }) as fc.Arbitrary<T>;

/** Wishes of some kinds, each as often as its weight says. They shrink to the first kind and to zeros. */
export const wishOf = <Kind extends string>(
  weights: Readonly<Record<Kind, number>>,
): fc.Arbitrary<Wish<Kind>> =>
  record({
    kind: fc.oneof(
      ...Object.entries<number>(weights).map(([kind, weight]) => ({
        arbitrary: fc.constant(kind as Kind),
        weight,
      })),
    ),
    a: fc.nat(99),
    b: fc.nat(99),
    c: fc.nat(99),
    pence: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 600 })),
    day: fc.nat(729),
  });

/** The same, of which some are asked for on another day than that for which they are. */
export const wishOnOtherDays = <Kind extends string>(
  weights: Readonly<Record<Kind, number>>,
): fc.Arbitrary<Wish<Kind>> =>
  fc
    .tuple(
      wishOf(weights),
      fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: -300, max: 300 })),
    )
    .map(([wish, made]) => ({ ...wish, made }));

export const pick = <T>(among: readonly T[], n: number): T => among[n % among.length] as T;

/** One of what there is; now and then one that there is not. */
export function oneOf(known: Iterable<string>, n: number): string {
  const all = [...known];
  return n === 99 || all.length === 0 ? 'none-such' : pick(all, n);
}

export const pounds = (pence: number): string =>
  `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;

export const dayOf = (n: number): string =>
  new Date(Date.UTC(2026, 3, 1 + n)).toISOString().slice(0, 10);
