import { readAmount } from '#libs/interchange/amounts.js';
import { readDay } from '#libs/interchange/days.js';
import { kindOfLine } from '#libs/interchange/spending-kind.js';
import {
  charityOrgId,
  companyOrgId,
  isRedacted,
  supplierKey,
} from '#libs/interchange/suppliers.js';

import { spendingFile } from './reading.js';

describe('amounts', () => {
  it.each([
    ['1234.5', 123_450n],
    ['0', 0n],
    ['.5', 50n],
    ['12.', 1_200n],
    ['1,234,567.89', 123_456_789n],
    ['1 234.00', 123_400n],
    ['£1,234.56', 123_456n],
    ['Â£10.00', 1_000n],
    ['GBP 10.00', 1_000n],
    ['-£10.00', -1_000n],
    ['£-10.00', -1_000n],
    ['−10.00', -1_000n],
    ['10.00-', -1_000n],
    ['(1,010.00)', -101_000n],
    ['£(10.00)', -1_000n],
    ['(£10.00)', -1_000n],
    ['10.00CR', -1_000n],
    ['10.00 DR', 1_000n],
    ['+10', 1_000n],
    ['12.340000', 1_234n],
    ['1234.5600000000001', 123_456n],
    ['90071992547409.93', 9_007_199_254_740_993n],
  ])('reads %p', (text, pence) => {
    expect(readAmount(text)).toEqual({ ok: true, value: pence });
  });

  it.each([
    '',
    ' ',
    '-',
    '£',
    '£ -',
    'N/A',
    '1,23',
    '12,34.56',
    '1.234,56',
    '12.345',
    '1.2E+05',
    '€10.00',
    '$10',
    '10 USD',
    '--5',
    '-(5)',
    '1.2.3',
    '0x10',
    'Infinity',
    '١٢',
    '12345678901234567.00',
  ])('does not read %p', (text) => {
    expect(readAmount(text).ok).toBe(false);
  });
});

describe('dates', () => {
  it.each([
    '2022-07-20',
    '2022-07-20T00:00:00',
    '2022-07-20T23:30:00+00:00',
    '2022-07-20 00:00:00.000',
    '2022/07/20',
    '20220720',
    '20/07/2022',
    '20/7/22',
    '20-07-2022',
    '20.07.2022',
    '20/07/2022 00:00',
    '20/07/2022 12:00:00 AM',
    '20-Jul-22',
    '20-JUL-2022',
    '20 July 2022',
    '20th July 2022',
    '20Jul2022',
    'July 20, 2022',
    'Wednesday, 20 July 2022',
    '44762',
    '44762.5',
  ])('reads %p', (text) => {
    expect(readDay(text)).toEqual({ ok: true, value: '2022-07-20' });
  });

  it.each([
    '',
    'TBC',
    '31/06/2022',
    '2022-13-01',
    '29/02/2023',
    'July 2022',
    '2022',
    '12',
    '0202-07-20',
    '20/07/2922',
    '00/00/0000',
    '99999',
  ])('does not read %p', (text) => {
    expect(readDay(text).ok).toBe(false);
  });
});

describe('suppliers', () => {
  it.each([
    'REDACTED PERSONAL DATA',
    'Redacted',
    '*REDACTED*',
    '(redacted)',
    'Name Redacted',
    'Redaction - personal',
    'Name withheld',
    'Personal Data',
    'PERSONAL INFORMATION',
    'Individual',
    'Private Individual',
    'Named individuals',
    'Withheld under GDPR',
    'Data Protection Act 1998',
    'Foster Carer',
    '*****',
    'XXXXX',
  ])('knows %p for a name held back', (name) => {
    expect(isRedacted(name)).toBe(true);
  });

  it.each([
    'Foresight Residential Ltd',
    'Individual Solutions SK CIC',
    'Personal Touch Care Ltd',
    'Redactive Publishing Ltd',
    'Confidential Couriers Ltd',
    'Foster Care Associates',
    'XX',
    'Exempt Living Ltd',
  ])('takes %p for a name', (name) => {
    expect(isRedacted(name)).toBe(false);
  });

  it('joins names whatever their case and inner spaces', () => {
    const keys = ['Straße  Café Ltd', ' STRASSE CAFÉ\u00a0LTD', 'strasse cafe\u0301 ltd'].map(
      supplierKey,
    );
    expect(new Set(keys).size).toBe(1);
    expect(supplierKey('Acme Ltd')).not.toBe(supplierKey('Acme Limited'));
  });

  it.each([
    [companyOrgId, '4859346', 'GB-COH-04859346'],
    [companyOrgId, ' 03350709 ', 'GB-COH-03350709'],
    [companyOrgId, '4859346.0', 'GB-COH-04859346'],
    [companyOrgId, 'oc 301540', 'GB-COH-OC301540'],
    [companyOrgId, 'SC12345', 'GB-COH-SC012345'],
    [companyOrgId, 'IP28755R', 'GB-COH-IP28755R'],
    [companyOrgId, 'N/A', undefined],
    [companyOrgId, '0', undefined],
    [companyOrgId, '', undefined],
    [charityOrgId, '1159982', 'GB-CHC-1159982'],
    [charityOrgId, '219 279', 'GB-CHC-219279'],
    [charityOrgId, '1159982-1', 'GB-CHC-1159982'],
    [charityOrgId, 'SC12345', 'GB-SC-SC012345'],
    [charityOrgId, 'NIC100123', 'GB-NIC-100123'],
    [charityOrgId, 'Yes', undefined],
  ])('%p of %p', (read, cell, orgId) => {
    expect(read(cell)).toBe(orgId);
  });
});

describe('kinds of line', () => {
  it.each([
    [-1n, ['Customer And Client Receipts'], 'client-income'],
    [-1n, ['Residents’ contributions'], 'client-income'],
    [-1n, ['Contributions from service users'], 'client-income'],
    [-1n, ['Refund of deposit'], 'refund'],
    [-1n, ['Private Contractors'], 'credit-note'],
    [-1n, [], 'credit-note'],
    [1n, ['Customer And Client Receipts'], 'payment'],
    [0n, ['Refund'], 'payment'],
  ] as const)('%p under %p', (pence, texts, kind) => {
    expect(kindOfLine(pence, texts)).toBe(kind);
  });
});

describe('cells that say unknown, not applicable and nothing', () => {
  it('keeps a blank, an N/A and a 0 of irrecoverable VAT apart', async () => {
    const { rows, quarantined } = await spendingFile(
      'Date,Supplier,Amount,Irrecoverable VAT\n' +
        ['', 'N/A', '0.00', '20.00', 'Included', '1.005']
          .map((vat) => `2022-07-20,Acme,1.00,${vat}\n`)
          .join(''),
    );
    expect(rows.map(({ row }) => row.irrecoverableVat)).toEqual([
      'unknown',
      'not-applicable',
      { amountPence: 0n },
      { amountPence: 2_000n },
      'unknown',
    ]);
    expect(rows[4]?.row.other).toEqual({ 'Irrecoverable VAT': 'Included' });
    expect(quarantined).toMatchObject([
      { line: 7, column: 'Irrecoverable VAT', amountPence: 100n },
    ]);
  });

  it('keeps a payment whose supplier is not stated, as unknown', async () => {
    const { rows, summary } = await spendingFile('Date,Supplier,Amount\n2022-07-20,,1.00\n');
    expect(rows).toMatchObject([{ row: { supplier: { kind: 'unknown' } } }]);
    expect(summary.unknownSupplierRows).toBe(1);
  });

  it('reads capital or revenue and voluntary-sector cells only where they say so', async () => {
    const { rows } = await spendingFile(
      'Date,Supplier,Amount,Capital/Revenue,VCSE\n' +
        [
          ['R', 'Y'],
          ['Capital', 'No'],
          ['Revenue/Capital', 'perhaps'],
          ['', 'Registered Charity'],
        ]
          .map(([nature = '', vcse = '']) => `2022-07-20,Acme,1.00,${nature},${vcse}\n`)
          .join(''),
    );
    expect(rows.map(({ row }) => [row.nature, row.vcse])).toEqual([
      ['revenue', true],
      ['capital', false],
      ['unknown', 'unknown'],
      ['unknown', true],
    ]);
  });

  it('takes a lone column “Body” for an address or a name, as its cell tells', async () => {
    const { rows } = await spendingFile(
      'Body,Date,Supplier,Amount\nhttp://example.org/00DA,2022-07-20,A,1\nLeeds City Council,2022-07-20,A,1\n',
    );
    expect(rows.map(({ row }) => row.body)).toEqual([
      { name: 'unknown', id: 'http://example.org/00DA' },
      { name: 'Leeds City Council', id: 'unknown' },
    ]);
  });
});
