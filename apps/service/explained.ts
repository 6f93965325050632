/** An error whose message tells whoever started the program all they need; shown without a stack. */
export class ExplainedError extends Error {
  override name = 'ExplainedError';
}

/** What an error from elsewhere says, for use inside a sentence: its message, or its code. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || String('code' in error ? error.code : error.name);
}
