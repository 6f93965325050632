import { z } from 'zod';
import { event } from '../../event-type.js';
import { Id, OrganisationId, Text } from '../../values.js';

export const FundEstablished = event('FundEstablished', 1, {
  name: Text,
  kind: z.enum(['pooled', 'aligned', 'grant', 'single']),
  host: OrganisationId,
  agreement: Id.nullable(),
  area: Id,
});

/**
 * From its day on another body keeps the fund in its books, or it stands under another agreement.
 * What was decided before stays judged by who was host then (rule 12).
 */
export const HostingChanged = event('HostingChanged', 1, {
  host: OrganisationId,
  agreement: Id.nullable(),
  cause: z.enum(['succession', 'agreed']),
  evidence: Text,
});

export const SourceOpened = event('SourceOpened', 2, {
  source: Id,
  name: Text,
  role: z.enum(['partner', 'funder']),
  organisation: OrganisationId,
  through: OrganisationId.nullable(),
  power: Text,
  /** Said to be a partner, and no party to the fund's agreement on the day: it shares no risk. */
  notParty: z.boolean(),
});

/** How a scheme stands in the partners' own accounts; unknown is never assumed (rule 14). */
export const AccountingBasis = z.enum(['joint-operation', 'lead-commissioner', 'agent', 'unknown']);

export const SchemeOpened = event('SchemeOpened', 2, {
  scheme: Id,
  name: Text,
  category: Id,
  need: Text.nullable(),
  cohort: Text.nullable(),
  area: Id,
  demandLed: z.boolean(),
  accountingBasis: AccountingBasis,
});

/** From its day on a scheme is accounted for on another basis than before, or on one that is known. */
export const AccountingBasisStated = event('AccountingBasisStated', 1, {
  scheme: Id,
  accountingBasis: AccountingBasis,
  evidence: Text,
});

/** What was unknown of a scheme when it was opened becomes known, or it is demand-led from now on. */
export const SchemeDescribed = event('SchemeDescribed', 1, {
  scheme: Id,
  stated: z.strictObject({
    category: Id.exactOptional(),
    need: Text.exactOptional(),
    cohort: Text.exactOptional(),
    area: Id.exactOptional(),
    demandLed: z.boolean().exactOptional(),
  }),
  evidence: Text,
});

/** What was unknown of a source when it was opened becomes known. */
export const SourceDescribed = event('SourceDescribed', 1, {
  source: Id,
  stated: z.strictObject({
    power: Text.exactOptional(),
    through: OrganisationId.exactOptional(),
  }),
  evidence: Text,
});

export const setUpEvents = {
  FundEstablished,
  HostingChanged,
  SourceOpened,
  SchemeOpened,
  AccountingBasisStated,
  SchemeDescribed,
  SourceDescribed,
} as const;
