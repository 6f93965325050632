import { createHash } from 'node:crypto';

import { parseCheckpoint } from '#libs/transparency/checkpoint.js';
import { coverOf, Frontier } from '#libs/transparency/frontier.js';
import { leafHash, sameHash, type Hash } from '#libs/transparency/hashes.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { parseNote } from '#libs/transparency/note.js';
import type { KeyTerm, TrustedLog } from '#libs/transparency/signed-checkpoint.js';
import { canonicalText } from './canonical.js';
import { eventsPerRoot, packVersion, type PackEvent, type PackHeader } from './pack.js';

/** What a pack is to hold. */
export type PackOf = Omit<PackHeader, 'pack' | 'version'>;

/**
 * Writes a pack line by line, in the memory of a few hashes. It hashes what it writes and throws at
 * the end where that is not the log of the checkpoint: no pack leaves that would not verify.
 */
export class PackWriter {
  readonly #frontier = new Frontier();
  readonly #digest = createHash('sha256');
  #sinceRoot = 0;

  constructor(private readonly of: PackOf) {}

  /** The log number up to which entries are written. */
  get written(): number {
    return this.#frontier.size;
  }

  /** @param document the statement's canonical JSON, where the pack is of one */
  begin(document?: string): string {
    const header: PackHeader = { pack: 'common-purse', version: packVersion, ...this.of };
    const lines = [canonicalText(header)];
    if (document !== undefined) lines.push(`statement\t${document}`);
    return this.#lines(lines);
  }

  event({ number, recorded, bytes }: PackEvent): string {
    if (number !== this.written + 1)
      throw new Error(`Event ${number} cannot follow entry ${this.written} of a pack.`);
    this.#frontier.append(leafHash(Buffer.from(bytes)));
    this.#sinceRoot += 1;
    const line = `${number}\t${recorded}\t${bytes}\n`;
    return this.#sinceRoot === eventsPerRoot ? line + this.#lines([this.#root()]) : line;
  }

  /**
   * Leaves out the entries up to a number.
   * @param recorded when that last one was recorded
   * @param hashes of the subtrees that cover them, as `coverHashes` gives them
   */
  gap(to: number, recorded: string, hashes: readonly Hash[]): string {
    const from = this.written + 1;
    const cover = coverOf({ first: this.written, end: to });
    if (cover.length === 0 || cover.length !== hashes.length)
      throw new Error(`${hashes.length} hashes do not stand for entries ${from} to ${to}.`);
    const written = hashes.map((hash) => Buffer.from(hash).toString('base64')).join(' ');
    for (const [place, { height }] of cover.entries())
      this.#frontier.appendSubtree(height, hashes[place] ?? Buffer.of());
    return this.#lines([`${from}-${to}\t${recorded}\t${written}`]);
  }

  /** @param note the checkpoint, signed, of exactly the entries that were written */
  end(note: string, { keys, cosigners }: TrustedLog): string {
    const { size, root } = parseCheckpoint(parseNote(note).text);
    if (size !== this.written || !sameHash(root, this.#frontier.root()))
      throw new Error(
        `The ${this.written} entries that were written are not those of the checkpoint of ${size}: the log and its tree disagree.`,
      );
    const lines = [
      `checkpoint\t${JSON.stringify(note)}`,
      ...keys.map((term) => `key\t${termText(term)}`),
      ...cosigners.map((term) => `cosigner\t${termText(term)}`),
    ];
    const before = this.#lines(lines);
    return `${before}end\t${this.#digest.digest('hex')}\n`;
  }

  #root(): string {
    this.#sinceRoot = 0;
    return `root\t${this.written}\t${Buffer.from(this.#frontier.root()).toString('base64')}`;
  }

  /** Of events nothing need be in the digest: the tree holds them, and their times follow from them. */
  #lines(lines: readonly string[]): string {
    const text = lines.map((line) => `${line}\n`).join('');
    this.#digest.update(text);
    return text;
  }
}

const termText = ({ key, from, to }: KeyTerm): string =>
  canonicalText({ key: formatVerifierKey(key), from, to: to ?? null });
