/**
 * Of the versions in force on a day the latest, and of one day's the last recorded, as the facts have
 * it too (rule 12); none before the first.
 */
export const versionOn = <Version extends { readonly since: string }>(
  versions: readonly Version[],
  on: string,
): Version | undefined =>
  versions
    .filter(({ since }) => since <= on)
    .reduce<Version | undefined>(
      (latest, one) => (latest && latest.since > one.since ? latest : one),
      undefined,
    );
