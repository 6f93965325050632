/** Where somebody chooses as what they act, to be shown a page then. */
export const choosing = (returnTo: string): string =>
  `/acting-as?return=${encodeURIComponent(returnTo)}`;
