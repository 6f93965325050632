import { types } from 'node:util';

/** An error whose message tells whoever started the program all they need; shown without a stack. */
export class ExplainedError extends Error {
  override name = 'ExplainedError';
}

/** What an error from elsewhere says, for use inside a sentence: its message, or its code. */
export function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return error.message || (codeOf(error) ?? error.name);
}

/** The code that Node.js (`ECONNREFUSED`) or PostgreSQL (`42P04`) puts on an error. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return String(error.code);
}
