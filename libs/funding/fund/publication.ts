import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  linesPerEvent,
  LinesPublished,
  PublicationMade,
  PublicationPolicySet,
  thresholdsOf,
  type PublicationPolicy,
} from '#contracts/events/fund/publication.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { happened, refused, type Decision } from '../decision.js';
import { versionOn } from '../versions.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import {
  reconciled,
  redactedLine,
  sorted,
  totalsOf,
  type LedgerLine,
} from './publication-lines.js';

/** What a fund publishes and has published. */
export interface Publications {
  publicationPolicies: readonly (PublicationPolicy & { readonly since: string })[];
  /** By name; the last is the latest. */
  readonly publications: Map<string, Published>;
}

interface Published {
  readonly from: string;
  readonly until: string;
  readonly number: number;
}

export const newPublications = (): Publications => ({
  publicationPolicies: [],
  publications: new Map(),
});

/** What the ledger holds that is in no publication yet, as the views had it at a number. */
export interface Unpublished {
  readonly number: number;
  /** The publication behind which it begins. */
  readonly after: string | null;
  readonly lines: readonly LedgerLine[];
}

interface NextPublication {
  readonly from: string;
  readonly after: string | null;
  readonly last: Published | undefined;
  /** The first day that it may go up to. */
  readonly earliest: string;
}

/** Where the next publication begins: behind the last, or on the day of the first policy. */
export function nextPublication(fund: Publications): NextPublication | undefined {
  const [after, last] = [...fund.publications].at(-1) ?? [null, undefined];
  const [first] = fund.publicationPolicies.map(({ since }) => since).sort();
  const from = last?.from ?? first;
  return from === undefined ? undefined : { from, after, last, earliest: last?.until ?? from };
}

function setPublicationPolicy(
  fund: Fund,
  { command: _, effective, ...asked }: FundCommandOf<'set-publication-policy'>,
  context: FundContext,
): Decision<FundEvent> {
  const barred = notOfHost(fund, context);
  if (barred) return { refused: barred };
  const { payments, contracts, grants } = {
    ...(asked.standard === 'own' ? {} : thresholdsOf[asked.standard]),
    ...asked.thresholds,
  };
  if (payments === undefined || contracts === undefined || grants === undefined)
    return refused('invalid-request', {
      detail: 'rules of your own name the thresholds of payments, contracts and grants',
    });
  return happened(
    PublicationPolicySet.of(effective, {
      ...asked,
      publisher: context.organisation,
      title: fund.terms?.name ?? none,
      thresholds: { payments, contracts, grants },
    }),
  );
}

/** Decided by the policy in force on its day; what was published before stays as it was published. */
function publish(
  fund: Fund,
  { publication, until, effective }: FundCommandOf<'publish'>,
  context: FundContext,
): Decision<FundEvent> {
  const barred = notOfHost(fund, context);
  if (barred) return { refused: barred };
  if (fund.publications.has(publication))
    return refused('already-exists', { what: 'publication', id: publication, where: 'The fund' });
  const policy = versionOn(fund.publicationPolicies, effective);
  const next = nextPublication(fund);
  if (!policy || !next) return refused('no-publication-policy', { day: effective });
  const { earliest } = next;
  if (until < earliest || until > context.today)
    return refused('publication-not-next', { until, earliest, today: context.today });
  const { unpublished } = context;
  if (!unpublished) throw new Error('a publication is made of the ledger, which was not read');
  if (unpublished.after !== next.after)
    return refused('published-meanwhile', { publication: next.after ?? none });

  const found = sorted(unpublished.lines, policy, effective);
  const lines = found.published.map((line) => redactedLine(line, policy));
  const batches = Array.from({ length: Math.ceil(lines.length / linesPerEvent) }, (_, nth) =>
    LinesPublished.of(effective, {
      publication,
      from: nth * linesPerEvent + 1,
      lines: lines.slice(nth * linesPerEvent, (nth + 1) * linesPerEvent),
    }),
  );
  const size = JSON.stringify(batches).length;
  if (size > charactersMax) return refused('publication-too-large', { until, lines: lines.length });
  return happened<FundEvent>(
    ...batches,
    PublicationMade.of(effective, {
      publication,
      ...{ after: next.after, from: next.from, until },
      number: unpublished.number,
      policyOf: policy.since,
      count: lines.length,
      reconciled: reconciled(found),
      totals: policy.totals ? totalsOf(found, policy.smallestGroup) : [],
    }),
  );
}

/** What one append takes, with room for what stands around the lines and for longer letters. */
const charactersMax = 300_000;

/** Whose books they are says what of them is public. */
function notOfHost(fund: Fund, { organisation, today }: FundContext): Refusal | undefined {
  const host = hostedOn(fund, today)?.host ?? none;
  return organisation === host ? undefined : refusal('for-the-host', { organisation, host });
}

export const publicationDeciders = {
  'set-publication-policy': setPublicationPolicy,
  publish,
} as const;
