import { yearOf } from '#contracts/financial-year.js';
import { must, there, total, totalOf, whole } from './amounts.js';
import { eachPartnerApproved, notOver } from './agreements.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { inForceWhenGiven } from './delegations.js';
import { effectsOf, withinCostShares } from './cost-limits.js';
import { decidedOn, madeOn } from './judged-days.js';
import type { Side } from './kept.js';
import { gainsOf, withinShares, type Gain } from './share-limits.js';

/** Virements: set aside in each fund, decided elsewhere, then out of one place and into another. */
export const moveAudit = {
  BudgetReservedForMove: (auditor, event) => {
    const books = auditor.books(event);
    const { lines, approvals, counted, attempt } = event.data;
    must(`rule 4: ${attempt} sets aside once`, !books.moves.has(attempt));
    for (const line of lines)
      must(
        `rule 19: no more is set aside for a move than ${line.scheme} ${line.award} has`,
        totalOf(lines.filter((other) => samePlace(other, line))) <=
          books.sum(line.award === 'none' ? 'scheme' : 'committed', placeOf(line)),
      );
    for (const { to } of event.data.legs)
      must(
        'a scheme that is closed takes no budget by a move',
        to.kind === 'line' ||
          to.fund !== books.id ||
          !books.closedOn(to.scheme, to.year, decidedOn(event)),
      );
    books.movesDecided.set(event.data.reallocation, decidedOn(event));
    const here = sidesHere(books, event.data.legs);
    withinShares(books, gainsOf(here), decidedOn(event));
    const effects = effectsOf(books, here);
    // To which category the odd penny falls is not for him to say.
    const odd = BigInt(effects.flatMap(({ costs }) => costs).length);
    withinCostShares(books, effects, decidedOn(event), odd);
    books.moves.set(attempt, here);
    notOver(auditor, books, event);
    eachPartnerApproved(
      auditor,
      books,
      event,
      kindOf(event.data),
      whole(event.data.amount),
      approvals.map(({ organisation }) => organisation),
    );
    for (const { office } of counted)
      must(
        `rule 20: ${office} decides by its own power, and is no second person`,
        approvals.some((one) => one.office === office && one.powers.length > 0),
      );
    if (event.data.technical)
      must(
        'a technical virement changes no purpose',
        new Set(gainsOf(here).map((gain) => categoryOf(books, gain))).size <= 1,
      );
    const { legs } = there(auditor.reallocations.get(event.data.reallocation), 'the move');
    const later = (day: string) =>
      legs.some(({ from, to }) => from.year === to.year && to.year > yearOf(day));
    const boundaries = [
      ...(legs.some(({ from, to }) => from.fund !== to.fund) ? ['between-funds' as const] : []),
      ...(legs.some(({ from, to }) => from.year !== to.year) ? ['between-years' as const] : []),
    ];
    for (const approval of approvals) {
      const recurrent = event.data.recurrent || later(event.effective) || later(approval.day);
      withinItsPower(auditor, event.data.amount, approval, undefined, { recurrent, boundaries });
    }
    for (const count of counted) countUp(auditor, books, count, 1n, madeOn(event));
    pass(books, lines, 'place', 'moving');
  },
  BudgetMovedOut: (auditor, event) => {
    const books = auditor.books(event);
    crossesByPermission(auditor, books, event.data.reallocation);
    const { legs } = there(auditor.reallocations.get(event.data.reallocation), 'the move');
    for (const { leg, certainty } of event.data.lines) {
      const { from, to } = there(legs[leg], 'the leg');
      must(
        'rule 3: what goes to another fund or year leaves as it arrives, confirmed',
        certainty === 'confirmed' || (from.fund === to.fund && from.year === to.year),
      );
    }
    pass(books, event.data.lines, 'moving', 'transfer');
    crosses(books, event.data.lines, -1n);
    travel(auditor, event.data.reallocation, 'out', totalOf(event.data.lines));
  },
  BudgetMovedIn: (auditor, event) => {
    const books = auditor.books(event);
    for (const line of event.data.lines) insideFences(books, event, line);
    pass(books, event.data.lines, 'transfer', 'place');
    crosses(books, event.data.lines, 1n);
    travel(auditor, event.data.reallocation, 'in', totalOf(event.data.lines));
  },
  BudgetMoveReleased: (auditor, event) => {
    const books = auditor.books(event);
    must('rule 4: what is released was set aside', books.moves.delete(event.data.attempt));
    for (const count of event.data.counted) countUp(auditor, books, count, -1n, event.effective);
    pass(books, event.data.lines, 'moving', 'place');
  },
  BudgetMoveCompleted: (auditor, event) => {
    must(
      'rule 4: what is done was set aside',
      auditor.books(event).moves.delete(event.data.attempt),
    );
  },
} satisfies AuditBy;

/** What offices are asked for, of a move. */
const kindOf = ({ legs, technical }: Read<'BudgetReservedForMove'>['data']): string =>
  legs.some(
    ({ from, to }) =>
      from.kind !== 'line' &&
      to.kind !== 'line' &&
      from.nature === 'revenue' &&
      to.nature === 'capital',
  )
    ? 'revenue-to-capital'
    : technical
      ? 'technical-virement'
      : 'virement';

type Line = Read<'BudgetReservedForMove'>['data']['lines'][number];
type Moved = Read<'BudgetMovedIn'>['data']['lines'][number];

/** What a move brings to places of one fund, and takes from them. */
const sidesHere = (
  books: Books,
  legs: Read<'BudgetReservedForMove'>['data']['legs'],
): readonly Side[] =>
  legs.flatMap(({ from, to, amount }) => [
    ...(to.fund === books.id ? [{ at: to, pence: whole(amount) }] : []),
    ...(from.fund === books.id ? [{ at: from, pence: -whole(amount) }] : []),
  ]);

const categoryOf = (books: Books, { scheme }: Gain): string =>
  books.schemes.get(scheme)?.category ?? 'unknown';

const placeOf = ({ certainty, year, nature, source, scheme, award }: Line) => ({
  certainty,
  year,
  nature,
  source,
  scheme,
  award,
});
const samePlace = (a: Line, b: Line): boolean =>
  JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b));

function pass(
  books: Books,
  lines: readonly Line[],
  from: 'place' | 'moving' | 'transfer',
  to: 'place' | 'moving' | 'transfer',
): void {
  for (const line of lines) {
    books.counts(line.period, { year: line.year });
    const at = (stop: string) => {
      if (stop !== 'place') return { account: stop === 'transfer' ? 'moved' : stop };
      return { account: line.award === 'none' ? 'scheme' : 'committed' };
    };
    books.pass(whole(line.amount), placeOf(line), at(from), at(to));
  }
}

/** Rules 3 and 5: confirmed money that goes to another fund, source or nature is owed there. */
function crosses(books: Books, lines: readonly Moved[], sign: 1n | -1n): void {
  for (const { crosses: goes, certainty, source, nature, year, amount } of lines) {
    if (!goes || certainty !== 'confirmed') continue;
    books.enter('transferred', sign * whole(amount), { source, nature, year });
    books.enter('settlement', sign * whole(amount), { source, nature, year });
  }
}

/** Rule 3: what arrives has left before, and no more of it. */
function travel(auditor: Auditor, id: string, way: 'in' | 'out', pence: bigint): void {
  const move = there(auditor.reallocations.get(id), id);
  must(`rule 20: ${id} moves once it is decided`, move.state === 'decided');
  move[way] += pence;
  must(`rule 3: no more of ${id} arrives than has left`, move.in <= move.out);
}

/** Rule 18: what arrives may be used where it arrives, or its funder permits it. */
function insideFences(books: Books, event: Read<'BudgetMovedIn'>, line: Moved): void {
  const fence = books.fenced(
    line,
    there(books.movesDecided.get(event.data.reallocation), 'the move'),
  );
  if (fence === undefined) return;
  const { source, scheme } = line;
  const permitted = total(
    books.uses
      .filter(
        (use) =>
          use.by === event.data.reallocation && use.source === source && use.scheme === scheme,
      )
      .map(({ pence }) => pence),
  );
  must(
    `rule 18: ${scheme} is inside the ring-fence ${fence.ringFence} of ${source}, or its funder permits it`,
    books.schemes.get(scheme) !== undefined && permitted >= whole(line.amount),
  );
}

/** Rule 18: pooled money never becomes aligned, nor capital revenue but by a recorded permission. */
function crossesByPermission(auditor: Auditor, books: Books, id: string): void {
  const { legs } = there(auditor.reallocations.get(id), id);
  must(
    `rule 18: what leaves by ${id} uses no permission for a scheme of the fund that it leaves`,
    legs.some(({ from, to }) => from.fund === books.id && to.fund === books.id) ||
      books.uses.every(({ by, scheme }) => by !== id || scheme === 'none'),
  );
  for (const { from, to, amount } of legs) {
    if (from.kind === 'line' || to.kind === 'line' || from.fund !== books.id) continue;
    const isAligned = (fund: string) => auditor.fund(fund).terms?.kind === 'aligned';
    must(
      `rule 18: ${id} does not cross between pooled and aligned`,
      isAligned(from.fund) === isAligned(to.fund),
    );
    if (from.nature !== 'capital' || to.nature !== 'revenue') continue;
    const permitted = books.uses
      .filter((use) => use.by === id && use.permits === 'capital-to-revenue')
      .map(({ pence }) => pence);
    must(
      `rule 18: capital of ${from.source} becomes revenue by permission, up to its amount`,
      total(permitted) >= whole(amount),
    );
  }
}

/** What a decision binds beside this year, and what budget crosses by it. */
interface Crossed {
  readonly recurrent?: boolean;
  readonly boundaries?: readonly ('between-funds' | 'between-years')[];
}

type Approval = Read<'BudgetReservedForMove'>['data']['approvals'][number];

/** Rule 20: the approver's delegation was valid and sufficient on the day, for the amount. */
export function withinItsPower(
  auditor: Auditor,
  amount: string,
  { organisation, office, day, delegation, powers, by }: Approval,
  decision?: string,
  crosses: Crossed = {},
): void {
  const versions = auditor.delegations.get(organisation) ?? [];
  inForceWhenGiven(versions, { by, day, delegation });
  const terms = there(
    versions.find(({ revision }) => revision === delegation),
    `delegation ${delegation} of ${organisation}`,
  );
  for (const id of powers) {
    const power = there(
      terms.powers.find((one) => one.power === id),
      id,
    );
    must(`rule 20: ${by} decides in the office that the power is of`, power.office === office);
    must(
      `rule 20: ${id} holds on ${day}`,
      (power.from === null || power.from <= day) && (power.until === null || day <= power.until),
    );
    must(
      `rule 20: ${id} goes as far as ${amount}`,
      power.limit === null || whole(amount) <= whole(power.limit),
    );
    must(`rule 20: ${id} binds later years`, power.recurrent || !(crosses.recurrent ?? false));
    for (const boundary of crosses.boundaries ?? [])
      must(`rule 20: ${id} goes ${boundary}`, power.boundaries.includes(boundary));
    must(
      `rule 20: ${id} is for ${decision ?? 'moves'}`,
      power.decisions.some((one) =>
        decision === undefined ? one !== 'commitment' : one === decision,
      ),
    );
  }
}

type Counted = Read<'BudgetReservedForMove'>['data']['counted'][number];

/** Rule 20: splitting does not get round a limit, for what an office decides is counted. */
export function countUp(
  auditor: Auditor,
  books: Books,
  { organisation, office, head, year, amount }: Counted,
  sign: 1n | -1n,
  day: string,
  kind = 'moves',
): void {
  const key = [kind, organisation, office, head, year].join('|');
  const sum = (books.counted.get(key) ?? 0n) + sign * whole(amount);
  books.counted.set(key, sum);
  must(`rule 20: ${key} is not counted below nothing`, sum >= 0n);
  if (sign < 0n) return;
  const versions = auditor.delegations.get(organisation) ?? [];
  const limits = versions
    .filter(({ effective }) => effective <= day)
    .flatMap(({ powers }) => powers)
    .filter((power) => power.office === office)
    .map(({ cumulative }) =>
      cumulative !== null && 'amount' in cumulative ? whole(cumulative.amount) : undefined,
    );
  const unlimited = limits.length === 0 || limits.includes(undefined);
  must(
    `rule 20: ${key} stays within its cumulative limit, splitting or not`,
    unlimited || limits.some((limit) => limit !== undefined && sum <= limit),
  );
}
