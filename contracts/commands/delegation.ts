import { z } from 'zod';
import { DelegationAdopted, DelegationRevoked, Power } from '../events/delegation.js';
import type { CommandsOf } from './commands-of.js';

const { bases, heads } = DelegationAdopted.schema.shape;
const { shape } = Power;

const scheme = DelegationAdopted.schema.extend({
  powers: z
    .array(
      Power.extend({
        heads: shape.heads.default(null),
        limit: shape.limit.default(null),
        cumulative: shape.cumulative.default(null),
        recurrent: shape.recurrent.default(false),
        boundaries: shape.boundaries.default(['within-scheme', 'between-schemes']),
        decides: shape.decides.default('on-proposal'),
        seconds: shape.seconds.default([]),
        from: shape.from.default(null),
        until: shape.until.default(null),
      }),
    )
    .min(1)
    .max(500),
  heads: heads.default([]),
  bases: bases.default([]),
});

/** The scheme of delegation of one organisation, which is the one that the command is sent to. */
export const delegationCommands = {
  'adopt-delegation': scheme,
  'revise-delegation': scheme,
  'revoke-delegation': z.strictObject(DelegationRevoked.schema.shape),
} as const;

export type DelegationCommand = CommandsOf<typeof delegationCommands>;
