import type { permissionEvents } from '#contracts/events/fund/permissions.js';
import { parsePence } from '#libs/money/pence.js';
import { placeOf } from '../permissions.js';
import { must, type EvolutionBy } from './evolution.js';

export const permissionEvolution: EvolutionBy<typeof permissionEvents> = {
  PermissionRecorded: (fund, { data, effective }) => {
    const left = parsePence(data.amount);
    fund.permissions.set(data.permission, { ...data, since: effective, left });
  },
  PermissionUsed: (fund, { data }) => {
    const used = parsePence(data.amount);
    must(fund.permissions.get(data.permission), `the permission ${data.permission}`).left -= used;
    fund.usesForNext.push(data);
    if (data.permits !== 'other-use') return;
    const place = placeOf({ ...data, year: data.forYear });
    fund.permittedUses.set(place, (fund.permittedUses.get(place) ?? 0n) + used);
  },
};
