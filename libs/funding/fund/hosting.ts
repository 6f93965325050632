import { versionOn } from '../versions.js';

/** Who keeps a fund from a day on, and under which agreement. */
export interface Hosting {
  readonly host: string;
  readonly agreement: string | null;
  readonly since: string;
}

/** Every version of who keeps the fund, as recorded. */
export interface Hostings {
  hostings: readonly Hosting[];
}

export const newHostings = (): Hostings => ({ hostings: [] });

/** Who keeps it on a day; on a day before its first, as from its first. */
export const hostedOn = ({ hostings }: Hostings, day: string): Hosting | undefined =>
  versionOn(hostings, day) ?? hostings[0];
