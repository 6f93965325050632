import { createHash } from 'node:crypto';
import type { Json } from '#contracts/envelope.js';
import { kindOf } from '#contracts/events/all.js';
import { coverOf, Frontier } from '#libs/transparency/frontier.js';
import { hashLength, leafHashBehind, sameHash, type Hash } from '#libs/transparency/hashes.js';
import { canonicalText } from './canonical.js';
import { EventCheck, type Checked } from './event-check.js';
import { PackLines } from './lines.js';
import { PackHeader, PackRefused, packVersion } from './pack.js';
import { Signatures, type Trust } from './signatures.js';
import { StatementProof } from './statement-proof.js';
import type { Verdict } from './verdict.js';

const tab = 0x09;
const stampLength = '2026-04-01T09:00:00.000000Z'.length;
const [zero, nine] = [0x30, 0x39];

/** What is known beforehand. */
export interface VerifierOptions extends Trust {
  /** A statement that was kept apart: in a backup its figures are made anew as in a pack of it. */
  readonly statement?: string | undefined;
  /** Hears of each event that is shown. Nothing is proved before the verdict. */
  readonly onEvent?: ((shown: Checked) => void) | undefined;
}

/**
 * Verifies a pack as it comes, chunk by chunk, in one pass: throws PackRefused at the first place
 * that fails. Memory does not grow with the number of events, but with that of streams.
 */
export class PackVerifier {
  readonly #lines = new PackLines((buffer, from, to) => this.#line(buffer, from, to));
  readonly #frontier = new Frontier();
  /** Of all lines but those of events, which the tree holds. */
  readonly #digest = createHash('sha256');
  readonly #signatures: Signatures;
  #header: PackHeader | undefined;
  #check = this.#checking(true);
  #statement: StatementProof | undefined;
  /** In a provider's pack: streams that it has been shown to be in. */
  readonly #awards = new Set<string>();
  #events = 0;
  #part: 'header' | 'statement' | 'entries' | 'keys' | 'end' = 'header';

  constructor(private readonly options: VerifierOptions = {}) {
    this.#signatures = new Signatures(options);
  }

  /** Entries that were taken, and how many there are to be. */
  get progress(): { readonly done: number; readonly of: number } {
    return { done: this.#frontier.size, of: this.#header?.size ?? 0 };
  }

  /** What the pack says that it is, once that was taken. */
  get header(): PackHeader | undefined {
    return this.#header;
  }

  /** The chunk is the verifier's while it is read: it may be changed, and is put back. */
  take(chunk: Buffer): void {
    this.#lines.take(chunk);
  }

  /** What the pack is shown to be, once all of it was taken. */
  verdict(): Verdict {
    const header = this.#header;
    if (this.#part !== 'end' || header === undefined || this.#lines.unfinished > 0)
      throw new PackRefused(
        { line: this.#lines.line + (this.#lines.unfinished > 0 ? 1 : 0) },
        this.#part === 'end'
          ? 'something follows behind the end of the pack.'
          : 'the pack ends here, before its last line: it was cut short.',
      );
    const { kind, origin, size, fund, provider } = header;
    return {
      ...{ kind, origin, size, fund, provider },
      ...this.#signatures.opened(),
      root: Buffer.from(this.#frontier.root()).toString('hex'),
      events: this.#events,
      leftOut: size - this.#events,
      statement: this.#statement?.verdict() ?? null,
    };
  }

  #line(buffer: Buffer, from: number, to: number): void {
    const first = buffer[from] ?? 0;
    if (first >= zero && first <= nine) this.#entry(buffer, from, to);
    else {
      this.#other(buffer, from, to);
      this.#digest.update(buffer.subarray(from, to + 1));
    }
  }

  #entry(buffer: Buffer, from: number, to: number): void {
    if (this.#part === 'statement') this.#part = 'entries';
    if (this.#part !== 'entries') this.#refuse('an entry of the log cannot stand here.');
    let number = 0;
    let at = from;
    for (; ; at += 1) {
      const digit = buffer[at] ?? 0;
      if (digit < zero || digit > nine) break;
      number = number * 10 + digit - zero;
    }
    if (buffer[from] === zero || !Number.isSafeInteger(number))
      this.#refuse('an entry begins with its log number, without zeros before it.');
    if (number !== this.#frontier.size + 1) this.#refuseNumber(number);
    if (number > this.#size)
      this.#refuse(`the header says that the log has ${this.#size} entries.`);
    if (buffer[at] === tab) this.#event(buffer, number, at, to);
    else {
      this.#gap(buffer.toString('utf8', at, to), number);
      this.#digest.update(buffer.subarray(from, to + 1));
    }
  }

  #refuseNumber(number: number): never {
    const due = this.#frontier.size + 1;
    return this.#refuse(
      number < due
        ? `entry ${number} was there before: it is doubled, or stands in the wrong order.`
        : `entry ${due} must stand here and is missing; the next one is ${number}.`,
    );
  }

  #event(buffer: Buffer, number: number, at: number, to: number): void {
    const before = at + 1 + stampLength;
    if (buffer[before] !== tab || before >= to)
      this.#refuse('an event has its number, when it was recorded, and its bytes.', number);
    const hash = leafHashBehind(buffer.subarray(before, to));
    buffer[before] = tab;
    this.#frontier.append(hash);
    this.#events += 1;
    const recorded = buffer.toString('latin1', at + 1, before);
    const checked = this.#check.check(buffer, before + 1, to, number, recorded);
    this.#refuseOthers(checked, number);
    this.#statement?.event(checked.event, checked.posted);
    this.options.onEvent?.(checked);
    this.#passed();
  }

  /** A provider's pack shows what names it, and its awards from an event on that does. */
  #refuseOthers({ event: { stream }, text }: Checked, number: number): void {
    const provider = this.#header?.provider ?? null;
    if (provider === null || this.#awards.has(stream)) return;
    if (!text.includes(JSON.stringify(provider)))
      this.#refuse(`it says nothing of ${provider}, whose pack this is.`, number);
    if (kindOf(stream) !== 'fund') this.#awards.add(stream);
  }

  #gap(rest: string, from: number): void {
    const [, toText = '', recorded = '', hashes = ''] =
      /^-([1-9]\d*)\t([^\t]+)\t([A-Za-z0-9+/= ]+)$/.exec(rest) ?? [];
    const to = Number(toText);
    if (this.#header?.kind === 'backup')
      this.#refuse(`a backup leaves nothing out, and here it leaves out entries from ${from} on.`);
    if (!Number.isSafeInteger(to) || to < from || to > this.#size)
      this.#refuse(`it is no line that leaves out entries from ${from} on.`);
    const cover = coverOf({ first: from - 1, end: to });
    const parts = hashes.split(' ');
    if (parts.length !== cover.length)
      this.#refuse(
        `entries ${from} to ${to} are left out by ${cover.length} hashes, and here are ${parts.length}.`,
      );
    for (const [place, { height }] of cover.entries())
      this.#frontier.appendSubtree(height, this.#hash(parts[place] ?? ''));
    const wrong = this.#check.rules.gap(to - from + 1, recorded);
    if (wrong !== undefined) this.#refuse(wrong);
    this.#statement?.gap(from, to);
    this.#passed();
  }

  /** Some sizes have roots that something else must agree with. */
  #passed(): void {
    const { size } = this.#frontier;
    if (size === this.#signatures.keptSize) this.#signatures.passed(this.#frontier.root());
    if (size === this.#statement?.asKnownAt)
      this.#statement.passed(
        this.#frontier.root(),
        this.#check.rules.recorded ?? '',
        this.#check.rules.revisions,
      );
  }

  /** Lines that are no entries: few, so that nothing here need be quick. */
  #other(buffer: Buffer, from: number, to: number): void {
    const text = buffer.toString('utf8', from, to);
    if (!Buffer.from(text).equals(buffer.subarray(from, to))) this.#refuse('it is no UTF-8.');
    const at = text.indexOf('\t');
    const [word, rest] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
    if (this.#part === 'header') this.#readHeader(text);
    else if (word === 'statement' && this.#part === 'statement') this.#readStatement(rest);
    else if (word === 'root' && this.#part === 'entries') this.#readRoot(rest);
    else if (word === 'checkpoint' && this.#part === 'entries') this.#readCheckpoint(rest);
    else if ((word === 'key' || word === 'cosigner') && this.#part === 'keys')
      this.#signatures.term(word, rest, this.#place);
    else if (word === 'end' && this.#part === 'keys') this.#readEnd(rest);
    else this.#refuse(`"${text.slice(0, 40)}" cannot stand here.`);
  }

  #readHeader(text: string): void {
    const value = this.#parsed(text);
    const { pack, version } = { ...(value as object | null) } as {
      pack?: unknown;
      version?: unknown;
    };
    if (pack !== 'common-purse') this.#refuse('it is no header of an evidence pack.');
    if (version !== packVersion)
      this.#refuse(
        `the pack is of version ${JSON.stringify(version)}, and this release reads version ${packVersion}: use the release that made it, or a newer one.`,
      );
    const read = PackHeader.safeParse(value);
    if (!read.success || canonicalText(value) !== text)
      return this.#refuse('the header does not hold what a header holds.');
    const { kind, fund, provider, statement } = read.data;
    const fits = {
      fund: fund !== null && statement !== null && provider === null,
      provider: fund !== null && statement === null && provider !== null,
      backup: fund === null && statement === null && provider === null,
    }[kind];
    if (!fits) this.#refuse(`that is not what a pack of the kind "${kind}" is of.`);
    this.#header = read.data;
    this.#signatures.header(read.data, this.#place);
    this.#check = this.#checking(kind !== 'provider');
    this.#part = kind === 'fund' ? 'statement' : 'entries';
    if (kind === 'backup' && this.options.statement !== undefined)
      this.#statement = new StatementProof(this.options.statement, read.data, () => this.#place);
  }

  #readStatement(document: string): void {
    if (this.#header === undefined) return;
    this.#statement = new StatementProof(document, this.#header, () => this.#place);
    this.#part = 'entries';
  }

  #readRoot(rest: string): void {
    const [size = '', root = ''] = rest.split('\t');
    if (size !== String(this.#frontier.size))
      this.#refuse(`it states the root of ${size} entries behind ${this.#frontier.size}.`);
    if (!sameHash(this.#hash(root), this.#frontier.root()))
      this.#refuse(
        `the entries up to ${size} are not those of the log: something in the lines since the root before was changed.`,
      );
  }

  #readCheckpoint(rest: string): void {
    if (this.#frontier.size !== this.#size)
      this.#refuse(
        `the entries end with ${this.#frontier.size}, and the header says that there are ${this.#size}: the rest is missing.`,
      );
    this.#signatures.checkpoint(this.#parsed(rest), this.#frontier.root(), this.#place);
    this.#statement?.finish();
    this.#part = 'keys';
  }

  #readEnd(digest: string): void {
    this.#signatures.finish(this.#place);
    if (digest !== this.#digest.copy().digest('hex'))
      this.#refuse(
        'the digest of the other lines is another: something in one of them was changed.',
      );
    this.#part = 'end';
  }

  #checking(whole: boolean): EventCheck {
    return new EventCheck(whole, (what, number) => this.#refuse(what, number));
  }

  get #size(): number {
    return this.#header?.size ?? 0;
  }
  get #place(): { readonly line: number } {
    return { line: this.#lines.line };
  }

  #hash(text: string): Hash {
    const hash = Buffer.from(text, 'base64');
    if (hash.length !== hashLength || hash.toString('base64') !== text)
      this.#refuse(`"${text.slice(0, 60)}" is no hash of 32 bytes in base64.`);
    return hash;
  }

  #parsed(text: string, event?: number): Json {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return this.#refuse('it is no JSON.', event);
    }
  }

  #refuse(what: string, event?: number): never {
    throw new PackRefused({ line: this.#lines.line, event }, what);
  }
}
