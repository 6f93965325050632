/** The log is not what was signed before: rolled back, or changed by somebody past the service. */
export class LogAltered extends Error {
  override readonly name = 'LogAltered';
}
