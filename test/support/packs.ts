import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { Envelope, RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, eventTypes, type DomainEvent } from '#contracts/events/all.js';
import { StatementIssued, type StatementKind } from '#contracts/events/fund/statements.js';
import { canonicalText } from '#libs/evidence/canonical.js';
import { packEntries } from '#libs/evidence/entries.js';
import type { PackEvent } from '#libs/evidence/pack.js';
import type { KnownKeys } from '#libs/evidence/signatures.js';
import type { Verdict } from '#libs/evidence/verdict.js';
import { PackVerifier, type VerifierOptions } from '#libs/evidence/verifier.js';
import { PackWriter, type PackOf } from '#libs/evidence/writer.js';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import { recordedAfter } from '#libs/event-store/instant.js';
import { Frontier } from '#libs/transparency/frontier.js';
import { GrowingTree, type Tile } from '#libs/transparency/growing-tree.js';
import { leafHash, type Hash } from '#libs/transparency/hashes.js';
import type { Signer } from '#libs/transparency/keys.js';
import { signCheckpoint, type TrustedLog } from '#libs/transparency/signed-checkpoint.js';
import { coverHashes, type TileReader } from '#libs/transparency/stored-tree.js';
import type { StatementForm } from '#projections/statements/figures/head.js';
import { statementDocument } from '#projections/statements/figures/statement.js';
import { streamsRead } from '#projections/statements/figures/streams.js';
import { agreementWith } from './agreement.js';
import { close, pool, spend } from './closing.js';
import { fundView, recorded } from './fund-view.js';
import { after, untold } from './given.js';
import { newSigner } from './signers.js';
import { allocate, made, reserve } from './small-fund.js';

export const origin = 'purse.example/small';
export const logKey: Signer = newSigner('note', origin);

export const knownKeys = ({ key }: Signer): KnownKeys => ({
  keys: [{ key, from: 0 }],
  cosigners: [],
});

/** A log in memory, with its tree and a key of its own. */
export class SmallLog {
  readonly events: readonly PackEvent[];
  readonly #tiles = new Map<string, Tile>();
  readonly #roots: readonly Hash[];

  constructor(envelopes: readonly Envelope[]) {
    let time: string | undefined;
    this.events = envelopes.map((envelope, place) => {
      time = recordedAfter(time, envelope.stamp);
      return { number: place + 1, recorded: time, bytes: canonicalBytes(envelope) };
    });
    const tree = new GrowingTree();
    const frontier = new Frontier();
    this.#roots = this.events.map(({ bytes }) => {
      const leaf = leafHash(Buffer.from(bytes));
      frontier.append(leaf);
      this.#keep(tree.append(leaf));
      return frontier.root();
    });
    this.#keep(tree.partialTiles());
  }

  get size(): number {
    return this.events.length;
  }

  rootAt(size: number): Hash {
    return this.#roots[size - 1] ?? new Frontier().root();
  }

  checkpoint(size = this.size, signers: readonly Signer[] = [logKey], of = origin): string {
    return signCheckpoint({ origin: of, size, root: this.rootAt(size), extensions: [] }, signers);
  }

  readonly #read: TileReader = (level, index) =>
    this.#tiles.get(`${level}/${index}`)?.hashes ?? Buffer.of();

  #keep(tiles: readonly Tile[]): void {
    for (const tile of tiles) this.#tiles.set(`${tile.level}/${tile.index}`, tile);
  }

  /** A pack of some of its events, or of all; with its checkpoint, or another note. */
  async pack(
    of: Partial<PackOf>,
    parts: {
      readonly document?: string;
      readonly shows?: (event: Envelope, number: number) => boolean;
      readonly cuts?: readonly number[];
      readonly note?: string;
      readonly trusted?: TrustedLog;
    } = {},
  ): Promise<string> {
    const { document, shows, cuts = [] } = parts;
    const { size } = this;
    const unsaid = { kind: 'backup', fund: null, provider: null, statement: null } as const;
    const writer = new PackWriter({ origin, size, ...unsaid, ...of });
    let text = writer.begin(document);
    const numbers = shows
      ? this.events
          .filter(({ bytes, number }) => shows(JSON.parse(bytes) as Envelope, number))
          .map(({ number }) => number)
      : undefined;
    const source = {
      read: (from: number, to: number) =>
        (async function* (all) {
          yield await Promise.resolve(all.slice(from, to));
        })(this.events),
      cover: (run: { first: number; end: number }) => coverHashes(this.#read, run, size),
    };
    for await (const piece of packEntries(writer, source, { numbers, size, cuts })) text += piece;
    const trusted = parts.trusted ?? {
      origin,
      ...knownKeys(logKey),
    };
    return text + writer.end(parts.note ?? this.checkpoint(), trusted);
  }
}

export const verdictOn = (pack: string | Buffer, options: VerifierOptions = {}): Verdict => {
  const verifier = new PackVerifier(options);
  const bytes = Buffer.from(pack);
  // Lines that two chunks share are the harder case.
  for (let from = 0; from < bytes.length; from += 1_000)
    verifier.take(bytes.subarray(from, from + 1_000));
  return verifier.verdict();
};

const issuedAs = 'account-2026-27';
const year = '2026-27';

/** The pool's year with an award, some of what stands beside it in the log, and its statement. */
export function statedPool(
  format: StatementForm['format'],
  /** Examples by their types; where it is not their own, with the stream that they stand in. */
  rest: readonly (string | readonly [type: string, stream: string])[] = [
    'AreaDefined',
    'ReallocationProposed',
  ],
  kind: StatementKind = 'memorandum-account',
  spent: readonly FundCommand[] = [],
): { readonly log: SmallLog; readonly document: string; readonly knownAt: number } {
  const told = after({ ...untold('small'), agreement: agreementWith() }, [
    ...pool,
    allocate('navigators', 'council', '70.00'),
    allocate('navigators', 'icb', '40.00'),
    reserve('lights', '11.00'),
    made('lights'),
    spend('council', '115.00'),
    spend('icb', '73.00'),
    ...spent,
    close({ commitments: [{ award: 'lights', decision: 'release' }] }),
  ]);
  const beside = [
    example('ContractAwarded', 'contract-lights'),
    example('OrganisationRegistered', 'organisation-icb'),
    ...rest.map((each) => (typeof each === 'string' ? example(each) : example(...each))),
  ];
  const [first, ...others] = told.happened;
  if (first === undefined) throw new Error('nothing happened');
  const all = numbered([first, ...beside, ...others]);
  const before = new SmallLog(all);
  const view = fundView('small', withTimes(all, before), '2027-05-20');
  const knownAt = all.length;
  const lines = { kind, year, quarter: null };
  const log = {
    origin,
    size: knownAt,
    root: Buffer.from(before.rootAt(knownAt)).toString('base64'),
  };
  const document = canonicalText(
    statementDocument(view, lines, [], format === 1 ? { format } : { format, log }),
  );
  const named = format === 1 ? ['fund-small'] : streamsRead(view, lines, { format });
  const issued = StatementIssued.of('2027-05-20', {
    ...{ statement: issuedAs, ...lines, number: knownAt, effectiveOn: null, format },
    sha256: createHash('sha256').update(document).digest('hex'),
    supersedes: null,
    streams: named.map((stream) => ({
      stream,
      revision: all.filter((event) => event.stream === stream).length - 1,
    })),
    signatories: [],
    agreementRevision: 0,
  });
  const more = example('OrganisationRegistered', 'organisation-late');
  return {
    log: new SmallLog(numbered([...all, { ...issued, stream: 'fund-small' }, more])),
    document,
    knownAt,
  };
}

export const statedAs = { kind: 'fund', fund: 'small', statement: issuedAs } as const;

/** Of the streams that the statement rests on. */
export const ofPool = ({ stream }: Envelope): boolean =>
  ['fund-small', 'contract-lights', 'organisation-icb'].includes(stream);

function example(type: string, stream?: string): DomainEvent {
  const { version } = (eventTypes as Record<string, { version: number }>)[type] ?? { version: 1 };
  const file = new URL(`../../contracts/examples/${type}.v${version}.json`, import.meta.url);
  const event = JSON.parse(readFileSync(file, 'utf8')) as RecordedEvent;
  return { ...asDomainEvent(event), ...(stream === undefined ? {} : { stream }) };
}

/** Each in its place, as it would stand in the log. */
const numbered = (events: readonly (DomainEvent | object)[]): readonly RecordedEvent[] =>
  recorded(events as readonly DomainEvent[]);

const withTimes = (events: readonly RecordedEvent[], log: SmallLog): readonly RecordedEvent[] =>
  events.map((event, place) => ({
    ...event,
    recorded: log.events[place]?.recorded ?? event.recorded,
  }));
