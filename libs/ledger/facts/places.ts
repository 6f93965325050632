import type { areaEvents } from '#contracts/events/area.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface PlaceFacts {
  area: { name: string; kind: string };
  /** What an area is made of from the fact's day on; identified by the number of its event. */
  'area-set': {
    area: string;
    members: readonly string[];
    complete: boolean;
    overlaps: readonly string[];
    source: string;
  };
  /** People in an area on a day; identified as `<area>/<day>`. */
  population: { area: string; day: string; people: number; source: string };
}

function areaSet(
  event: Numbered<EventOf<'AreaDefined'> | EventOf<'AreaMembershipChanged'>>,
): FactChange {
  const { members, complete, overlaps, source } = event.data;
  const area = idOf(event.stream);
  const set = { area, members, complete, overlaps, source };
  return change(event, 'area-set', String(event.number), set);
}

export const placeFacts: FactsBy<typeof areaEvents> = {
  AreaDefined: (event) => {
    const { name, kind } = event.data;
    return [change(event, 'area', idOf(event.stream), { name, kind }), areaSet(event)];
  },
  AreaMembershipChanged: (event) => [areaSet(event)],
  AreaPopulationStated: (event) => {
    const area = idOf(event.stream);
    return [change(event, 'population', `${area}/${event.data.day}`, { area, ...event.data })];
  },
};
