import type { Holding } from '#libs/funding/fund/holdings.js';
import type { Fund } from '#libs/funding/fund/fund.js';
import type { Posting } from '#libs/ledger/posting.js';
import { must, yearOfDay, type Auditor } from './auditor.js';

/** Rule 2: per fund, book, accounting year, nature and source, each event's postings sum to zero. */
export function balanced(postings: readonly Posting[]): void {
  const sums = new Map<string, bigint>();
  for (const { on, pence } of postings) {
    must('no posting of nothing', pence !== 0n);
    const [book] = on.account.split(':');
    const year = yearOfDay(`${on.period}-01`);
    const key = [on.fund, book, year, on.nature, on.source].join('|');
    sums.set(key, (sums.get(key) ?? 0n) + pence);
  }
  for (const [key, sum] of sums) must(`rule 2: ${key} balances, and is off by ${sum}`, sum === 0n);
}

/** The ledger's balances, by account and what the auditor keeps apart. */
export class Ledger {
  readonly #sums = new Map<string, bigint>();

  post(postings: readonly Posting[]): void {
    for (const { on, pence } of postings) {
      const year = yearOfDay(`${on.period}-01`);
      const [book = '', account = '', detail] = on.account.split(':');
      // In kind shows equally as income and as cost, and counts as neither's cash (rule 6).
      const kind = detail === 'in-kind' ? 'in-kind' : account;
      this.#add(pence, book, kind, on.source, year, on.nature);
      if (book === 'budget')
        this.#add(pence, 'by-place', account, on.award, on.scheme, on.source, year, on.nature);
      if (book === 'budget' && detail)
        this.#add(
          pence,
          'by-certainty',
          account,
          detail,
          on.award,
          on.provider,
          on.scheme,
          on.source,
          year,
          on.nature,
        );
    }
  }

  #add(pence: bigint, ...key: readonly string[]): void {
    const joined = key.join('|');
    this.#sums.set(joined, (this.#sums.get(joined) ?? 0n) + pence);
  }

  get(...key: readonly string[]): bigint {
    return this.#sums.get(key.join('|')) ?? 0n;
  }

  *all(...first: readonly string[]): Iterable<readonly [of: readonly string[], pence: bigint]> {
    const prefix = `${first.join('|')}|`;
    for (const [key, pence] of this.#sums)
      if (key.startsWith(prefix)) yield [key.slice(prefix.length).split('|'), pence];
  }
}

/** Both sets of books say the same, and what they say keeps the rules. */
export function reconcile(ledger: Ledger, auditor: Auditor): void {
  const owners = new Set<string>();
  for (const kind of ['income', 'debtor', 'held', 'creditor', 'cost', 'vat', 'given'])
    for (const [of] of auditor.entries(kind)) owners.add(of.join('|'));
  for (const owner of owners) cashAgrees(ledger, auditor, owner.split('|'));
  commitmentsAgree(ledger, auditor);
  for (const holding of ['reserved', 'committed', 'unallocated'])
    for (const [of, pence] of ledger.all('by-certainty', holding))
      must(`rule 4: ${holding} of ${of.join(' ')} is not below zero`, pence >= 0n);
}

function cashAgrees(ledger: Ledger, auditor: Auditor, owner: readonly string[]): void {
  const same = (what: string, theirs: bigint, ours: bigint) =>
    must(
      `${what} of ${owner.join(' ')}: ${theirs} in the ledger, ${ours} by the auditor`,
      theirs === ours,
    );
  const ours = (kind: string) => auditor.balance(kind, ...owner);
  const theirs = (account: string) => ledger.get('cash', account, ...owner);

  same('in kind', theirs('in-kind'), 0n);
  same('income', theirs('income'), -ours('income'));
  same('cost', theirs('expenditure'), ours('cost'));
  same('debtors', theirs('debtor'), ours('debtor'));
  same('held', theirs('held'), ours('held'));
  same('creditors', theirs('creditor'), -ours('creditor'));
  same('VAT', theirs('vat-recoverable'), ours('vat'));
  // Rule 5, of one year on its own: due + other income = spent + held + debtors − creditors.
  must(
    `rule 5 for ${owner.join(' ')}`,
    ours('income') ===
      ours('cost') + ours('held') + ours('debtor') + ours('vat') - ours('creditor'),
  );
  const [source = '', year = '', nature = ''] = owner;
  same(
    'unallocated',
    ledger.get('budget', 'unallocated', ...owner),
    auditor.unallocated(source, year, nature),
  );
}

function commitmentsAgree(ledger: Ledger, auditor: Auditor): void {
  for (const [of, outstanding] of auditor.outstanding()) {
    const matched = auditor.balance('matched', ...of);
    must(`rule 4: ${of.join(' ')} is matched within what is promised`, outstanding >= 0n);
    must(
      `outstanding of ${of.join(' ')}`,
      ledger.get('by-place', 'committed', ...of) === outstanding,
    );
    must(`matched of ${of.join(' ')}`, ledger.get('by-place', 'matched', ...of) === matched);
  }
  for (const [of, reserved] of auditor.entries('reserved'))
    must(`reserved of ${of.join(' ')}`, ledger.get('by-place', 'reserved', ...of) === reserved);
  for (const [of, allocated] of auditor.entries('allocated'))
    must(
      `uncommitted of ${of.join(' ')}`,
      ledger.get('by-place', 'scheme', 'none', ...of) ===
        allocated - auditor.balance('used', ...of),
    );
}

/** A fund's state as text: the same text, the same state (rule 11). */
export function written(fund: Fund, years: readonly string[]): string {
  const held = ['unallocated', 'scheme', 'reserved', 'committed', 'matched', 'spent'].flatMap(
    (holding) =>
      years.flatMap((year) => fund.holdings.list({ holding: holding as Holding['holding'], year })),
  );
  return JSON.stringify([fund, held], (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}p`;
    if (value instanceof Map) return [...value].sort(byKey);
    if (value instanceof Set) return [...(value as Set<string>)].sort();
    return value;
  });
}

const byKey = ([a]: [unknown, unknown], [b]: [unknown, unknown]): number =>
  String(a) < String(b) ? -1 : 1;
