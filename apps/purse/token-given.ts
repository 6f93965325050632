import { ExplainedError } from '#apps/service/explained.js';

/** The token of whoever asks, from PURSE_TOKEN: no list of processes shows it. Throws an ExplainedError. */
export function tokenGiven(): string {
  const token = process.env['PURSE_TOKEN'];
  if (token === undefined || token === '')
    throw new ExplainedError(
      'PURSE_TOKEN is missing: it holds an access token of whoever asks, from your issuer, or from "purse token" while you try things out.',
    );
  return token;
}
