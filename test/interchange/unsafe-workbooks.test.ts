import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { archive, textRow, workbookParts, type Part } from '../support/archives.js';
import { spendingFile } from './reading.js';

/** API4 and API8 of OWASP: workbooks that are made to harm whoever opens them. */
const head = textRow(1, ['Date', 'Supplier', 'Amount']);
const good = head + textRow(2, ['2022-07-20', 'Acme Ltd', '1.00']);

const refused = async (bytes: Buffer): Promise<UnreadableFile> => {
  const failure: unknown = await spendingFile(bytes).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnreadableFile);
  const { message } = failure as UnreadableFile;
  expect(message).toMatch(/^The (file|workbook) .{20,}\.$|^A sheet of .+\.$/s);
  return failure as UnreadableFile;
};
const replaced = (name: string, by: Partial<Part>): Part[] =>
  workbookParts(good).map((part) => (part.name === name ? { ...part, ...by } : part));
const added = (...parts: Part[]): Part[] => [...workbookParts(good), ...parts];
const sheet = 'xl/worksheets/sheet1.xml';
const strings = 'xl/sharedStrings.xml';
const megabytes = (many: number): Buffer => Buffer.alloc(many * 1024 * 1024, ' ');

it('are not those that are well, so that what follows shows something', async () => {
  expect((await spendingFile(archive(workbookParts(good)))).rows).toHaveLength(1);
});

describe('bombs', () => {
  const zeros = megabytes(60);
  it.each<[string, Part[], string]>([
    ['a part that unpacks to 60 MB', replaced(strings, { data: zeros }), 'two hundred times'],
    ['one beside what is read', added({ name: 'xl/media/a.png', data: zeros }), 'two hundred'],
    [
      'many that are small each',
      added(
        ...Array.from({ length: 600 }, (_, n) => ({
          name: `xl/media/${n}.png`,
          data: Buffer.alloc(60_000),
        })),
      ),
      'more than 32 MB',
    ],
    [
      'a thousand parts',
      added(...Array.from({ length: 1_000 }, (_, n) => ({ name: `xl/${n}.bin`, data: 'x' }))),
      'parts',
    ],
    [
      'parts that share their bytes',
      added({ name: 'xl/copy.xml', data: `<a>${good}</a>`, overlaps: true }),
      'overlap',
    ],
    ['an archive in an archive', added({ name: 'xl/a.zip', data: 'PK' }), 'other files inside'],
    [
      'a size that is not so, to pass the check',
      replaced(strings, { data: megabytes(20), says: { size: 100 } }),
      'cannot be read',
    ],
    ['a size that is larger than it', replaced(sheet, { says: { size: 9_999 } }), 'cannot be read'],
    ['a checksum that is not so', replaced(sheet, { says: { crc: 1 } }), 'cannot be read'],
  ])('with %s are refused before they unpack', async (_, parts, why) => {
    const bytes = archive(parts);
    const before = process.memoryUsage().arrayBuffers;
    expect((await refused(bytes)).message).toContain(why);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024);
  });

  it('of entities that stand for entities are refused', async () => {
    const laughs = Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
    ).join('');
    const data = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><sst><si><t>&l9;</t></si></sst>`;
    expect((await refused(archive(replaced(strings, { data })))).message).toContain('entities');
    const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>';
    const found = await refused(archive(replaced(sheet, { data: outside })));
    expect(found.message).toContain('entities');
  });

  it.each([
    ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'far down'],
    ['<row r="2"><c r="XFD2"><v>1</v></c></row>', 'far right'],
    ["<row r='99999999'><c r='A99999999'><v>1</v></c></row>", 'beyond every sheet'],
    ['<row r="1e9"><c r="A2"><v>1</v></c></row>', 'by an exponent'],
    ['<row r="&#57;99999"><c r="A2"><v>1</v></c></row>', 'by an entity'],
  ])('of a cell that stands %s are refused before what lies between is made', async (row) => {
    expect((await refused(archive(workbookParts(head + row)))).code).toBe('unsafe-workbook');
  });

  it('of one long text in very many cells end at a row', async () => {
    const cells = Array.from({ length: 700 }, (_, place) => {
      const letters =
        place < 26
          ? String.fromCharCode(65 + place)
          : String.fromCharCode(64 + Math.floor(place / 26), 65 + (place % 26));
      return `<c r="${letters}2" t="s"><v>0</v></c>`;
    });
    const rows = `${head}<row r="2">${cells.join('')}</row>`;
    const found = await refused(archive(workbookParts(rows, ['x'.repeat(40_000)])));
    expect(found.code).toBe('line-too-long');
  });
});

describe('what does something, or fetches something', () => {
  it.each([
    ['xl/vbaProject.bin', 'macros'],
    ['XL/VBAPROJECT.BIN', 'macros'],
    ['xl/macrosheets/sheet1.xml', 'macros'],
    ['xl/activeX/activeX1.bin', 'macros'],
    ['xl/externalLinks/externalLink1.xml', 'links to other files'],
    ['xl/connections.xml', 'links to other files'],
    ['xl/queryTables/queryTable1.xml', 'links to other files'],
    ['xl/embeddings/oleObject1.bin', 'other files inside'],
    ['xl/media/run.exe', 'other files inside'],
  ])('%s is refused', async (name, why) => {
    expect((await refused(archive(added({ name, data: 'x' })))).message).toContain(why);
  });

  it('a workbook that is called .xlsx and says that it has macros is refused', async () => {
    const data =
      '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>';
    const bytes = archive(replaced('[Content_Types].xml', { data }));
    expect((await refused(bytes)).message).toContain('macros');
  });

  it('a password is refused, in both ways that there are', async () => {
    const found = await refused(archive(replaced(sheet, { says: { flags: 1 } })));
    expect(found.message).toContain('encrypted');
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect((await refused(compound)).message).toContain('password');
  });
});

describe('archives that are none', () => {
  const whole = archive(workbookParts(good));
  it.each<[string, Buffer]>([
    ['only begins like one', Buffer.from('PK\x03\x04 and then something else')],
    ['is cut off', whole.subarray(0, whole.length - 30)],
    ['is cut off in the middle', whole.subarray(0, whole.length / 2)],
    ['has no parts', archive([])],
    ['has no sheets', archive(workbookParts(good).slice(0, 3))],
    ['leads out of its folder', archive(added({ name: '../../etc/passwd', data: 'x' }))],
    ['has an absolute name', archive(added({ name: '/etc/passwd', data: 'x' }))],
    ['has a name of another system', archive(added({ name: 'xl\\worksheets\\a.xml', data: 'x' }))],
    ['has two parts of one name', archive(added({ name: sheet, data: '<worksheet/>' }))],
    ['has two but for their case', archive(added({ name: sheet.toUpperCase(), data: '<a/>' }))],
    ['is in UTF-16', archive(replaced(sheet, { data: Buffer.from('\ufeff<a/>', 'utf16le') }))],
    ['is no XML', archive(replaced(sheet, { data: '<worksheet><sheetData><row' }))],
    ['has a text that is not there', archive(workbookParts(`${head}${stringCell('7')}`))],
    ['has a text of before the first', archive(workbookParts(`${head}${stringCell('-1')}`))],
    ['has a cell of no type', archive(workbookParts(`${head}${stringCell('0', 'zz')}`))],
  ])('are refused: one %s', async (_, bytes) => {
    await refused(bytes);
  });

  it('are refused wherever bytes of a good one are changed, or are read as they were', async () => {
    let state = 20_221_122;
    const random = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % below;
    };
    for (let run = 0; run < 150; run += 1) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change <= random(3); change += 1)
        bytes[random(bytes.length)] = random(256);
      const outcome = await spendingFile(bytes).then(
        ({ summary }) => summary.recorded,
        (error: unknown) => error,
      );
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnreadableFile);
      else expect(outcome).toBeLessThanOrEqual(1);
    }
  });

  function stringCell(place: string, type = 's'): string {
    return `<row r="2"><c r="A2" t="${type}"><v>${place}</v></c></row>`;
  }
});
