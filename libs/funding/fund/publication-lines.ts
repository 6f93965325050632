import type {
  ExclusionReason,
  PublicationPolicy,
  PublishedKind,
  PublishedLine,
  PublishedTotal,
  Reconciled,
} from '#contracts/events/fund/publication.js';
import { showable } from '#libs/access/suppression.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** One payment, or what one award gained or lost: as the ledger has it, nothing redacted. */
export interface LedgerLine {
  readonly kind: PublishedKind;
  readonly event: number;
  readonly on: string;
  readonly provider: string;
  readonly name: string;
  readonly vcse: 'yes' | 'no' | 'unknown';
  /** The body behind the provider, whatever it is called here; undefined where nobody knows it. */
  readonly body: string | undefined;
  readonly award: string | undefined;
  readonly awardKind: 'contract' | 'grant' | undefined;
  readonly title: string | undefined;
  readonly scheme: string;
  readonly purpose: string | undefined;
  readonly area: string;
  readonly year: string | undefined;
  readonly pence: Pence;
  /** Of an award: all that the fund has promised it. */
  readonly value: Pence | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Whether the award is built up from one person's needs. */
  readonly followsPerson: boolean;
}

interface Excluded {
  readonly line: LedgerLine;
  readonly reason: ExclusionReason;
}

export interface Sorted {
  readonly published: readonly LedgerLine[];
  readonly excluded: readonly Excluded[];
}

/** As councils write it in their files. */
export const redacted = 'REDACTED PERSONAL DATA';

/** What of the ledger is published by a policy on a day, and why the rest is not. */
export function sorted(
  lines: readonly LedgerLine[],
  policy: PublicationPolicy,
  day: string,
): Sorted {
  const paid = paidByItem(lines);
  const published: LedgerLine[] = [];
  const excluded: Excluded[] = [];
  for (const line of lines) {
    const reason = exclusion(line, policy, day, paid);
    if (reason === undefined) published.push(line);
    else excluded.push({ line, reason });
  }
  return { published, excluded };
}

/** In all, now or before what it gained or lost: what takes back something published is published too. */
const promisedAtMost = ({ value = 0n, pence }: LedgerLine): Pence =>
  pence < 0n ? value - pence : value;

/** An invoice that is paid from two schemes is one item of spending: its whole is what is compared. */
function paidByItem(lines: readonly LedgerLine[]): ReadonlyMap<string, Pence> {
  const paid = new Map<string, Pence>();
  for (const line of lines) paid.set(itemOf(line), (paid.get(itemOf(line)) ?? 0n) + line.pence);
  return paid;
}
const itemOf = ({ kind, event, provider }: LedgerLine): string => `${kind} ${event} ${provider}`;

function exclusion(
  line: LedgerLine,
  policy: PublicationPolicy,
  day: string,
  paid: ReadonlyMap<string, Pence>,
): ExclusionReason | undefined {
  if (!policy.lines.includes(line.kind)) return 'not-published';
  if (policy.confidential.some(({ award, until }) => award === line.award && day <= until))
    return 'confidential';
  if (policy.personal === 'left-out' && isPersonal(line, policy)) return 'personal';
  const { payments, contracts, grants } = policy.thresholds;
  const [size, threshold] =
    line.kind === 'payments'
      ? [paid.get(itemOf(line)) ?? 0n, payments]
      : [promisedAtMost(line), line.awardKind === 'grant' ? grants : contracts];
  // What is paid back is as much an item as what is paid.
  return (size < 0n ? -size : size) > parsePence(threshold) ? undefined : 'below-threshold';
}

const isPersonal = (
  { followsPerson, provider, body }: LedgerLine,
  { individuals }: PublicationPolicy,
): boolean => followsPerson || individuals.some((person) => person === provider || person === body);

/** A line as anybody may read it: what tells whom it concerns is left away where that is a person. */
export function redactedLine(line: LedgerLine, policy: PublicationPolicy): PublishedLine {
  const personal = isPersonal(line, policy);
  const { event, on, scheme, area, purpose, year, value, start, end } = line;
  return {
    kind: line.kind === 'payments' ? 'payment' : (line.awardKind ?? 'contract'),
    on,
    recipient: personal ? redacted : line.name,
    provider: personal ? null : line.provider,
    vcse: personal ? null : line.vcse,
    award: personal ? null : (line.award ?? null),
    title: personal ? null : (line.title ?? null),
    ...{ scheme, area, purpose: purpose ?? null, year: year ?? null },
    amount: formatPence(line.pence),
    value: value === undefined ? null : formatPence(value),
    ...{ start: start ?? null, end: end ?? null, event },
  };
}

/** Of each kind: published and left out, which together are all that the ledger has. */
export const reconciled = ({ published, excluded }: Sorted): Reconciled[] =>
  (['payments', 'awards'] as const).map((kind) => {
    const shown = published.filter((line) => line.kind === kind);
    const left = excluded.filter(({ line }) => line.kind === kind);
    const reasons = [...new Set(left.map(({ reason }) => reason))].sort(byCodePoint);
    return {
      kind,
      ledger: sumOf([...shown, ...left.map(({ line }) => line)]),
      published: sumOf(shown),
      excluded: reasons.map((reason) => ({
        reason,
        ...sumOf(left.filter((each) => each.reason === reason).map(({ line }) => line)),
      })),
    };
  });

const sumOf = (lines: readonly LedgerLine[]): { count: number; amount: string } => ({
  count: lines.length,
  amount: formatPence(sumPence(lines.map(({ pence }) => pence))),
});

type Of = PublishedTotal['of'];

/**
 * Totals of payments, of the whole first, then by one dimension, then by two. What is published line by
 * line anybody can subtract: so a total is withheld by who is behind the rest of it.
 */
export function totalsOf({ published, excluded }: Sorted, smallestGroup: number): PublishedTotal[] {
  const left = excluded.filter(({ line }) => line.kind === 'payments');
  const all: { line: LedgerLine; reason?: ExclusionReason }[] = [
    ...published.filter(({ kind }) => kind === 'payments').map((line) => ({ line })),
    ...left,
  ];
  const each = (of: (line: LedgerLine, reason?: ExclusionReason) => Of | undefined): Of[] => {
    const found = new Map<string, Of>();
    for (const { line, reason } of all) {
      const one = of(line, reason);
      if (one) found.set(JSON.stringify(one), one);
    }
    return [...found].sort(([a], [b]) => byCodePoint(a, b)).map(([, one]) => one);
  };
  const asked: Of[] = [
    {},
    ...each((_, reason) => (reason === undefined ? undefined : { reason })),
    ...each(({ scheme }) => ({ scheme })),
    ...each(({ year }) => (year === undefined ? undefined : { year })),
    ...each(({ area }) => ({ area })),
    ...each(({ scheme, year }) => (year === undefined ? undefined : { scheme, year })),
  ];
  const cells = new Map<string, { of: Required<Of>; providers: Set<string> }>();
  for (const { line, reason } of left) {
    const of = { scheme: line.scheme, year: line.year ?? '', area: line.area, reason };
    const key = JSON.stringify(of);
    const cell = cells.get(key) ?? { of, providers: new Set() };
    cells.set(key, cell);
    if (line.body !== undefined) cell.providers.add(line.body);
  }
  const shown = showable(
    [...cells].map(([cell, { providers }]) => ({ cell, providers })),
    asked.map(
      (of) => new Set([...cells].filter(([, cell]) => isOf(cell.of, of)).map(([key]) => key)),
    ),
    smallestGroup,
  );
  return asked.map((of, place) => ({
    of,
    shown:
      shown[place] === true
        ? sumOf(
            all
              .filter(({ line: { scheme, year, area }, reason }) =>
                isOf({ scheme, year, area, reason }, of),
              )
              .map(({ line }) => line),
          )
        : null,
  }));
}

const isOf = (one: Readonly<Record<string, unknown>>, of: Of): boolean =>
  Object.entries(of).every(([name, value]) => one[name] === value);
