import type { permissionEvents } from '#contracts/events/fund/permissions.js';
import { change, type FactsBy } from './change.js';

export interface PermissionFacts {
  /** What a funder or the government has allowed in writing, and what is left of it. */
  permission: {
    source: string;
    standing: string;
    grantedBy: string;
    permits: string;
    amount: string;
    left: string;
    years: readonly string[] | null;
    forYears: readonly string[] | null;
    schemes: readonly string[] | null;
    until: string | null;
    reference: string;
  };
}

export const permissionFacts: FactsBy<typeof permissionEvents> = {
  PermissionRecorded: (event) => {
    const { permission, ...terms } = event.data;
    return [change(event, 'permission', permission, { ...terms, left: terms.amount })];
  },
  PermissionUsed: (event) => [
    change(event, 'permission', event.data.permission, { left: event.data.left }),
  ],
};
