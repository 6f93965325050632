import { z } from 'zod';
import { PublishedLine } from '#contracts/events/fund/publication.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import type { Point, Published, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';

const said = z.string().trim().min(1).max(200).optional();

/** What may be asked of published lines. Empty fields of a form ask nothing. */
export const PublishedAsked = z.preprocess(
  (query) =>
    Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== '')),
  z.object({
    publication: said,
    kind: PublishedLine.shape.kind.optional(),
    provider: said,
    words: said,
    cursor: said,
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
);

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
