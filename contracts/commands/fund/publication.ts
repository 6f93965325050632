import { z } from 'zod';
import {
  Confidential,
  PublicationPolicySet,
  PublicationStandard,
  PublicationThresholds,
  PublishedKind,
} from '../../events/fund/publication.js';
import { Day, Id, OrganisationId } from '../../values.js';

const shape = PublicationPolicySet.schema.shape;

export const publicationCommands = {
  /** What the fund publishes from the day on. */
  'set-publication-policy': z.strictObject({
    standard: PublicationStandard.default('transparency-code'),
    lines: z.array(PublishedKind).max(2).default(['payments', 'awards']),
    totals: z.boolean().default(true),
    /** Where not said, those of the standard; rules of one's own name all. */
    thresholds: PublicationThresholds.partial().default({}),
    personal: shape.personal.default('redacted'),
    individuals: z.array(OrganisationId).max(500).default([]),
    confidential: z.array(Confidential).max(500).default([]),
    smallestGroup: shape.smallestGroup.default(3),
  }),
  /** Makes public what has taken effect by a day and was not in a publication before. */
  publish: z.strictObject({ publication: Id, until: Day }),
} as const;
