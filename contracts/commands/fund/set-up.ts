import { z } from 'zod';
import {
  AccountingBasis,
  HostingChanged,
  SchemeDescribed,
  SourceDescribed,
} from '../../events/fund/set-up.js';
import { Id, OrganisationId, Text, unknown } from '../../values.js';

/** "Unknown" is what it was before. */
const saysSomething = [
  (stated: object): boolean => {
    const said: unknown[] = Object.values(stated);
    return said.length > 0 && !said.includes(unknown);
  },
  { error: 'say what is known now' },
] as const;

export const setUpCommands = {
  'establish-fund': z.strictObject({
    name: Text,
    kind: z.enum(['pooled', 'aligned', 'grant', 'single']),
    host: OrganisationId,
    agreement: Id.optional(),
    area: Id.default('unknown'),
  }),
  /** Who keeps the fund from the day on, and under which agreement; what is not named stays. */
  'change-hosting': z.strictObject({
    host: OrganisationId.optional(),
    agreement: Id.optional(),
    cause: HostingChanged.schema.shape.cause.default('agreed'),
    evidence: Text,
  }),
  'open-source': z.strictObject({
    source: Id,
    name: Text,
    role: z.enum(['partner', 'funder']),
    organisation: OrganisationId,
    through: OrganisationId.optional(),
    power: Text.default('unknown'),
  }),
  'open-scheme': z.strictObject({
    scheme: Id,
    name: Text,
    category: Id.default('unknown'),
    need: Text.optional(),
    cohort: Text.optional(),
    area: Id.default('unknown'),
    demandLed: z.boolean().default(false),
    accountingBasis: AccountingBasis.default('unknown'),
  }),
  'describe-scheme': z.strictObject({
    scheme: Id,
    stated: SchemeDescribed.schema.shape.stated.refine(...saysSomething),
    evidence: Text,
  }),
  'describe-source': z.strictObject({
    source: Id,
    stated: SourceDescribed.schema.shape.stated.refine(...saysSomething),
    evidence: Text,
  }),
  'state-accounting-basis': z.strictObject({
    scheme: Id,
    accountingBasis: AccountingBasis,
    /** Where the partners agreed it. */
    evidence: Text,
  }),
} as const;
