import type { FundEvent } from '#contracts/events/fund.js';

/**
 * An auditor who keeps books of his own. Written from the words of the domain and from the events
 * alone: it shares no arithmetic with the ledger, not even the reading of an amount, so that both
 * are wrong in the same way only by accident.
 */
export class Auditor {
  readonly #books = new Map<string, bigint>();
  readonly contributions = new Map<string, Contributed>();
  readonly awards = new Map<string, Promised>();
  readonly bills = new Map<string, Bill>();
  readonly accruals = new Set<string>();
  readonly fences: Fence[] = [];
  readonly incomes = new Set<string>();

  /** Every entry of one kind, by what it is for. */
  *entries(kind: string): Iterable<readonly [of: readonly string[], pence: bigint]> {
    for (const [key, pence] of this.#books) {
      const [first, ...of] = key.split('|');
      if (first === kind) yield [of, pence];
    }
  }

  balance(kind: string, ...of: readonly string[]): bigint {
    return this.#books.get([kind, ...of].join('|')) ?? 0n;
  }

  #enter(kind: string, pence: bigint, ...of: readonly string[]): void {
    this.#books.set([kind, ...of].join('|'), this.balance(kind, ...of) + pence);
  }

  /** What the source has contributed in cash to a year and has not been allocated. */
  unallocated(source: string, year: string, nature: string): bigint {
    return (
      this.balance('given', source, year, nature) - this.balance('handed-on', source, year, nature)
    );
  }

  /** What a scheme was allocated and nobody has been promised or paid from. */
  uncommitted(scheme: string, source: string, year: string, nature: string): bigint {
    return (
      this.balance('allocated', scheme, source, year, nature) -
      this.balance('used', scheme, source, year, nature)
    );
  }

  /** What awards have been promised and was not matched, by award, scheme, source, year and nature. */
  *outstanding(): Iterable<readonly [of: readonly string[], pence: bigint]> {
    for (const [of, promised] of this.entries('promised'))
      yield [of, promised - this.balance('matched', ...of)];
    // A correction gives back in the year in which it comes, also where nothing was promised then.
    for (const [of, matched] of this.entries('matched'))
      if (!this.#books.has(['promised', ...of].join('|'))) yield [of, -matched];
  }

  fenced(source: string, category: string, year: string, nature: string, day: string): boolean {
    return this.fences.some(
      (fence) =>
        fence.source === source &&
        fence.natures.includes(nature) &&
        fence.since <= day &&
        (fence.until === null || day <= fence.until) &&
        !((fence.categories?.includes(category) ?? true) && (fence.years?.includes(year) ?? true)),
    );
  }

  /** Writes up what happened. */
  note(event: FundEvent): void {
    switch (event.type) {
      case 'RingFenceDefined':
        this.fences.push({ ...event.data, since: event.effective });
        return;
      case 'ContributionPledged': {
        const { source, year, nature, form } = event.data;
        const pence = whole(event.data.amount);
        this.contributions.set(event.data.contribution, {
          ...event.data,
          pence,
          confirmed: false,
          instalments: new Map(
            event.data.instalments.map((due) => [due.instalment, whole(due.amount)]),
          ),
        });
        if (form === 'cash') this.#enter('given', pence, source, year, nature);
        return;
      }
      case 'ContributionConfirmed': {
        const of = this.#contribution(event.data.contribution);
        of.confirmed = true;
        if (of.form === 'cash') {
          this.#enter('confirmed', of.pence, of.source, of.year, of.nature);
          this.#enter('income', of.pence, of.source, of.year, of.nature);
          this.#enter('debtor', of.pence, of.source, of.year, of.nature);
        }
        return;
      }
      case 'ContributionScheduled': {
        const of = this.#contribution(event.data.contribution);
        for (const { instalment } of event.data.replaced) of.instalments.delete(instalment);
        for (const due of event.data.instalments)
          of.instalments.set(due.instalment, whole(due.amount));
        must(
          'the instalments sum to the contribution',
          total(of.instalments.values()) === of.pence,
        );
        return;
      }
      case 'InstalmentInvoiced':
        return;
      case 'InstalmentReceived': {
        const of = this.#contribution(event.data.contribution);
        const pence = whole(event.data.amount);
        const year = yearOfDay(event.effective);
        this.#enter('debtor', -pence, of.source, year, of.nature);
        this.#enter('held', pence, of.source, year, of.nature);
        this.#enter('received', pence, event.data.contribution, event.data.instalment);
        must(
          'no more is received than is due',
          this.balance('received', event.data.contribution, event.data.instalment) <=
            (of.instalments.get(event.data.instalment) ?? -1n),
        );
        return;
      }
      case 'OtherIncomeRecorded': {
        const { income, source, nature } = event.data;
        must('an income is recorded once', !this.incomes.has(income));
        this.incomes.add(income);
        const year = yearOfDay(event.effective);
        this.#enter('income', whole(event.data.amount), source, year, nature);
        this.#enter('held', whole(event.data.amount), source, year, nature);
        return;
      }
      case 'BudgetAllocated': {
        const { scheme, source, year, nature } = event.data;
        const pence = whole(event.data.amount);
        this.#enter('handed-on', pence, source, year, nature);
        this.#enter('allocated', pence, scheme, source, year, nature);
        must(
          'rule 19: no more is allocated than there is',
          this.unallocated(source, year, nature) >= 0n,
        );
        must('the parts sum', total(event.data.parts.map(({ amount }) => whole(amount))) === pence);
        return;
      }
      case 'CommitmentReserved':
        this.awards.set(event.data.award, { state: 'reserved', provider: event.data.provider });
        for (const line of event.data.lines) {
          this.#enter('used', whole(line.amount), line.scheme, line.source, line.year, line.nature);
          this.#enter('reserved', whole(line.amount), ...place(event.data.award, line));
        }
        return;
      case 'CommitmentConfirmed':
        this.#award(event.data.award).state = 'committed';
        for (const line of event.data.lines) {
          this.#enter('reserved', -whole(line.amount), ...place(event.data.award, line));
          this.#enter('promised', whole(line.amount), ...place(event.data.award, line));
        }
        this.#nothingReserved(event.data.award);
        return;
      case 'CommitmentReleased':
        for (const line of event.data.lines) {
          const kind = event.data.from === 'reserved' ? 'reserved' : 'promised';
          this.#enter(kind, -whole(line.amount), ...place(event.data.award, line));
          this.#enter(
            'used',
            -whole(line.amount),
            line.scheme,
            line.source,
            line.year,
            line.nature,
          );
        }
        if (event.data.from === 'reserved') {
          this.#award(event.data.award).state = 'lapsed';
          this.#nothingReserved(event.data.award);
        }
        return;
      case 'ExpenditureAccrued':
        this.#spend(event.data, 1n, event.effective);
        this.accruals.add(event.data.expenditure);
        return;
      case 'AccrualReversed':
        this.#spend(event.data, -1n, event.effective);
        must('an accrual reverses once', this.accruals.delete(event.data.expenditure));
        return;
      case 'ExpenditureVerified':
        this.#spend(event.data, 1n, event.effective);
        this.bills.set(event.data.expenditure, {
          cost: whole(event.data.cost),
          owed: whole(event.data.gross),
          open: true,
          credited: false,
        });
        return;
      case 'ExpenditureCredited': {
        this.#spend(event.data, 1n, event.effective);
        const bill = this.#bill(event.data.credits);
        bill.cost += whole(event.data.cost);
        bill.owed += whole(event.data.gross);
        bill.credited = true;
        must('rule 4: no more is credited than was invoiced', bill.cost >= 0n);
        if (bill.cost === 0n) this.#exhausted(event.data.credits);
        return;
      }
      case 'ExpenditureReversed': {
        this.#spend(event.data, -1n, event.effective);
        this.#bill(event.data.corrects).open = false;
        return;
      }
      case 'ExpenditurePaid': {
        const year = yearOfDay(event.effective);
        const parts = total(event.data.parts.map(({ amount }) => whole(amount)));
        must('rule 2: the parts of a payment sum to it', parts === whole(event.data.amount));
        for (const part of event.data.parts) this.#pay(event.data, part, year);
        const bill = this.#bill(event.data.expenditure);
        bill.owed -= parts;
        must('rule 4: no more is paid than is owed', bill.owed >= 0n);
        if (bill.owed === 0n && !bill.credited) this.#exhausted(event.data.expenditure);
        return;
      }
      case 'PaymentRecorded':
        this.#spend(event.data, 1n, event.effective);
        for (const part of event.data.parts)
          this.#pay(event.data, part, yearOfDay(event.effective));
        return;
      case 'InKindProvided':
        this.#enter('in-kind', whole(event.data.amount), event.data.source);
        return;
      case 'FundEstablished':
      case 'SourceOpened':
      case 'SchemeOpened':
      case 'ExpenditureClaimed':
        return;
    }
  }

  #spend(of: Spent, sign: 1n | -1n, day: string): void {
    const year = yearOfDay(day);
    must(
      'rule 2: the parts sum to the cost',
      total(of.parts.map(({ amount }) => whole(amount))) === whole(of.cost),
    );
    for (const part of of.parts) {
      const pence = sign * whole(part.amount);
      const vat = sign * whole(part.recoverableVat ?? '0.00');
      const owner = [part.source, year, of.nature];
      this.#enter('cost', pence, ...owner);
      this.#enter('vat', vat, ...owner);
      this.#enter('creditor', pence + vat, ...owner);
      if (of.award !== 'none' && part.drawsOn === 'commitment')
        this.#enter('matched', pence, of.award, part.scheme, part.source, year, of.nature);
      else this.#enter('used', pence, part.scheme, part.source, year, of.nature);
      const bill = of.corrects ?? of.credits ?? of.expenditure;
      this.#enter('open', pence + vat, bill, part.source, part.scheme);
    }
  }

  #pay(
    of: { readonly expenditure: string; readonly nature: string },
    part: Part,
    year: string,
  ): void {
    this.#enter('creditor', -whole(part.amount), part.source, year, of.nature);
    this.#enter('held', -whole(part.amount), part.source, year, of.nature);
    this.#enter('open', -whole(part.amount), of.expenditure, part.source, part.scheme);
  }

  /** Paid in full, or credited in full and not paid: nothing is left between the sources. */
  #exhausted(expenditure: string): void {
    if (this.#bill(expenditure).owed !== 0n) return;
    for (const [[of], pence] of this.entries('open'))
      if (of === expenditure) must('no source is left with another one’s penny', pence === 0n);
  }

  #nothingReserved(award: string): void {
    for (const [[of], pence] of this.entries('reserved'))
      if (of === award) must('rule 4: the whole reservation passes on', pence === 0n);
  }

  #contribution(id: string): Contributed {
    return there(this.contributions.get(id), id);
  }
  #award(id: string): Promised {
    return there(this.awards.get(id), id);
  }
  #bill(id: string): Bill {
    return there(this.bills.get(id), id);
  }
}

export interface Contributed {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
  readonly form: string;
  readonly pence: bigint;
  confirmed: boolean;
  readonly instalments: Map<string, bigint>;
}
interface Promised {
  state: 'reserved' | 'committed' | 'lapsed';
  readonly provider: string;
}
interface Bill {
  cost: bigint;
  owed: bigint;
  open: boolean;
  credited: boolean;
}
interface Fence {
  readonly source: string;
  readonly natures: readonly string[];
  readonly years: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
}
interface Part {
  readonly scheme: string;
  readonly source: string;
  readonly drawsOn: string;
  readonly amount: string;
  readonly recoverableVat?: string;
}
interface Spent {
  readonly expenditure: string;
  readonly corrects?: string;
  readonly credits?: string;
  readonly award: string;
  readonly nature: string;
  readonly cost: string;
  readonly parts: readonly Part[];
}

const place = (
  award: string,
  line: { scheme: string; source: string; year: string; nature: string },
) => [award, line.scheme, line.source, line.year, line.nature];

/** `-12.05` is -1205. */
export function whole(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

const total = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};

/** The financial year of a day: it begins on 1 April. */
export function yearOfDay(day: string): string {
  const begins = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
  return `${begins}-${String(begins + 1).slice(2)}`;
}

export function must(rule: string, holds: boolean): void {
  if (!holds) throw new Error(`broken: ${rule}`);
}

function there<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw new Error(`the auditor has never heard of ${id}`);
  return found;
}
