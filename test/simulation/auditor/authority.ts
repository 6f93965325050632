import { must, whole } from './amounts.js';
import { eachPartnerApproved } from './agreements.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { decidedAsMoved } from './given-up.js';
import { decidedInYear, madeOn } from './judged-days.js';
import type { Letting } from './kept.js';
import { countUp, withinItsPower } from './moves.js';

type Decided = Read<'DecisionAuthorised'>['data'];

/** What was counted for a promise, by what it was approved, and by whom. */
export interface DecidedFor extends Pick<Decided, 'decision' | 'counted'> {
  readonly said: string;
  readonly used: readonly Letting[];
}

/** Rule 20, for what is neither moved nor recoded: who let it be decided, up to what, and once. */
export const authorityAudit = {
  DecisionApproved: (auditor, event) => {
    const { lettings } = auditor.books(event);
    const { approval, until, ...asked } = event.data;
    must('rule 20: an approval is of the office of who gave it', approval.by === event.actor);
    const known = lettings.get(said(asked)) ?? [];
    lettings.set(said(asked), [...known, { by: approval.by, until, asks: asked }]);
  },
  DecisionApprovalWithdrawn: (auditor, event) => {
    const { lettings } = auditor.books(event);
    const { approval, cause: _, ...asked } = event.data;
    const known = lettings.get(said(asked)) ?? [];
    must(
      'rule 20: only who approved it withdraws an approval, before it is used',
      approval.by === event.actor && known.some(({ by }) => by === approval.by),
    );
    lettings.set(
      said(asked),
      known.filter(({ by }) => by !== approval.by),
    );
  },
  DecisionAuthorised: (auditor, event) => {
    const books = auditor.books(event);
    const { how, approvals, counted, ...asked } = event.data;
    const given = books.lettings.get(said(asked)) ?? [];
    const year = decidedInYear(event);
    must(
      `rule 20: ${asked.subject} says that it binds later years`,
      asked.recurrent ||
        asked.decision === 'reopening' ||
        asked.parts.every((part) => part.year <= year),
    );
    const openEnded = isOpenEnded(asked);
    for (const approval of approvals) {
      const { recurrent } = asked;
      if (openEnded) withoutLimit(auditor, approval);
      withinItsPower(auditor, asked.amount, approval, asked.decision, { recurrent });
      must(
        'rule 20: the proposer approves only what its office decides alone',
        approval.by !== event.actor || decidesAlone(auditor, approval),
      );
      must(
        `rule 20: ${approval.by} had approved exactly this, for this day`,
        approval.by === event.actor || given.some(({ by }) => by === approval.by),
      );
    }
    must(
      'rule 20: decided alone is shown as such',
      (how === 'alone') === approvals.every(({ by }) => by === event.actor),
    );
    const organisations = approvals.map(({ organisation }) => organisation);
    const together = openEnded ? beyondAnything : whole(asked.amount);
    eachPartnerApproved(auditor, books, event, asked.decision, together, organisations);
    books.together.delete(`${event.key}|${asked.decision}`);
    if (how === 'approved') books.lettings.delete(said(asked));
    const { decision, subject, of, amount } = asked;
    const shown = books.undecided.findIndex(
      (one) => one.key === event.key && one.decision === decision && one.subject === subject,
    );
    if (shown >= 0) books.undecided.splice(shown, 1);
    if (decision === 'virement' || decision === 'revenue-to-capital')
      decidedAsMoved(books, event.key, whole(amount));
    for (const one of counted) countUp(auditor, books, one, 1n, madeOn(event), as(decision));
    if (openEnded) return;
    if (as(decision) !== 'commitment' && !(decision === 'override' && of !== 'none')) return;
    if (decision === 'override')
      must(
        `rule 19: ${amount} is what goes beyond of ${subject}`,
        books.overridden.get(subject) === whole(amount),
      );
    const before = books.decided.get(subject) ?? [];
    const used = how === 'approved' ? given : [];
    books.decided.set(subject, [...before, { decision, counted, said: said(asked), used }]);
  },
} satisfies AuditBy;

/** More than any partner leaves to the host: what no amount bounds. */
export const beyondAnything = 10n ** 18n;

/** That a scheme is led by demand is an override that no amount bounds. */
const isOpenEnded = ({ decision, of }: Pick<Decided, 'decision' | 'of'>): boolean =>
  decision === 'override' && of === 'demand-led';

const withoutLimit = (
  auditor: Auditor,
  { organisation, delegation, powers }: Decided['approvals'][number],
): void => {
  const terms = auditor.delegations
    .get(organisation)
    ?.find(({ revision }) => revision === delegation);
  for (const power of terms?.powers ?? [])
    if (powers.includes(power.power))
      must(
        `rule 20: ${power.power} has no limit, for a scheme led by demand has none`,
        power.limit === null && power.cumulative === null,
      );
};

const decidesAlone = (
  auditor: Auditor,
  { organisation, delegation, powers }: Decided['approvals'][number],
): boolean =>
  powers.length > 0 &&
  powers.every((id) =>
    auditor.delegations
      .get(organisation)
      ?.find(({ revision }) => revision === delegation)
      ?.powers.some(({ power, decides }) => power === id && decides === 'alone'),
  );

/** What was promised lapsed: nobody has decided it, and who had approved it can take that back. */
export function undecided(auditor: Auditor, books: Books, subject: string, day: string): void {
  for (const { decision, counted, said: content, used } of books.decided.get(subject) ?? []) {
    for (const one of counted) countUp(auditor, books, one, -1n, day, as(decision));
    books.lettings.set(content, [...used, ...(books.lettings.get(content) ?? [])]);
  }
  books.decided.delete(subject);
}

/** Promises to awards, however they are made, count as one; budget that moves as moves do. */
const as = (decision: Decided['decision']): string =>
  decision === 'contract-variation' ? 'commitment' : decision === 'virement' ? 'moves' : decision;

const said = ({ decision, subject, of, amount, recurrent, parts }: Asked): string =>
  JSON.stringify([
    ...[decision, subject, of, amount, recurrent],
    parts
      .map(({ scheme, source, year, nature, amount: part }) =>
        [scheme, source, year, nature, part].join('|'),
      )
      .sort(),
  ]);
type Asked = Pick<Decided, 'decision' | 'subject' | 'of' | 'amount' | 'recurrent' | 'parts'>;
