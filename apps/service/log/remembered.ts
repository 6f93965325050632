import { readFileSync, renameSync } from 'node:fs';
import { parseCheckpoint, type Checkpoint } from '#libs/transparency/checkpoint.js';
import { parseNote } from '#libs/transparency/note.js';
import { codeOf, ExplainedError, messageOf } from '../explained.js';
import { writeAside } from './key-file.js';

/** A checkpoint with the signed note that it stands in. */
interface Kept extends Checkpoint {
  readonly note: string;
}

/**
 * The last checkpoint that was signed with a key file, kept beside it: a database that is put back to
 * an older state takes its own checkpoints back with it, and not this.
 */
export class Remembered {
  readonly file: string;

  constructor(keyFile: string, origin: string) {
    // One key file may serve several databases, one after another.
    this.file = `${keyFile}.${origin.replaceAll('/', '_')}.checkpoint`;
  }

  /** Undefined where nothing was signed yet. Throws an ExplainedError where it cannot be read. */
  read(): Kept | undefined {
    try {
      const note = readFileSync(this.file, 'utf8');
      return { note, ...parseCheckpoint(parseNote(note).text) };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new ExplainedError(
        `${this.file}, the last checkpoint that was signed, cannot be read (${messageOf(error)}): bring it back from where the key file is kept safe.`,
      );
    }
  }

  write(note: string): void {
    writeAside(this.file, note, (aside) => renameSync(aside, this.file));
  }
}
