import type { AlikeRow, PublishedPayment } from '#projections/audit-trail/tests/alike.js';
import type { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import { Refused } from '#projections/reading/refused.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Row } from './format.js';
import { fileOfRows } from './names.js';

/** Where payments that were recorded before are looked up. */
export type Payments = Pick<AuditTrail, 'alikeInOtherFiles' | 'now'>;

/** A row that says what a row of another file has said, and what it is worth. */
export type PossibleDuplicate = AlikeRow & { readonly amount: Pence };

type Readable = Extract<Row, { readonly requests: unknown }>;

/** Gathers the payments of one file, and finds those that look like what other files said before it. */
export class DuplicatesOf {
  readonly #payments: PublishedPayment[] = [];

  private constructor(
    private readonly payments: Payments | undefined,
    private readonly fund: string,
    private readonly sha256: string,
    private readonly upTo: string,
  ) {}

  /** From what is recorded now: what is recorded meanwhile is of this file, or is flagged with its own. */
  static async from(
    payments: Payments | undefined,
    fund: string,
    sha256: string,
  ): Promise<DuplicatesOf> {
    const upTo = payments ? await caughtUp(payments) : 0;
    return new DuplicatesOf(upTo === 0 ? undefined : payments, fund, sha256, String(upTo));
  }

  note(row: Readable): void {
    if (this.payments) this.#payments.push(...paymentsOf(row));
  }

  async found(recorded: (line: number) => boolean): Promise<PossibleDuplicate[]> {
    const of = this.#payments.filter(({ line }) => recorded(line));
    if (!this.payments || of.length === 0) return [];
    const rows = await this.payments.alikeInOtherFiles(this.fund, fileOfRows(this.sha256), of, {
      asKnownAt: this.upTo,
    });
    const amounts = new Map(of.map(({ line, amount }) => [line, amount]));
    return rows.map((row) => ({ ...row, amount: amounts.get(row.line) ?? 0n }));
  }
}

/** A file of a year may have just been recorded: the views have it within the minute. */
const attempts = 12;

async function caughtUp(payments: Payments, left = attempts): Promise<number> {
  try {
    return await payments.now();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.problem !== 'lagging' || left <= 1)
      throw error;
    return caughtUp(payments, left - 1);
  }
}

function paymentsOf({ lines, requests }: Readable): PublishedPayment[] {
  const [line = 0] = lines;
  return requests.flatMap(({ asked }) => {
    if (asked.kind !== 'fund' || asked.command.command !== 'record-payment') return [];
    const { provider, effective: day, reference, net, irrecoverableVat } = asked.command;
    const vat = /\d/.test(irrecoverableVat) ? parsePence(irrecoverableVat) : 0n;
    return [{ line, provider, amount: parsePence(net) + vat, day, reference }];
  });
}
