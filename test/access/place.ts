import { createHash } from 'node:crypto';
import { importId } from '#apps/service/imports/import-file.js';
import { registerId } from '#apps/service/imports/names.js';
import { appoint, mayEnter, newcomer } from '../support/people.js';
import { Client } from '../support/client.js';
import { smallPool, contract, type SmallPool } from '../support/small-pool.js';

/** Every kind of user, in the order of the tables. */
export const kinds = [
  'none',
  'public',
  'providerA',
  'providerB',
  'otherCommissioner',
  'commissioner',
  'approver',
  'auditor',
  'administrator',
  'importer',
] as const;
export type Kind = (typeof kinds)[number];

/** Who is of each kind. Nobody has signed in; the public one has, and acts for nobody. */
export const persons: Readonly<Record<Exclude<Kind, 'none'>, string>> = {
  public: 'passer-by',
  providerA: 'grace',
  providerB: 'bram',
  otherCommissioner: 'dara',
  commissioner: 'chris',
  approver: 'rosalind',
  auditor: 'priya-2',
  administrator: 'nadia',
  importer: 'ines',
};

export const council = 'GB-LAE-NMR';
export const district = 'GB-LAE-DST';
export const providerA = 'GB-COH-19990001';
export const providerB = 'GB-COH-19990002';

/** A file of which nothing could be recorded: its one row is set aside. */
const unreadable = Buffer.from('Date,Supplier,Amount\nnever,Somebody Ltd,1.00\n');
export const unreadableImport = importId(
  createHash('sha256').update(unreadable).digest('hex'),
  'pool',
);

/** A register of contracts of some body, of which everybody who has signed in may see the one row. */
const register = Buffer.from('Ref,Title,Supplier,Total value\nC1,Home care,Moor Care Ltd,1.00\n');
export const publishedContract = `${registerId(
  createHash('sha256').update(register).digest('hex'),
  'pool',
)}:2`;

export interface Place {
  readonly pool: SmallPool;
  readonly as: (kind: Kind) => Client;
}

/**
 * A pool with two providers, each with an award and spending of its own, and a fund of another
 * council; and somebody of every kind.
 */
export async function place(): Promise<Place> {
  const pool = await smallPool();
  const { directory } = pool.app.runtime;
  for (const person of ['passer-by', 'priya-2']) await mayEnter(directory, person);
  await mayEnter(directory, 'p-leaves', council);
  await newcomer(pool.app, 'chris', council);
  await newcomer(pool.app, 'dara', district);
  await mayEnter(directory, 'ines');
  await appoint(pool.app.runtime.ledger, {
    ...{ id: 'ines', organisation: council, role: 'importer', office: 'finance-systems' },
    authority: 'Finance systems',
  });
  const nadia = new Client(pool.app, 'nadia');
  await nadia.done('appointments/audit/appoint', {
    ...{ person: 'priya-2', organisation: 'GB-COH-19990009', role: 'auditor', funds: ['pool'] },
    ...{ office: 'appointed-auditor', authority: 'Letter of appointment' },
  });
  await new Client(pool.app, 'dara').done('funds/elsewhere/establish-fund', {
    ...{ name: 'Elsewhere', kind: 'single', host: district },
  });
  for (const [award, provider, scheme, amount] of [
    ['lights', providerA, 'care', '311.00'],
    ['rivers', providerB, 'care', '577.00'],
  ] as const) {
    await pool.client.done(`organisations/${provider}/register-organisation`, { name: award });
    await pool.client.done(`contracts/${award}/award-contract`, {
      ...contract(scheme, amount),
      ...{ provider, title: award },
    });
    await pool.fund('verify-expenditure', {
      ...{ expenditure: `invoice-${award}`, provider, award, scheme, reference: `Of ${award}` },
      ...{ net: amount.replace('.00', '.13').replace(/^\d/, ''), irrecoverableVat: '0.00' },
      sources: [{ source: 'council', amount: amount.replace('.00', '.13').replace(/^\d/, '') }],
    });
  }
  await pool.client.send('pool', 'spending', unreadable);
  await pool.client.send('pool', 'contract-register', register, '&publisher=Moor+Council');
  await pool.fund('set-publication-policy', {});
  return {
    pool,
    as: (kind) => new Client(pool.app, kind === 'none' ? null : persons[kind]),
  };
}
