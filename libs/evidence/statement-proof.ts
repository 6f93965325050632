import { createHash } from 'node:crypto';
import type { Json, RecordedEvent } from '#contracts/envelope.js';
import { idOf, type DomainEvent, type EventOf } from '#contracts/events/all.js';
import type { Posting } from '#libs/ledger/posting.js';
import type { Hash } from '#libs/transparency/hashes.js';
import { canonicalText } from './canonical.js';
import { firstDifference } from './first-difference.js';
import { PackRefused, type PackHeader, type Place } from './pack.js';
import { claimsOf, StatementFigures, type StatementClaims } from './statement-figures.js';
import type { StatementVerdict } from './verdict.js';

type Event = RecordedEvent & DomainEvent;
type Issued = EventOf<'StatementIssued'> & RecordedEvent;

/** What is known when the number is passed that the statement was made at. */
interface Passed {
  readonly root: Hash;
  readonly recorded: string;
  readonly revisions: ReadonlyMap<string, number>;
}

/** A statement, held against the events: who issued it, on which streams, and every figure of it. */
export class StatementProof {
  readonly #of: StatementClaims;
  readonly #figures: StatementFigures;
  readonly #document: Json;
  readonly #at: Place;
  readonly #sha256: string;
  #passed: Passed | undefined;
  #issued: Issued | undefined;
  readonly #signOffs: string[] = [];
  #supersededBy: string | null = null;

  constructor(
    private readonly text: string,
    private readonly header: PackHeader,
    private readonly place: () => Place,
  ) {
    this.#at = place();
    try {
      this.#document = JSON.parse(text) as Json;
    } catch {
      throw new PackRefused(this.#at, 'the statement is no JSON.');
    }
    const claims = claimsOf(this.#document);
    if (claims === undefined)
      throw new PackRefused(
        this.#at,
        'the statement is of no format that this release knows: use a newer one.',
      );
    if (header.fund !== null && claims.fund.id !== header.fund)
      throw new PackRefused(
        this.#at,
        `the statement is of the fund ${claims.fund.id}, and the pack of ${header.fund}.`,
      );
    this.#of = claims;
    this.#figures = new StatementFigures(claims);
    this.#sha256 = createHash('sha256').update(text).digest('hex');
  }

  /** The log number that it is made at. */
  get asKnownAt(): number {
    return this.#of.asKnownAt;
  }

  event(event: Event, posted: readonly Posting[]): void {
    try {
      if (event.number <= this.asKnownAt) this.#figures.take(event, posted);
      else if (idOf(event.stream) === this.#of.fund.id) this.#about(event);
    } catch (error) {
      const place = { line: this.place().line, event: event.number };
      throw new PackRefused(
        place,
        `it cannot be read as what it says that it is: ${wordsOf(error)}`,
      );
    }
  }

  /** Leaves out entries in one piece. */
  gap(from: number, to: number): void {
    if (from <= this.asKnownAt && this.asKnownAt < to)
      throw new PackRefused(
        this.place(),
        `entries ${from} to ${to} are left out in one piece, and the statement was made at ${this.asKnownAt}: it cannot be made anew.`,
      );
  }

  /** The log has come to the number that it is made at. */
  passed(root: Hash, recorded: string, revisions: ReadonlyMap<string, number>): void {
    this.#passed = { root, recorded, revisions: new Map(revisions) };
  }

  /** All entries were taken. */
  finish(): void {
    if (this.#passed === undefined)
      throw new PackRefused(
        this.#at,
        `the statement is made at ${this.asKnownAt}, and the log ends before.`,
      );
    if (this.#issued !== undefined) this.#verifyStreams(this.#issued, this.#passed);
    this.#verifyFigures(this.#passed);
    if (this.#issued === undefined)
      throw new PackRefused(this.#at, 'no event of its fund issues this statement.');
    this.#verifyIssued(this.#issued);
  }

  verdict(): StatementVerdict {
    const issued = this.#issued;
    if (issued === undefined) throw new Error('The statement was not verified.');
    const { kind, year, quarter, format, asKnownAt, fund } = this.#of;
    return {
      statement: issued.data.statement,
      ...{ fund: fund.id, kind, year, quarter, format, asKnownAt, sha256: this.#sha256 },
      issuedAt: issued.number,
      streams: issued.data.streams.length,
      signOffs: this.#signOffs,
      supersededBy: this.#supersededBy,
    };
  }

  /** What became of it after it was made. */
  #about(event: Event): void {
    const { statement } = this.header;
    switch (event.type) {
      case 'StatementIssued':
        if (
          statement === null
            ? event.data.sha256 === this.#sha256
            : event.data.statement === statement
        )
          this.#issued = event;
        return;
      case 'SignOffGiven':
        if (this.#is(event.data.statement) && event.data.sha256 === this.#sha256)
          this.#signOffs.push(`${event.data.office} of ${event.data.organisation}`);
        return;
      case 'StatementSuperseded':
        if (this.#is(event.data.statement)) this.#supersededBy = event.data.by;
        return;
      default:
    }
  }

  #is(statement: string): boolean {
    return this.#issued?.data.statement === statement;
  }

  /** Each stream that the issuing event names is there, up to exactly the revision that it names. */
  #verifyStreams({ data, number }: Issued, { revisions }: Passed): void {
    for (const { stream, revision } of data.streams) {
      const last = revisions.get(stream) ?? -1;
      if (last === revision) continue;
      throw new PackRefused(
        { line: this.place().line, event: number },
        last < revision
          ? `it rests the statement on ${stream} up to revision ${revision}, of which the pack holds ${last < 0 ? 'nothing' : `it up to ${last}`}: the stream is not complete.`
          : `it rests the statement on ${stream} up to revision ${revision}, but by ${this.asKnownAt} there was revision ${last}.`,
      );
    }
  }

  #verifyFigures({ root, recorded }: Passed): void {
    const log = {
      origin: this.header.origin,
      size: this.asKnownAt,
      root: Buffer.from(root).toString('base64'),
    };
    let made: Json;
    try {
      made = this.#figures.document(recorded, log);
    } catch (error) {
      throw new PackRefused(
        this.#at,
        `the statement cannot be made from the events: ${wordsOf(error)}`,
      );
    }
    if (canonicalText(made) === this.text) return;
    const found = firstDifference(this.#document, made);
    throw new PackRefused(
      this.#at,
      found === undefined
        ? 'the statement is not canonical JSON (RFC 8785).'
        : `in the statement ${found.at} is ${written(found.one)}, and by the events it is ${written(found.other)}.`,
    );
  }

  #verifyIssued({ data, number }: Issued): void {
    const { kind, year, quarter, asKnownAt, effectiveOn, format } = this.#of;
    const same =
      data.sha256 === this.#sha256 &&
      data.kind === kind &&
      data.year === year &&
      data.quarter === quarter &&
      data.number === asKnownAt &&
      data.effectiveOn === effectiveOn &&
      data.format === format;
    if (!same)
      throw new PackRefused(
        this.#at,
        `event ${number} issued ${data.statement} as other bytes, with the SHA-256 ${data.sha256}; these have ${this.#sha256}.`,
      );
  }
}

const wordsOf = (error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}.`;

const written = (value: Json | undefined): string =>
  value === undefined ? 'not there' : JSON.stringify(value).slice(0, 120);
