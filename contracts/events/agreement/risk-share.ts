import { z } from 'zod';
import { parsePence } from '#libs/money/pence.js';
import { Id, PositiveAmount } from '../../values.js';

/** A party to a risk share is the source of the fund that holds its money. */
const party = Id;

/** Ratios, not percentages: 625 and 375 are 62.5 % and 37.5 %. Ties go to the earlier. */
const FixedShare = z.strictObject({ party, share: z.int().min(0).max(1_000_000_000) });

/** In proportion to the base; in parts that are agreed; or left with the source on which it fell. */
const plainRules = [
  z.strictObject({ kind: z.literal('pro-rata') }),
  z.strictObject({
    kind: z.literal('fixed'),
    shares: z
      .array(FixedShare)
      .min(1)
      .max(50)
      .refine((shares) => shares.some(({ share }) => share > 0), {
        error: 'at least one share must be more than 0',
      })
      .refine((shares) => new Set(shares.map((one) => one.party)).size === shares.length, {
        error: 'name each party once',
      }),
  }),
  z.strictObject({ kind: z.literal('where-it-falls') }),
] as const;
export const PlainRule = z.discriminatedUnion('kind', plainRules);

/** The most that a party bears or receives, and who takes what goes beyond it. */
const caps = z
  .array(z.strictObject({ party, amount: PositiveAmount, excessTo: party }))
  .min(1)
  .max(50)
  .refine((all) => new Set(all.map((cap) => cap.party)).size === all.length, {
    error: 'cap each party once',
  })
  .refine((all) => all.every(({ excessTo }) => all.every((cap) => cap.party !== excessTo)), {
    error: 'who takes an excess must not be capped',
  });

const CappedPlainRule = z.strictObject({ kind: z.literal('capped'), rule: PlainRule, caps });

/** The variance in bands, each with a rule of its own: the last has no upper bound. */
const BandedRule = z.strictObject({
  kind: z.literal('banded'),
  bands: z
    .array(
      z.strictObject({
        upTo: PositiveAmount.nullable(),
        rule: z.discriminatedUnion('kind', [...plainRules, CappedPlainRule]),
      }),
    )
    .min(1)
    .max(20)
    .refine(
      (bands) => bands.every(({ upTo }, at) => (upTo === null) === (at === bands.length - 1)),
      {
        error: 'only the last band is without an upper bound',
      },
    )
    .refine(
      (bands) =>
        bands.every(({ upTo }, at) => upTo === null || above(upTo, bands[at - 1]?.upTo ?? null)),
      { error: 'each band must reach further than the one before' },
    ),
});

const above = (bound: string, before: string | null): boolean =>
  before === null || parsePence(bound) > parsePence(before);

const CappedRule = z.strictObject({
  kind: z.literal('capped'),
  rule: z.discriminatedUnion('kind', [...plainRules, BandedRule]),
  caps,
});

/** How a variance is split between parties (rule 7). */
export const ShareRule = z.discriminatedUnion('kind', [...plainRules, BandedRule, CappedRule]);

const bothWays = { over: ShareRule, under: ShareRule };

export const RiskShare = z.strictObject({
  ...bothWays,
  /** Schemes whose variance is shared by rules of their own, apart from the rest of the pool. */
  schemes: z
    .array(z.strictObject({ scheme: Id, ...bothWays }))
    .max(200)
    .refine((all) => new Set(all.map((one) => one.scheme)).size === all.length, {
      error: 'name each scheme once',
    }),
  /**
   * What a share is in proportion to. `agreed-contributions`: the year's agreed unrestricted revenue
   * cash contributions as last varied; or amounts that the agreement itself names.
   */
  base: z.union([
    z.literal('agreed-contributions'),
    z
      .array(z.strictObject({ party, amount: PositiveAmount }))
      .min(1)
      .max(50),
  ]),
  /** The order of the parties where the agreement gives one; without it, by source id. */
  parties: z.array(party).max(50),
  /** Whether the variance of aligned money is shared too. */
  aligned: z.boolean(),
});

export type PlainRule = z.infer<typeof PlainRule>;
export type ShareRule = z.infer<typeof ShareRule>;
export type RiskShare = z.infer<typeof RiskShare>;
