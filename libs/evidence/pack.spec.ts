import fc from 'fast-check';
import type { JsonObject } from '#contracts/envelope.js';
import { newSigner } from '#test/support/signers.js';
import {
  knownKeys,
  logKey,
  ofPool,
  origin,
  statedAs,
  statedPool,
  verdictOn,
} from '#test/support/packs.js';
import { PackRefused } from './pack.js';
import { sentencesOf } from './verdict.js';
import type { VerifierOptions } from './verifier.js';

const { log, document, knownAt } = statedPool(2);
const fundPack = await log.pack(statedAs, { document, shows: ofPool, cuts: [knownAt] });
const backup = await log.pack({});

/** Lines of a pack, changed: each change hears the lines without their newlines. */
const changed = (pack: string, change: (lines: string[]) => readonly string[]): string =>
  change(pack.split('\n').slice(0, -1))
    .map((line) => `${line}\n`)
    .join('');
const refusalOf = (pack: string | Buffer, options?: VerifierOptions): string => {
  try {
    verdictOn(pack, options);
  } catch (error) {
    if (error instanceof PackRefused) return error.message;
    throw error;
  }
  return 'accepted';
};
/** The pack's lines of events, by their place among all lines. */
const eventLines = (pack: string): readonly number[] =>
  pack.split('\n').flatMap((line, place) => (/^\d+\t/.test(line) ? [place] : []));
const at = (pack: string, which: number): number => eventLines(pack).at(which) ?? 0;

describe('a fund’s pack', () => {
  it('shows its statement, made anew from the events, and says what is left out', () => {
    const verdict = verdictOn(fundPack, { keys: knownKeys(logKey), kept: log.checkpoint(knownAt) });
    expect(verdict).toMatchObject({
      kind: 'fund',
      size: log.size,
      leftOut: 3,
      keysOf: 'auditor',
      keptSize: knownAt,
      statement: { statement: 'account-2026-27', asKnownAt: knownAt, streams: 3, format: 2 },
    });
    expect(sentencesOf(verdict).join('\n')).toContain('it is the same to the byte');
    expect(sentencesOf(verdict).join('\n')).toContain('It only appends to the checkpoint');
  });

  it('says that its own keys show only that it fits together', () =>
    expect(sentencesOf(verdictOn(fundPack)).join('\n')).toContain('These keys came with the pack'));

  it('shows a statement of the first format as it was issued', async () => {
    const old = statedPool(1);
    const pack = await old.log.pack(statedAs, {
      document: old.document,
      shows: ({ stream }) => stream === 'fund-small',
      cuts: [old.knownAt],
    });
    expect(verdictOn(pack).statement).toMatchObject({ format: 1, streams: 1 });
  });

  it.each([
    ...(['year-end-settlement', 'annual-return'] as const),
    ...(['better-care-return', 'shared-prosperity-return'] as const),
  ])('shows a statement of the kind %s, made anew', async (kind) => {
    const of = statedPool(3, [], kind);
    const pack = await of.log.pack(statedAs, {
      document: of.document,
      shows: ofPool,
      cuts: [of.knownAt],
    });
    expect(verdictOn(pack).statement).toMatchObject({ kind, asKnownAt: of.knownAt });
    const spent = /"spent":"[\d.]+"/.exec(pack)?.[0] ?? '';
    expect(refusalOf(pack.replace(spent, '"spent":"1.00"'))).toContain('by the events it is');
  });

  it('is refused where a figure of the statement was altered', () => {
    const { total } = JSON.parse(document) as { total: { spent: string } };
    const spent = `"spent":"${total.spent}"`;
    expect(refusalOf(fundPack.replace(spent, '"spent":"1.00"'))).toMatch(
      /^Line 2: in the statement [a-z.0-9]+\.spent is "1\.00", and by the events it is "[\d.]+"\.$/,
    );
  });

  it('is refused where the statement names another log, number or fund than its own', () => {
    const made = JSON.parse(document) as { log: JsonObject & { root: string } };
    const [other] = [log.rootAt(3)];
    expect(
      refusalOf(fundPack.replace(made.log.root, Buffer.from(other).toString('base64'))),
    ).toContain('in the statement log.root is');
    expect(refusalOf(fundPack.replace('"asKnownAt":', '"asKnownAt":1'))).toMatch(/Line \d+: /);
    expect(refusalOf(fundPack.replace('"fund":{"host":', '"fund":{"id":"x","host":'))).toMatch(
      /Line \d+: /,
    );
    expect(refusalOf(fundPack.replace('"format":2', '"format":9'))).toContain(
      'Line 2: the statement is of no format that this release knows',
    );
  });

  it('is refused where a stream that the statement rests on is missing', async () => {
    const pack = await log.pack(statedAs, {
      document,
      shows: (event) => ofPool(event) && event.stream !== 'contract-lights',
      cuts: [knownAt],
    });
    expect(refusalOf(pack)).toMatch(
      /event \d+: it rests the statement on contract-lights up to revision 0, of which the pack holds nothing: the stream is not complete\.$/,
    );
  });

  it('is refused where an event of its stream is left out, though all hashes are right', async () => {
    const pack = await log.pack(statedAs, {
      document,
      shows: (event) => ofPool(event) && !(event.stream === 'fund-small' && event.revision === 9),
      cuts: [knownAt],
    });
    expect(refusalOf(pack)).toMatch(
      /event \d+: it is revision 10 of fund-small, where 9 must follow: 1 events of the stream are missing\.$/,
    );
  });

  it('is refused where no event issues the statement', async () => {
    const pack = await log.pack(statedAs, {
      document,
      shows: (event) => ofPool(event) && event.type !== 'StatementIssued',
      cuts: [knownAt],
    });
    expect(refusalOf(pack)).toBe('Line 2: no event of its fund issues this statement.');
  });

  it('is refused where the root at its number cannot be seen', async () => {
    const pack = await log.pack(statedAs, {
      document: document.replace(`"asKnownAt":${knownAt}`, '"asKnownAt":4'),
      shows: ofPool,
    });
    expect(refusalOf(pack)).toContain('4 to 5 are left out in one piece, and the statement was');
  });

  it('is refused where what stands in for left out events is forged', () => {
    const gap = fundPack.split('\n').findIndex((line) => /^\d+-\d+\t/.test(line));
    const forged = changed(fundPack, (lines) =>
      lines.with(gap, (lines[gap] ?? '').replace(/[^\t]{43}=/, 'A'.repeat(43) + '=')),
    );
    expect(refusalOf(forged)).toContain('the entries do not lead to the root of the checkpoint');
    const surplus = changed(fundPack, (lines) =>
      lines.with(gap, `${lines[gap] ?? ''} ${'A'.repeat(43)}=`),
    );
    expect(refusalOf(surplus)).toMatch(/are left out by \d hashes, and here are \d\.$/);
    const longer = changed(fundPack, (lines) =>
      lines.with(gap, (lines[gap] ?? '').replace(/^(\d+)-(\d+)/, '$1-999999')),
    );
    expect(refusalOf(longer)).toContain('it is no line that leaves out entries');
    const early = changed(fundPack, (lines) =>
      lines.with(gap, (lines[gap] ?? '').replace(/\t[^\t]+\t/, '\t2020-01-01T00:00:00.000000Z\t')),
    );
    expect(refusalOf(early)).toContain('cannot be recorded at 2020-01-01');
  });
});

describe('a backup', () => {
  it('shows every event, and a statement that was kept apart', () => {
    expect(verdictOn(backup)).toMatchObject({ leftOut: 0, events: log.size, statement: null });
    expect(verdictOn(backup, { statement: document }).statement).toMatchObject({
      statement: 'account-2026-27',
    });
    expect(refusalOf(backup, { statement: document.replace('"spent":"', '"spent":"9') })).toMatch(
      /in the statement .*spent is "9/,
    );
  });

  it('is refused where it leaves anything out', async () =>
    expect(refusalOf(await log.pack({}, { shows: (_, number) => number !== 4 }))).toBe(
      'Line 5: a backup leaves nothing out, and here it leaves out entries from 4 on.',
    ));

  it('is refused where an event was edited', () => {
    const place = at(backup, 6);
    const edited = changed(backup, (lines) =>
      lines.with(place, (lines[place] ?? '').replace('A. Finance Officer', 'B. Finance Officer')),
    );
    expect(refusalOf(edited)).toContain('one of them was changed');
  });

  it('is refused where an event was edited so that it breaks the form or the books', () => {
    const edited = (from: RegExp | string, to: string): string => {
      const place = backup.split('\n').findIndex((line) => line.search(from) >= 0);
      return refusalOf(
        changed(backup, (lines) => lines.with(place, (lines[place] ?? '').replace(from, to))),
      );
    };
    expect(edited('"type":"SourceOpened"', '"type": "SourceOpened"')).toMatch(
      /^Line 7, event 6: its bytes are not canonical JSON \(RFC 8785\)\.$/,
    );
    expect(
      edited(/"type":"SchemeOpened","version":\d/, '"type":"SchemeOpened","version":99'),
    ).toContain('this release cannot read');
    expect(edited('"data":{', '"data":[{')).toContain('it is no JSON.');
    expect(edited(/"stamp":"2026/, '"stamp":"2025')).toContain('it is said to be recorded at');
    expect(edited(/\t2026-0/, '\t2026-1')).toContain('it is said to be recorded at');
    expect(edited(/"amount":"70.00","certainty"/, '"amount":"70.01","certainty"')).toMatch(
      /does not balance|one of them was changed/,
    );
  });

  it('is refused where events were deleted, doubled or put in another order', () => {
    const [first, second] = [at(backup, 6), at(backup, 7)];
    expect(refusalOf(changed(backup, (lines) => lines.toSpliced(first, 1)))).toBe(
      'Line 8: entry 7 must stand here and is missing; the next one is 8.',
    );
    expect(
      refusalOf(changed(backup, (lines) => lines.toSpliced(first, 0, lines[first] ?? ''))),
    ).toBe('Line 9: entry 7 was there before: it is doubled, or stands in the wrong order.');
    expect(
      refusalOf(
        changed(backup, (lines) =>
          lines.with(first, lines[second] ?? '').with(second, lines[first] ?? ''),
        ),
      ),
    ).toBe('Line 8: entry 7 must stand here and is missing; the next one is 8.');
  });

  it('is refused where an event was deleted and the others numbered anew', () => {
    const first = at(backup, 6);
    const deleted = changed(backup, (lines) =>
      lines
        .toSpliced(first, 1)
        .map((line) =>
          line.replace(/^(\d+)\t/, (_, number: string) =>
            Number(number) > 7 ? `${Number(number) - 1}\t` : `${number}\t`,
          ),
        ),
    );
    expect(refusalOf(deleted)).toMatch(
      /is said to be recorded at|events of the stream are missing/,
    );
  });

  it('is refused where it was cut short, wherever', () => {
    fc.assert(
      fc.property(fc.nat(backup.length - 1), (length) => {
        expect(refusalOf(backup.slice(0, length))).toContain('it was cut short');
      }),
      { numRuns: 60 },
    );
    const last = changed(backup, (lines) =>
      lines.filter((_, place) => place !== eventLines(backup).at(-1)),
    );
    expect(refusalOf(last)).toContain('the rest is missing');
  });

  it('is refused where something follows it', () => {
    expect(refusalOf(`${backup}x`)).toContain('something follows behind the end');
    expect(refusalOf(`${backup}end\n`)).toContain('cannot stand here');
  });

  it('is refused where an event’s identifier or a command’s key returns', async () => {
    const twice = (member: 'id' | 'key') => {
      const lines = log.events.map(({ bytes }) => JSON.parse(bytes) as Record<string, string>);
      const [one, , , , , other] = lines;
      if (one === undefined || other === undefined) throw new Error('too few events');
      other[member] = one[member] ?? '';
      return new (log.constructor as new (envelopes: readonly object[]) => typeof log)(lines);
    };
    expect(refusalOf(await twice('id').pack({}))).toMatch(
      /event 6: its identifier .* that an event/,
    );
    expect(refusalOf(await twice('key').pack({}))).toMatch(
      /event 6: its key .* an earlier command/,
    );
  });
});

describe('signatures', () => {
  const stranger = newSigner('note', origin);

  it('by a key that is not known are refused', async () => {
    const pack = await log.pack({}, { note: log.checkpoint(log.size, [stranger]) });
    expect(refusalOf(pack)).toMatch(/^Line \d+: No known key signed/);
    expect(refusalOf(backup, { keys: knownKeys(stranger) })).toMatch(
      /^Line \d+: No known key signed/,
    );
  });

  it('that are not over this text are refused', () => {
    const checkpoint = backup.split('\n').find((line) => line.startsWith('checkpoint')) ?? '';
    const forged = checkpoint.replace(/.{8}\\n"$/, 'AAAAAAA=\\n"');
    expect(refusalOf(backup.replace(checkpoint, forged))).toMatch(/^Line \d+: /);
  });

  it('of another log’s checkpoint are refused', async () => {
    const other = statedPool(2, ['AreaDefined']).log;
    const pack = await log.pack({});
    const own = JSON.stringify(log.checkpoint());
    const note = JSON.stringify(other.checkpoint());
    expect(refusalOf(pack.replace(own, note))).toContain('do not lead to the root');
    const named = JSON.stringify(log.checkpoint(log.size, [logKey], 'elsewhere'));
    expect(refusalOf(pack.replace(own, named))).toContain(
      'the checkpoint is one of the log "elsewhere"',
    );
  });

  it('are held against the checkpoint that was kept', async () => {
    const { size } = log;
    expect(verdictOn(backup, { kept: log.checkpoint(5) }).keptSize).toBe(5);
    expect(verdictOn(backup, { kept: log.checkpoint(size) }).keptSize).toBe(size);
    const shorter = await statedPool(2, ['AreaDefined']).log.pack({});
    expect(refusalOf(shorter, { kept: log.checkpoint() })).toMatch(
      /^Line 1: the pack rests on \d+ entries, and the checkpoint that you kept on \d+: it is older/,
    );
    const other = statedPool(2, ['ReallocationProposed', 'AreaDefined']).log;
    expect(refusalOf(backup, { kept: other.checkpoint(10) })).toMatch(
      /the log shows two pasts: over its first 10 of \d+ entries it has another root/,
    );
    expect(refusalOf(backup, { kept: log.checkpoint(5, [logKey], 'elsewhere') })).toBe(
      `Line 1: the pack is of the log "${origin}", and the checkpoint that you kept is of "elsewhere".`,
    );
    expect(refusalOf(backup, { kept: log.checkpoint(5, [stranger]) })).toContain(
      'the checkpoint that you kept is not verified',
    );
    const hidden = await log.pack(statedAs, { document, shows: ofPool, cuts: [knownAt] });
    expect(refusalOf(hidden, { kept: log.checkpoint(4) })).toContain('ask for a pack with kept=4');
    const cut = await log.pack(statedAs, { document, shows: ofPool, cuts: [4, knownAt] });
    expect(verdictOn(cut, { kept: log.checkpoint(4) }).keptSize).toBe(4);
  });
});

describe('a provider’s pack', () => {
  const provider = 'harbour-lights';
  const shows = (event: object): boolean => JSON.stringify(event).includes(`"${provider}"`);

  it('shows that what concerns it was recorded, and says that it shows no more', async () => {
    const pack = await log.pack({ kind: 'provider', fund: 'small', provider }, { shows });
    const verdict = verdictOn(pack);
    expect(verdict).toMatchObject({ kind: 'provider', provider, statement: null });
    expect(sentencesOf(verdict).at(-1)).toContain('this pack does not show');
  });

  it('is refused where it shows what concerns others', async () =>
    expect(
      refusalOf(
        await log.pack(
          { kind: 'provider', fund: 'small', provider },
          { shows: (event) => shows(event) || event.type === 'SchemeOpened' },
        ),
      ),
    ).toContain('it says nothing of harbour-lights'));
});

it('is refused as a whole where it is of another version, or is no pack', () => {
  expect(refusalOf(backup.replace('"version":1', '"version":2'))).toBe(
    'Line 1: the pack is of version 2, and this release reads version 1: use the release that made it, or a newer one.',
  );
  expect(refusalOf('{}\n')).toBe('Line 1: it is no header of an evidence pack.');
  expect(refusalOf('number,amount\n')).toBe('Line 1: it is no JSON.');
  expect(refusalOf('')).toBe('Line 0: the pack ends here, before its last line: it was cut short.');
  expect(refusalOf(backup.replace('"kind":"backup"', '"kind":"fund"'))).toContain(
    'that is not what a pack of the kind "fund" is of',
  );
});

it('is refused for a change in its events, whatever its digest says', () => {
  const first = backup.indexOf('\n1\t') + 1;
  fc.assert(
    fc.property(fc.nat(backup.lastIndexOf('\ncheckpoint\t') - first), fc.nat(7), (place, bit) => {
      const bytes = Buffer.from(backup);
      bytes.writeUInt8(bytes.readUInt8(first + place) ^ (1 << bit), first + place);
      expect(refusalOf(bytes)).not.toMatch(/accepted|the digest/);
    }),
    { numRuns: 200 },
  );
});

it('is refused for a change of any one bit of any byte', () =>
  fc.assert(
    fc.property(fc.constantFrom(fundPack, backup), fc.nat(), fc.nat(7), (pack, some, bit) => {
      const bytes = Buffer.from(pack);
      const place = some % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << bit), place);
      expect(() => verdictOn(bytes)).toThrow(PackRefused);
    }),
    { numRuns: 300 },
  ));
