import type { AreaCommand } from '#contracts/commands/area.js';
import {
  AreaDefined,
  AreaMembershipChanged,
  AreaPopulationStated,
  type AreaEvent,
} from '#contracts/events/area.js';
import { happened, refused, type Decision } from '../decision.js';
import type { AreaSet } from './membership.js';

export interface Area {
  readonly defined: boolean;
  /** What it is made of, from which days on, in the order in which it was recorded. */
  readonly sets: readonly AreaSet[];
}

export const newArea = (): Area => ({ defined: false, sets: [] });

export function evolveArea({ sets }: Area, event: AreaEvent): Area {
  if (event.type === 'AreaPopulationStated') return { defined: true, sets };
  const { members, complete, overlaps } = event.data;
  return {
    defined: true,
    sets: [...sets, { from: event.effective, members, complete, overlaps }],
  };
}

/** Office for National Statistics, Code of Practice for GSS codes: a letter, two digits of the kind, six more. */
const gssCode = /^[EJKLMNSW]\d{8}$/;

export function decideArea(area: Area, asked: AreaCommand, id: string): Decision<AreaEvent> {
  if (asked.command !== 'define-area' && !area.defined)
    return refused('not-found', { what: 'area', id, where: 'the ledger' });
  if (
    asked.command !== 'state-area-population' &&
    [...asked.members, ...asked.overlaps].includes(id)
  )
    return refused('area-in-itself', { area: id });
  switch (asked.command) {
    case 'define-area': {
      const { command: _, effective, ...data } = asked;
      if (area.defined) return refused('already-exists', { what: 'area', id, where: 'The ledger' });
      // `unknown` and `none` stand for no place at all, so no place may bear these names.
      if (!gssCode.test(id) && (asked.kind !== 'local' || ['unknown', 'none'].includes(id)))
        return refused('not-an-area-code', { area: id });
      return happened(AreaDefined.of(effective, data));
    }
    case 'change-area-membership': {
      const { command: _, effective, ...data } = asked;
      return happened(AreaMembershipChanged.of(effective, data));
    }
    case 'state-area-population': {
      const { command: _, effective, ...data } = asked;
      return happened(AreaPopulationStated.of(effective, data));
    }
  }
}
