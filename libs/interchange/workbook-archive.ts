import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { UnreadableFile } from './unreadable-file.js';

/**
 * Limits that no workbook of people comes near. What an archive says of itself is added up before
 * anything is unpacked, and what is unpacked is held to it, so that a bomb costs its own few bytes.
 */
const entriesMost = 1_000;
const unpackedMost = 32 * 1024 * 1024;
/** XML of spreadsheets shrinks to a tenth or a twentieth; what shrinks more was made to. */
const ratioMost = 200;
const smallBytes = 64 * 1024;
const localHeaderBytes = 30;

/** Parts that do something, or bring something in from elsewhere, by their names in lower case. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/vbaproject|\/macrosheets\/|\/activex\//, 'macros'],
  [/\/externallinks\/|\/connections\.xml$|\/querytables\//, 'links to other files or databases'],
  [/\/embeddings\/|\.(zip|gz|7z|rar|tar|xls[xmb]?|docx?|exe|dll)$/, 'other files inside'],
];

/** What the reader of sheets needs; everything else of a workbook stays packed. */
const NEEDED =
  /^(\[Content_Types\]\.xml|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/.+|xl\/worksheets\/[^/]+\.xml)$/i;

/**
 * The parts of a workbook that are needed to read its sheets, by name, unpacked and looked at. Throws
 * UnreadableFile for an archive that is none, that holds what a table has no use for, or that would
 * unpack to more than a workbook does.
 */
export async function partsOfWorkbook(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const archive = await opened(bytes);
  try {
    const entries = await listed(archive);
    refuseUnsafe(entries, bytes.length);
    const parts = new Map<string, Buffer>();
    for (const entry of entries)
      if (NEEDED.test(entry.fileName)) parts.set(entry.fileName, await unpacked(archive, entry));
    for (const [name, part] of parts) refuseUnsafeXml(name, part);
    return parts;
  } catch (error) {
    throw error instanceof UnreadableFile ? error : broken();
  } finally {
    archive.close();
  }
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  } catch {
    throw broken();
  }
}

async function listed(archive: ZipFile): Promise<readonly Entry[]> {
  if (archive.entryCount > entriesMost)
    throw unsafe(`it has ${archive.entryCount} parts; at most ${entriesMost} are taken`);
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) {
    entries.push(entry);
    if (entries.length > entriesMost) throw unsafe('it has more parts than it says');
  }
  return entries;
}

function refuseUnsafe(entries: readonly Entry[], size: number): void {
  const names = new Set<string>();
  let unpackedBytes = 0;
  for (const entry of entries) {
    const name = entry.fileName.toLowerCase();
    // Which of two would be read, readers disagree about.
    if (names.has(name)) throw unsafe('two of its parts have the same name');
    names.add(name);
    if (entry.isEncrypted()) throw unsafe('it is encrypted; save it without a password');
    const forbidden = FORBIDDEN.find(([pattern]) => pattern.test(`/${name}`));
    if (forbidden) throw unsafe(`it holds ${forbidden[1]}; save the table alone, as .xlsx`);
    unpackedBytes += entry.uncompressedSize;
    const suspicious = entry.uncompressedSize > smallBytes;
    if (suspicious && entry.uncompressedSize > entry.compressedSize * ratioMost)
      throw unsafe('one of its parts unpacks to more than two hundred times its size');
  }
  if (unpackedBytes > unpackedMost)
    throw unsafe(
      `it unpacks to more than ${unpackedMost / 1024 / 1024} MB; save its table as CSV, or split it`,
    );
  refuseOverlaps(entries, size);
}

/** Parts that share their bytes unpack to far more than the archive holds (Fifield 2019). */
function refuseOverlaps(entries: readonly Entry[], size: number): void {
  const inOrder = [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  for (const [place, entry] of inOrder.entries()) {
    const end = entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.compressedSize;
    if (end > (inOrder[place + 1]?.relativeOffsetOfLocalHeader ?? size))
      throw unsafe('its parts overlap');
  }
}

/** No more comes out than the entry says: yauzl ends the stream with an error there. */
async function unpacked(archive: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await archive.openReadStreamPromise(entry))
    pieces.push(piece as Buffer);
  const whole = Buffer.concat(pieces);
  if (crc32(whole) !== entry.crc32) throw broken();
  return whole;
}

function refuseUnsafeXml(name: string, part: Buffer): void {
  // In another encoding, what follows would find nothing; no spreadsheet program writes one.
  if (!isUtf8(part) || part.includes(0)) throw unsafe('one of its parts is not in UTF-8');
  if (part.includes('<!')) {
    const text = part.toString('utf8');
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unsafe('it defines entities of its own');
  }
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(part.toString('utf8')))
    throw unsafe('it holds macros; save the table alone, as .xlsx');
}

const unsafe = (why: string): UnreadableFile =>
  new UnreadableFile('unsafe-workbook', `The workbook is not opened, since ${why}.`);

const broken = (): UnreadableFile =>
  new UnreadableFile(
    'unreadable-workbook',
    'The file begins like a workbook (.xlsx) and cannot be read as one; save it again, or save its table as CSV.',
  );
