/** Whoever runs the service, and needs no token of it: what they do on its machine is theirs to answer for. */
export const operator = {
  actor: 'operator',
  organisation: 'common-purse',
  authority: 'Operator of the service, on its own machine',
} as const;
