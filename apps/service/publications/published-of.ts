import { z } from 'zod';
import { ExclusionReason, PublishedLine } from '#contracts/events/fund/publication.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { unknown } from '#contracts/values.js';
import {
  kindsOf,
  lasting,
  publishedLengths,
  publishedMeasures,
} from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Found } from '#projections/publication/published.js';
import type { Point, Published, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';

const said = z.string().trim().min(1).max(200).optional();

/** Empty fields of a form ask nothing. */
const filled = <Shape extends z.ZodRawShape>(asked: Shape) =>
  z.preprocess(
    (query) =>
      Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== '')),
    z.object(asked),
  );

/** What may be asked of published lines, part by part. */
const lines = <Shape extends z.ZodRawShape>(asked: Shape) =>
  filled({
    ...asked,
    cursor: z
      .string()
      .max(500)
      .regex(/^\d{1,15}-\S+$/, 'it is not `next` of a page of this list')
      .optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  });

/** Of one fund. */
export const PublishedAsked = lines({
  publication: said,
  kind: PublishedLine.shape.kind.optional(),
  provider: said,
  words: said,
});

/** Over all funds, by what their sums are told apart by. */
export const PublishedOverFundsAsked = lines({
  measure: z.enum(publishedMeasures).optional(),
  fund: said,
  year: said,
  area: said,
  vcse: z.enum(['yes', 'no', unknown]).optional(),
  provider: said,
  length: z.enum(publishedLengths).optional(),
});

/** Which of the totals of a fund. */
export const PublishedTotalAsked = filled({
  ...{ scheme: said, year: said, area: said },
  reason: ExclusionReason.optional(),
});

/** What one fund says that it publishes, and its publications. */
export interface PublishedOf extends Published {
  readonly policy: Fact<'publication-policy'>;
  readonly publications: readonly Fact<'publication'>[];
}

/** A fund without a policy is answered as one that is not there: of it nothing is public. */
export async function publishedOf(
  reading: Reading,
  fund: string,
  point: Point,
): Promise<PublishedOf> {
  const published = await reading.published(point);
  const { facts } = published;
  const policy = facts.get('publication-policy', fund);
  if (!policy)
    throw refuse('not-found', { what: 'fund that publishes', id: fund, where: 'the ledger' });
  const publications = facts.list('publication').filter((one) => one.fund === fund);
  return { ...published, policy, publications };
}

/** Published lines over funds, each of which `/published/<fund>` shows too, and what they come to. */
export async function linesOverFunds(
  reading: Reading,
  asked: z.infer<typeof PublishedOverFundsAsked>,
  point: Point,
): Promise<Published & Found> {
  const { measure, length, cursor, limit, ...search } = asked;
  const { fund } = search;
  const published =
    fund === undefined ? await reading.published(point) : await publishedOf(reading, fund, point);
  const found = await reading.publishedLines(
    {
      ...search,
      kinds: measure && kindsOf[measure],
      lasting:
        length === undefined
          ? undefined
          : lasting((await reading.publishedSums(point)).sums, length),
    },
    { cursor, limit },
    point,
  );
  return { ...published, ...found };
}
