import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Day, Id, Text } from '../values.js';

/** `local`: a neighbourhood that only its partners draw; every other kind has a GSS code. */
export const AreaKind = z.enum([
  'output-area',
  'ward',
  'parish',
  'district',
  'unitary',
  'county',
  'combined-authority',
  'icb',
  'travel-to-work-area',
  'region',
  'country',
  'local',
]);

/** What an area is made of from a day on: the whole set, so that a later one replaces it. */
const set = {
  /** Areas that lie wholly within it. */
  members: z.array(Id).max(5_000),
  /** Together the members are all of it: nothing of it lies outside them. */
  complete: z.boolean(),
  /** Areas that share some ground with it, where nobody knows or draws the common part. */
  overlaps: z.array(Id).max(5_000),
  source: Text,
};

export const AreaDefined = event('AreaDefined', 1, { name: Text, kind: AreaKind, ...set });

export const AreaMembershipChanged = event('AreaMembershipChanged', 1, set);

export const AreaPopulationStated = event('AreaPopulationStated', 1, {
  people: z.int().min(0).max(2_000_000_000),
  /** The day that the figure is of: a mid-year estimate is of 30 June, whenever it is published. */
  day: Day,
  source: Text,
});

export const areaEvents = { AreaDefined, AreaMembershipChanged, AreaPopulationStated } as const;
export type AreaEvent = DraftOf<typeof areaEvents>;
