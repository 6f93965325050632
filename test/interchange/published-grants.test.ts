import {
  type GrantsItem,
  type GrantsSummary,
  readGrants,
} from '#libs/interchange/grants-360giving.js';
import type { GrantRow, QuarantinedGrant } from '#libs/interchange/grant-row.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import { describeSharedData, sharedStream } from '#test/support/shared-data.js';

interface GrantFile {
  readonly grants: readonly GrantRow[];
  readonly quarantined: readonly QuarantinedGrant[];
  readonly summary: GrantsSummary;
}

const grantFile = async (source: AsyncIterable<Uint8Array> | string): Promise<GrantFile> => {
  const grants: GrantRow[] = [];
  const quarantined: QuarantinedGrant[] = [];
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const items: AsyncIterable<GrantsItem> = readGrants(bytes);
  for await (const item of items) {
    if (item.kind === 'grant') grants.push(item.grant);
    else if (item.kind === 'quarantined') quarantined.push(item);
    else return { grants, quarantined, summary: item.summary };
  }
  throw new Error('the reader ended without a summary');
};

describeSharedData('the published grants of Power to Change', () => {
  let file: GrantFile;

  beforeAll(async () => {
    file = await grantFile(sharedStream('grants-360giving/power-to-change.json'));
  });

  it('reads every grant, and the total awarded to the penny', () => {
    expect(file.summary).toMatchObject({ rowsIn: 870, recorded: 870, quarantined: 0 });
    expect(formatPence(file.summary.totalPence)).toBe('51625696.54');
    expect(formatPence(sumPence(file.grants.map((grant) => grant.amountAwardedPence)))).toBe(
      '51625696.54',
    );
  });

  it('counts the recipients by identifier', () => {
    const ids = file.grants.map(({ recipient }) =>
      recipient.kind === 'organisation' ? recipient.id : recipient.kind,
    );
    expect(new Set(ids).size).toBe(694);
  });

  it('keeps and flags grants that were paid more than was awarded', () => {
    const over = file.grants.filter((grant) => grant.paidMoreThanAwarded);
    expect(over).toHaveLength(9);
    expect(file.summary.paidMoreThanAwarded).toBe(9);
    for (const grant of over) {
      expect(grant.amountDisbursedPence).toBeGreaterThan(grant.amountAwardedPence);
    }
  });

  it('holds a missing duration unknown, and a published nothing paid as 0', () => {
    const undated = file.grants.filter(
      ({ planned }) =>
        planned.start === 'unknown' &&
        planned.end === 'unknown' &&
        planned.durationMonths === 'unknown',
    );
    expect(undated).toHaveLength(218);
    expect(file.summary.withoutPlannedDates).toBe(218);
    expect(file.grants.filter((grant) => grant.planned.durationMonths !== 'unknown')).toHaveLength(
      571,
    );
    expect(file.grants.filter((grant) => grant.amountDisbursedPence === 0n).length).toBeGreaterThan(
      0,
    );
  });

  it('reads one grant in full', () => {
    expect(file.grants[0]).toEqual({
      identifier: '360G-ptc-gr-01653',
      title: 'Hyde Park Source',
      description: 'Provided Capacity Support to Hyde Park Source',
      currency: 'GBP',
      amountAwardedPence: 323934n,
      amountDisbursedPence: 0n,
      paidMoreThanAwarded: false,
      awardDate: '2015-06-01',
      planned: { start: '2017-01-17', end: '2017-06-14', durationMonths: 4 },
      recipient: { kind: 'organisation', id: 'GB-COH-IP28755R', name: 'Hyde Park Source' },
      funder: { id: 'GB-CHC-1159982', name: 'Power to Change Trust' },
      programme: 'CB Leadership (CBL)',
      beneficiaryLocations: ['E01011681'],
    });
  });
});

describe('reading 360Giving grants', () => {
  const grant = {
    id: '360G-x-1',
    title: 'A grant',
    currency: 'GBP',
    amountAwarded: 100.5,
    awardDate: '2024-02-29',
    recipientOrganization: [{ id: 'GB-CHC-1', name: 'A charity' }],
    fundingOrganization: [{ id: 'GB-CHC-2', name: 'A funder' }],
  };
  const one = async (change: Record<string, unknown>): Promise<GrantFile> =>
    grantFile(JSON.stringify([{ ...grant, ...change }]));

  it('takes a bare list and a package alike, also with a byte-order mark', async () => {
    const list = await grantFile(JSON.stringify([grant]));
    const packed = await grantFile(`\uFEFF\n {"grants":[${JSON.stringify(grant)}]}`);
    expect(packed.grants).toEqual(list.grants);
    expect(list.grants).toHaveLength(1);
  });

  it.each([
    [0.1 + 0.2, 30n],
    [3239.34, 323934n],
    [1e6, 100000000n],
    ['1,234.50', 123450n],
    [-5, -500n],
  ])('reads the amount %p as exact pence', async (amountAwarded, pence) => {
    expect((await one({ amountAwarded })).grants[0]?.amountAwardedPence).toBe(pence);
  });

  it.each([
    ['an amount in part pence', { amountAwarded: 10.005 }, 'amountAwarded'],
    ['no amount', { amountAwarded: null }, 'amountAwarded'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['no currency', { currency: undefined }, 'currency'],
    ['a date outside the calendar', { awardDate: '2023-02-29' }, 'awardDate'],
    ['no recipient', { recipientOrganization: [] }, 'recipientOrganization'],
    [
      'two recipients',
      { recipientOrganization: [{ id: 'GB-CHC-1' }, { id: 'GB-CHC-3' }] },
      'recipientOrganization',
    ],
    ['no identifier', { id: ' ' }, 'id'],
  ])('quarantines %s, naming the field', async (_what, change, field) => {
    const { grants, quarantined, summary } = await one(change);
    expect(grants).toEqual([]);
    expect(quarantined).toMatchObject([{ line: 1, column: field }]);
    expect(summary).toMatchObject({ rowsIn: 1, recorded: 0, quarantined: 1 });
  });

  it('keeps nothing of a recipient who is an individual', async () => {
    const { grants } = await one({
      recipientOrganization: undefined,
      recipientIndividual: { id: 'p-1', name: 'A Person' },
    });
    expect(grants[0]?.recipient).toEqual({ kind: 'individual' });
  });

  it.each([
    ['{"grants": [', 'not valid JSON'],
    ['{"records": []}', 'no list of grants'],
    ['', 'empty'],
  ])('refuses %p in one sentence', async (text, sentence) => {
    await expect(grantFile(text)).rejects.toThrow(sentence);
  });

  it.each([
    [
      'Identifier,Title,Description,Currency,Amount Awarded,Amount Disbursed,Award Date,Planned Dates:Start Date,Planned Dates:End Date,Planned Dates:Duration (months),Recipient Org:Identifier,Recipient Org:Name,Recipient Org:Postal Code,Funding Org:Identifier,Funding Org:Name,Grant Programme:Code,Grant Programme:Title,Beneficiary Location:0:Name,Beneficiary Location:0:Geographic Code,Beneficiary Location:1:Geographic Code',
    ],
    [
      'id,title,description,currency,amountAwarded,amountDisbursed,awardDate,plannedDates/0/startDate,plannedDates/0/endDate,plannedDates/0/duration,recipientOrganization/0/id,recipientOrganization/0/name,recipientOrganization/0/postalCode,fundingOrganization/0/id,fundingOrganization/0/name,grantProgramme/0/code,grantProgramme/0/title,beneficiaryLocation/0/name,beneficiaryLocation/0/geoCode,beneficiaryLocation/1/geoCode',
    ],
  ])('reads the standard’s spreadsheet: %s', async (header) => {
    const { grants, summary } = await grantFile(
      `${header}\n360G-x-1,A,"B, and C",GBP,"1,000.50",,2024-01-31,2024-04-01,2025-03-31,12,GB-CHC-1,Org,LS1 1AA,GB-CHC-2,Fund,c,Prog,Leeds,E08000035,E08000036\n`,
    );
    expect(summary).toMatchObject({ rowsIn: 1, recorded: 1, warnings: [] });
    expect(grants[0]).toEqual({
      identifier: '360G-x-1',
      title: 'A',
      description: 'B, and C',
      currency: 'GBP',
      amountAwardedPence: 100050n,
      amountDisbursedPence: 'unknown',
      paidMoreThanAwarded: false,
      awardDate: '2024-01-31',
      planned: { start: '2024-04-01', end: '2025-03-31', durationMonths: 12 },
      recipient: { kind: 'organisation', id: 'GB-CHC-1', name: 'Org' },
      funder: { id: 'GB-CHC-2', name: 'Fund' },
      programme: 'Prog',
      beneficiaryLocations: ['E08000035', 'E08000036'],
    });
  });
});
