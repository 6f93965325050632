/** A whole file that cannot be read. The message is one sentence for its reader: what, where, how to mend. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    readonly code:
      | 'empty'
      | 'not-text'
      | 'line-too-long'
      | 'too-large'
      | 'too-many-columns'
      | 'unsafe-workbook'
      | 'unreadable-workbook'
      | 'no-header'
      | 'columns-missing'
      | 'another-kind'
      | 'mapping-unknown'
      | 'not-json'
      | 'no-grants',
    message: string,
    /** The columns that the file has, where it has some, and they are the trouble. */
    readonly columns: readonly string[] = [],
  ) {
    super(message);
  }
}
