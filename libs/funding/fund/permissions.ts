import type { FundCommandOf } from '#contracts/commands/fund.js';
import { PermissionRecorded, PermissionUsed } from '#contracts/events/fund/permissions.js';
import type { Permits } from '#contracts/events/fund/permissions.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { unknown, type Nature, type NatureOrUnknown } from '#contracts/values.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import { hostedOn } from './hosting.js';
import type { Fund, Source } from './fund.js';

/** A funder's or the government's recorded permission, and what is left of it. */
export interface Permission {
  readonly permission: string;
  readonly source: string;
  readonly permits: Permits;
  readonly years: readonly string[] | null;
  readonly forYears: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
  left: Pence;
}

/** What has been permitted in a fund, and which uses outside a ring-fence it has let through. */
export interface Permissions {
  readonly permissions: Map<string, Permission>;
  /** By place (`placeOf`): how much may be used there although a ring-fence forbids it. */
  readonly permittedUses: Map<string, Pence>;
  /** What was used for the event that comes next. */
  readonly usesForNext: PermissionUse[];
}
export type PermissionUse = EventOf<'PermissionUsed'>['data'];

export const newPermissions = (): Permissions => ({
  permissions: new Map(),
  permittedUses: new Map(),
  usesForNext: [],
});

/** Money about to cross a line that rule 18 draws. */
export interface Crossing {
  readonly source: string;
  readonly permits: Permits;
  /** The year whose money it is, and the year for which it will be used. */
  readonly year: string;
  readonly forYear: string;
  /** The scheme that will use it; `none` where it stays unallocated. */
  readonly scheme: string;
  /** As it will be used. */
  readonly nature: Nature;
  readonly amount: Pence;
  /** The day on which it is decided: permissions are judged by it. */
  readonly on: string;
  /** What crosses: a reallocation's id, or `allocation`. */
  readonly by: string;
}

/**
 * Whether the funder or the government has permitted a crossing, on its day and up to what is left
 * (rule 18). The events say which permissions it uses up: the caller appends them with its own, in
 * the step that reserves the money. A crossing that does not come about gives them back
 * (`permissionsGivenBack`). No office stands in for a permission.
 */
export function permitted(fund: Fund, crossing: Crossing): FundEvent[] | Refusal {
  const { source, permits, year, forYear, scheme, nature, amount, on, by } = crossing;
  const uses: FundEvent[] = [];
  let open = amount;
  for (const permission of fund.permissions.values()) {
    if (!covers(permission, crossing)) continue;
    const used = minPence(open, permission.left);
    if (used <= 0n) continue;
    open -= used;
    uses.push(
      PermissionUsed.of(on, {
        permission: permission.permission,
        source,
        permits,
        year,
        forYear,
        nature,
        scheme,
        amount: formatPence(used),
        left: formatPence(permission.left - used),
        by,
      }),
    );
  }
  return open === 0n
    ? uses
    : refusal('not-permitted', {
        source,
        permits,
        year,
        forYear,
        scheme,
        nature,
        on,
        permitted: formatPence(amount - open),
        short: formatPence(open),
        ruleDate: fund.terms?.since ?? on,
      });
}

/** The same of several crossings, each by what the ones before left of the permissions. */
export function permittedEach<Asked>(
  fund: Fund,
  asked: readonly Asked[],
  judge: (one: Asked) => readonly FundEvent[] | Refusal,
): FundEvent[] | Refusal {
  const uses: FundEvent[] = [];
  const giveBack: (() => void)[] = [];
  try {
    for (const one of asked) {
      const judged = judge(one);
      if ('problem' in judged) return judged;
      for (const use of judged) {
        uses.push(use);
        const permission =
          use.type === 'PermissionUsed' ? fund.permissions.get(use.data.permission) : undefined;
        if (use.type !== 'PermissionUsed' || !permission) continue;
        const amount = parsePence(use.data.amount);
        permission.left -= amount;
        giveBack.push(() => (permission.left += amount));
      }
    }
    return uses;
  } finally {
    for (const back of giveBack) back();
  }
}

/**
 * What happens, with the permissions that it needs by the rules of another day alone: a line that is
 * drawn on either day is crossed, and uses up what permits it. What both days need is used once.
 */
export function usedOnEither(
  fund: Fund,
  events: readonly FundEvent[],
  onOtherDay: readonly FundEvent[],
): Decision<FundEvent> {
  const uses = events.filter(isUse);
  const more = beyondThose(uses, onOtherDay.filter(isUse));
  if (more.length === 0) return { events };
  const used = permittedEach(fund, [undefined, ...more], (crossing) =>
    crossing ? permitted(fund, crossing) : uses,
  );
  return 'problem' in used
    ? { refused: used }
    : { events: [...used, ...events.filter((event) => !isUse(event))] };
}

/** As what some uses cross on the other day, but for what those of this day cross already. */
function beyondThose(uses: readonly Use[], onOtherDay: readonly Use[]): Crossing[] {
  const sums = new Map<string, Pence>();
  for (const use of uses) {
    const line = lineOf(use);
    sums.set(line, (sums.get(line) ?? 0n) + parsePence(use.data.amount));
  }
  return onOtherDay.flatMap((use) => {
    const line = lineOf(use);
    const asked = parsePence(use.data.amount);
    const already = minPence(asked, sums.get(line) ?? 0n);
    sums.set(line, (sums.get(line) ?? 0n) - already);
    const amount = asked - already;
    return amount > 0n ? [{ ...use.data, amount, on: use.effective }] : [];
  });
}

type Use = EventOf<'PermissionUsed'>;

const isUse = (event: FundEvent): event is Use => event.type === 'PermissionUsed';

/** The line that a use crosses, and where. */
const lineOf = ({ data }: Use): string => [data.permits, placeOf(data), data.forYear].join('|');

const covers = (permission: Permission, crossing: Crossing): boolean =>
  permission.source === crossing.source &&
  permission.permits === crossing.permits &&
  permission.since <= crossing.on &&
  (permission.until === null || crossing.on <= permission.until) &&
  (permission.years?.includes(crossing.year) ?? true) &&
  (permission.forYears?.includes(crossing.forYear) ?? true) &&
  (permission.schemes?.includes(crossing.scheme) ?? true);

/** Gives back what was used for a crossing that did not come about: a move that lapsed or was rejected. */
export function permissionsGivenBack(
  fund: Fund,
  uses: readonly PermissionUse[],
  on: string,
): FundEvent[] {
  const back = new Map<string, Pence>();
  return uses.map((use) => {
    const { permission } = use;
    const used = parsePence(use.amount);
    const left = (back.get(permission) ?? fund.permissions.get(permission)?.left ?? 0n) + used;
    back.set(permission, left);
    return PermissionUsed.of(on, { ...use, amount: formatPence(-used), left: formatPence(left) });
  });
}

/** Where money is used: what a permission of another use is counted by. */
interface Place {
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
}

export const placeOf = ({ source, scheme, year, nature }: Place): string =>
  [source, scheme, year, nature].join('|');

/** How much a source's scheme may still promise or spend by permission, where its ring-fence forbids it. */
export const permittedHere = (fund: Fund, place: Place): Pence =>
  maxPence(0n, (fund.permittedUses.get(placeOf(place)) ?? 0n) - calledOn(fund, place));

/** Whether what a source's scheme has promised, where its ring-fence forbids it, is permitted. */
export const promisedByPermission = (fund: Fund, place: Place): boolean =>
  (fund.permittedUses.get(placeOf(place)) ?? 0n) >= maxPence(1n, calledOn(fund, place));

function calledOn(fund: Fund, { source, scheme, year, nature }: Place): Pence {
  const called = (['reserved', 'committed', 'matched', 'spent'] as const).map((holding) =>
    fund.holdings.sum({ holding, source, scheme, year, nature }),
  );
  // What comes back below nothing, as a credit of money that was never spent here, permits no more.
  return maxPence(0n, sumPence(called));
}

function recordPermission(
  fund: Fund,
  command: FundCommandOf<'record-permission'>,
  context: FundContext,
): Decision<FundEvent> {
  const { permission, source } = command;
  const found = fund.sources.get(source);
  if (!found) return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  if (fund.permissions.has(permission))
    return refused('already-exists', { what: 'permission', id: permission, where: 'The fund' });
  const own = permitsItself(fund, found, command, context);
  if (own) return { refused: own };
  const unknownScheme = command.schemes?.find((scheme) => !fund.schemes.has(scheme));
  if (unknownScheme !== undefined)
    return refused('not-found', { what: 'scheme', id: unknownScheme, where: 'the fund' });
  return happened(
    PermissionRecorded.of(command.effective, {
      permission,
      source,
      standing: command.standing,
      grantedBy: command.grantedBy,
      permits: command.permits,
      amount: command.amount,
      years: command.years ?? null,
      forYears: command.forYears ?? null,
      schemes: command.schemes ?? null,
      until: command.until ?? null,
      reference: command.reference,
    }),
  );
}

/**
 * No condition is lifted by those whom it binds: never by the host, by no partner but of its own money,
 * and that capital of a partner pays for revenue by no partner at all. Nobody speaks for a funder.
 */
function permitsItself(
  fund: Fund,
  { role, organisation }: Source,
  { permits, source, standing, grantedBy }: FundCommandOf<'record-permission'>,
  { agreement, agreementToday, today }: FundContext,
): Refusal | undefined {
  const isTheirs = grantedBy === organisation;
  const bound =
    hostedOn(fund, today)?.host === grantedBy ||
    (isTheirs
      ? role === 'partner' && permits === 'capital-to-revenue'
      : [agreement, agreementToday].some((of) => of?.partners.includes(grantedBy)));
  const another =
    role === 'funder' && standing === 'funder' && organisation !== unknown && !isTheirs;
  return bound || another
    ? refusal('not-theirs-to-permit', { source, permits, grantedBy })
    : undefined;
}

export const permissionDeciders = { 'record-permission': recordPermission } as const;
