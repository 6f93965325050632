import { z } from 'zod';
import { AreaDefined, AreaMembershipChanged, AreaPopulationStated } from '../events/area.js';
import type { CommandsOf } from './commands-of.js';

const { members, complete, overlaps } = AreaMembershipChanged.schema.shape;

/** The area is the one that the command is sent to, by its GSS code. */
export const areaCommands = {
  'define-area': AreaDefined.schema.extend({
    members: members.default([]),
    complete: complete.default(false),
    overlaps: overlaps.default([]),
  }),
  /** The whole set as it is from the day on which the command takes effect. */
  'change-area-membership': AreaMembershipChanged.schema.extend({
    complete: complete.default(false),
    overlaps: overlaps.default([]),
  }),
  'state-area-population': z.strictObject(AreaPopulationStated.schema.shape),
} as const;

export type AreaCommand = CommandsOf<typeof areaCommands>;
