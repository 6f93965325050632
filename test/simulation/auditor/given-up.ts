import { larger, must, smaller, total } from './amounts.js';
import { anHour, awaitsEach } from './agreements.js';
import type { Auditor } from './auditor.js';
import type { Books } from './books.js';
import { decidedOn } from './judged-days.js';

interface Pot {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
}
interface Part {
  readonly scheme: string;
  readonly pence: bigint;
}

const potOf = ({ source, year, nature }: Pot): string => [source, year, nature].join('|');

export function givesUp(books: Books, pot: Pot, { scheme, pence }: Part): void {
  const given = books.givenUp.get(potOf(pot)) ?? new Map<string, bigint>();
  books.givenUp.set(potOf(pot), given);
  given.set(scheme, (given.get(scheme) ?? 0n) + pence);
}

/**
 * Rule 20: budget that one scheme gives up and another is given has moved, and splitting a move in two
 * does not get round a limit. What a scheme gave up itself it takes again first; then what no scheme
 * ever had; the rest is other schemes'. Asked before the money passes.
 */
export function isGiven(
  auditor: Auditor,
  books: Books,
  event: { readonly key: string; readonly effective: string; readonly stamp: string },
  pot: Pot,
  gains: readonly Part[],
): bigint {
  const all = total(gains.map(({ pence }) => pence));
  const moved = isMoved(auditor, books, event, pot, gains);
  awaitsEach(auditor, books, event, 'allocation', all - moved);
  return moved;
}

/** What of it other schemes gave up. */
function isMoved(
  auditor: Auditor,
  books: Books,
  event: { readonly key: string; readonly effective: string; readonly stamp: string },
  pot: Pot,
  gains: readonly Part[],
): bigint {
  const given = books.givenUp.get(potOf(pot));
  if (given === undefined) return 0n;
  const { source, year, nature } = pot;
  let free = books.sum('unallocated', { source, year, nature });
  let open = 0n;
  for (const { scheme, pence } of gains) {
    const own = smaller(pence, given.get(scheme) ?? 0n);
    given.set(scheme, (given.get(scheme) ?? 0n) - own);
    free -= own;
    open += pence - own;
  }
  const others = total(given.values());
  const moved = smaller(others, larger(0n, open - larger(0n, free - others)));
  if (moved <= 0n) return 0n;
  let left = moved;
  for (const [scheme, pence] of given) {
    const part = smaller(left, pence);
    given.set(scheme, pence - part);
    left -= part;
  }
  books.virements.set(event.key, { pence: moved, needed: hasScheme(auditor, books, event) });
  awaitsEach(auditor, books, event, 'virement', moved);
  return moved;
}

/** Rule 20: what the host's scheme in force lets only some offices decide is decided by one of them. */
export function isDecision(
  auditor: Auditor,
  books: Books,
  event: { readonly key: string; readonly effective: string; readonly stamp: string },
  decision: string,
  subject: string,
): void {
  const names = (powers: Powers): boolean =>
    powers.some(({ decisions }) => (decisions as readonly string[]).includes(decision));
  if (hasScheme(auditor, books, event, names))
    books.undecided.push({ key: event.key, decision, subject });
}

type Powers = NonNullable<ReturnType<Auditor['delegations']['get']>>[number]['powers'];

/** By what was known for certain, and with each version that came since: it may have come meanwhile. */
function hasScheme(
  auditor: Auditor,
  books: Books,
  event: { readonly effective: string; readonly stamp: string },
  names = (powers: Powers): boolean => powers.length > 0,
): boolean {
  const today = decidedOn(event).at(-1) ?? '';
  const versions = auditor.delegations.get(books.hostedOn(today)?.host ?? 'none') ?? [];
  const before = Date.parse(event.stamp) - anHour;
  const sure = versions.filter(({ said }) => Date.parse(said) <= before).length;
  const later = Array.from({ length: versions.length - sure + 1 }, (_, more) => sure + more);
  return later.every((known) => {
    const inForce = versions
      .slice(0, known)
      .filter(({ effective }) => effective <= today)
      .reduce<(typeof versions)[number] | undefined>(
        (latest, one) => (latest && latest.effective > one.effective ? latest : one),
        undefined,
      );
    return names(inForce?.powers ?? []);
  });
}

/** It was decided as the virement that it is. */
export function decidedAsMoved(books: Books, key: string, pence: bigint): void {
  must(
    `rule 20: ${pence} is what other schemes gave up`,
    books.virements.get(key)?.pence === pence,
  );
  books.virements.delete(key);
}
