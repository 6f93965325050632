import { smallPool, type SmallPool } from '../support/small-pool.js';
import { Client } from '../support/client.js';

/** Who acts for whom is a fact like any other: appointed and ended by events, on somebody's word. */
let pool: SmallPool;
const by = (who: string): Client => new Client(pool.app, who);
const council = 'GB-LAE-NMR';
const firm = 'GB-COH-19990044';

beforeAll(async () => {
  pool = await smallPool();
});
afterAll(() => pool.app.stop());

const appointments = async (query = '') => {
  const { body } = await pool.client.get(`appointments${query}`);
  return body['appointments'] as unknown as readonly Record<string, unknown>[];
};
const auditor = {
  ...{ person: 'p-0417', organisation: firm, role: 'auditor', office: 'appointed-auditor' },
  ...{ authority: 'Letter of appointment of 1 March 2026', funds: ['pool'], until: '2027-09-30' },
};

it('lets an auditor of another body in to a fund that the administrator’s own body hosts', async () => {
  const refused = await by('ivan').post('appointments/audit-2026/appoint', auditor);
  expect(refused.body).toMatchObject({
    ...{ type: 'urn:common-purse:problem:fund-of-others', status: 403 },
    ...{ fund: 'pool', organisation: 'GB-NHS-QMR' },
  });
  await by('nadia').done('appointments/audit-2026/appoint', auditor);
  expect(await appointments()).toContainEqual(
    expect.objectContaining({ id: 'audit-2026', ...auditor, state: 'made', by: council }),
  );
});

it('ends, and is known for ever to have been', async () => {
  const { number } = await by('nadia').done('appointments/audit-2026/end-appointment', {
    ...{ cause: 'The firm was changed', effective: '2026-04-01' },
  });
  const state = async (query = '') =>
    (await appointments(query)).find(({ id }) => id === 'audit-2026')?.['state'];
  expect(await state()).toBe('ended');
  expect(await state(`?asKnownAt=${Number(number) - 1}`)).toBe('made');
  const again = await by('nadia').post('appointments/audit-2026/end-appointment', { cause: 'Why' });
  expect(again.status).toBe(404);
});

it('is nothing that anybody gives himself, or another organisation', async () => {
  const own = { ...auditor, person: 'nadia', organisation: council };
  expect((await by('nadia').post('appointments/own/appoint', own)).body).toMatchObject({
    type: 'urn:common-purse:problem:appoints-self',
    rule: 20,
  });
  const theirs = { ...auditor, organisation: 'GB-NHS-QMR', role: 'approver' };
  expect((await by('nadia').post('appointments/theirs/appoint', theirs)).body).toMatchObject({
    type: 'urn:common-purse:problem:not-yours-to-appoint',
  });
});
