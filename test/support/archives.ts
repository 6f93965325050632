import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, and what the archive says of it where that is not so. */
export interface Part {
  readonly name: string;
  readonly data: Buffer | string;
  readonly says?: { readonly size?: number; readonly flags?: number; readonly crc?: number };
  /** Its bytes are those of the part before it. */
  readonly overlaps?: boolean;
}

/** An archive (ZIP) with the parts in their order, whatever they are called and whatever they say. */
export function archive(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let [offset, last] = [0, 0];
  for (const { name, data, says = {}, overlaps = false } of parts) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes, { level: 9 });
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800 | (says.flags ?? 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(says.crc ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says.size ?? bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(overlaps ? last : offset, 10);
    centrals.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, nameBytes);
    if (overlaps) continue;
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
    locals.push(local);
    last = offset;
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const heads = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook of one sheet, with its rows as XML. */
export const workbookParts = (rows: string, strings: readonly string[] = []): Part[] => [
  {
    name: '[Content_Types].xml',
    data: `${heads}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
  },
  {
    name: 'xl/workbook.xml',
    data: `${heads}<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="Payments" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: `${heads}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  },
  {
    name: 'xl/sharedStrings.xml',
    data: `${heads}<sst ${main}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  },
  {
    name: 'xl/worksheets/sheet1.xml',
    data: `${heads}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  },
];

/** A row of texts, as XML. */
export const textRow = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells
    .map(
      (cell, place) =>
        `<c r="${String.fromCharCode(65 + place)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    .join('')}</row>`;
