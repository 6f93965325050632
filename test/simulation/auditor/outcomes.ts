import { dayAfter, millionths, must, smaller, there, total, whole, yearOfDay } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';

export const outcomeAudit = {
  OutcomeDefined: (auditor, { stream, data }) => {
    must(`rule 1: ${stream} is defined once`, !auditor.outcomes.has(idOf(stream)));
    auditor.outcomes.set(idOf(stream), {
      ...{ better: data.better, baseline: undefined, measured: undefined, assessed: undefined },
      payer: undefined,
      ...{ terms: new Map(), starts: [], claims: new Map() },
    });
  },
  BaselineAgreed: (auditor, { stream, data }) => {
    const of = outcome(auditor, stream);
    must('rule 1: a baseline is agreed once, and superseded then', of.baseline === undefined);
    of.baseline = data.value;
    of.assessed = undefined;
  },
  BaselineSuperseded: (auditor, { stream, data }) => {
    const of = outcome(auditor, stream);
    must('rule 1: a baseline names the one before', of.baseline === data.was);
    of.baseline = data.value;
    of.assessed = undefined;
  },
  OutcomeMeasured: (auditor, { stream, data }) => {
    const of = outcome(auditor, stream);
    must('rule 1: a value names the one before', (of.measured ?? null) === data.was);
    of.measured = data.value;
    of.assessed = undefined;
  },
  SavingsShareAgreed: (auditor, { stream, data }) => {
    const of = outcome(auditor, stream);
    of.payer = data.payer;
    of.assessed = undefined;
  },
  /** What a better outcome saves, and the agreed part of it; no better, nothing; never beyond the cap. */
  SavingsShareAssessed: (auditor, { stream, data }) => {
    const of = outcome(auditor, stream);
    must(
      'a share is assessed of what is agreed and measured now',
      data.baseline === of.baseline && data.measured === of.measured,
    );
    const more = millionths(data.measured) - millionths(data.baseline);
    const better = of.better === 'higher' ? more : -more;
    const saving = better <= 0n ? 0n : nearest(whole(data.unitSaving) * better);
    const share = nearest(saving * millionths(data.rate));
    const most = data.cap === null ? share : whole(data.cap);
    must(`a saving comes to ${saving}`, whole(data.saving) === saving);
    must(
      `a savings share comes to ${share}, at most ${most}`,
      whole(data.share) === smaller(share, most),
    );
    of.assessed = data.share;
  },
  SavingsShareConfirmed: (auditor, { stream, data }) => {
    must(
      'rule 20: who pays a savings share confirms it',
      data.confirmedBy === outcome(auditor, stream).payer,
    );
    must(
      'a share is confirmed as it was assessed last',
      outcome(auditor, stream).assessed === data.share,
    );
    const before = auditor.shares.get(idOf(stream));
    must(
      `a share supersedes the one before`,
      data.was === null ? before === undefined : before?.confirmed === whole(data.was),
    );
    auditor.shares.set(idOf(stream), {
      confirmed: whole(data.share),
      received: before?.received ?? 0n,
    });
  },

  OutcomeTermsAgreed: (auditor, { stream, data, effective }) => {
    const { terms } = outcome(auditor, stream);
    const versions = terms.get(data.terms) ?? [];
    must('versions of terms are counted', data.version === versions.length + 1);
    terms.set(data.terms, [...versions, { from: effective, stages: data.stages }]);
  },
  PersonStarted: (auditor, { stream, data, effective }) => {
    const { terms, starts } = outcome(auditor, stream);
    const { person, version } = data;
    const versions = terms.get(data.terms) ?? [];
    const since = versions
      .map(({ from }) => from)
      .filter((from) => from <= effective)
      .sort()
      .at(-1);
    must(
      'rule 12: somebody starts under the terms of that day',
      since !== undefined && versions.findLastIndex(({ from }) => from === since) === version - 1,
    );
    const { stages } = there(versions[version - 1], data.terms);
    const ends = dayAfter(effective, Math.max(1, ...stages.map(({ weeks }) => 7 * weeks)));
    starts.push({ person, terms: data.terms, stages, from: effective, ends });
  },
  StageClaimed: (auditor, event) => {
    const claim = claimed(auditor, event);
    const doubled = doubles(outcome(auditor, event.stream), claim);
    must(
      `${event.data.claim} is for an outcome that ${doubled[0]?.claim ?? ''} is for`,
      doubled.length === 0,
    );
    claim.state = 'claimed';
    withinCap(outcome(auditor, event.stream), claim);
  },
  DoubleFundingFound: (auditor, event) => {
    const claim = claimed(auditor, event);
    const { fund, amount } = event.data;
    auditor
      .fund(fund)
      .flags.push({ number: event.number, kind: 'double-funding', pence: whole(amount) });
    must(
      `an exception names the claim that stands`,
      doubles(outcome(auditor, event.stream), claim).some(
        (other) => other.claim === event.data.doubles,
      ),
    );
  },
  DoubleFundingPermitted: (auditor, { stream, data, organisation }) => {
    const claim = claimOf(auditor, stream, data.claim, ['exception']);
    must(
      'nobody permits an exception of its own',
      claim.provider !== data.allowedBy && claim.provider !== organisation,
    );
    claim.permitted = true;
    claim.state = 'claimed';
    withinCap(outcome(auditor, stream), claim);
  },
  StageVerified: (auditor, { stream, data }) => {
    claimOf(auditor, stream, data.claim, ['claimed']).state = 'verified';
  },
  StageRejected: (auditor, { stream, data }) => {
    const claim = claimOf(auditor, stream, data.claim, ['claimed', 'verified', 'exception']);
    const { barred } = auditor.fund(claim.fund);
    must(
      `${data.claim} is rejected where it would be paid`,
      barred.has(nameOf(stream, data.claim)),
    );
    must(`no paid stage is rejected: ${data.claim}`, !isPaid(auditor, idOf(stream), claim));
    claim.state = 'rejected';
  },
  StagePaymentBarred: (auditor, event) => {
    const { outcome: of, claim: id } = event.data;
    const books = auditor.books(event);
    const claim = claimOf(auditor, `outcome-${of}`, id, ['claimed', 'verified', 'exception']);
    must(`${id} is rejected in its fund`, claim.fund === books.id);
    must(`no paid stage is rejected: ${id}`, !isPaid(auditor, of, claim));
    books.barred.add(nameOf(`outcome-${of}`, id));
  },
} satisfies AuditBy;

interface StageOfTerms {
  readonly stage: string;
  readonly weeks: number;
  readonly amount: string;
  readonly yearlyCap: string | null;
}
interface Claim {
  readonly claim: string;
  readonly person: string;
  readonly terms: string;
  readonly stage: StageOfTerms;
  readonly started: string;
  readonly ends: string;
  readonly reached: string;
  readonly fund: string;
  readonly award: string;
  readonly provider: string;
  state: string;
  permitted: boolean;
}
/** What the auditor knows of an outcome. */
export interface Outcome {
  readonly better: string;
  baseline: string | undefined;
  measured: string | undefined;
  /** The last assessment; undefined once what it rests on has changed. */
  assessed: string | undefined;
  payer: string | undefined;
  readonly terms: Map<
    string,
    { readonly from: string; readonly stages: readonly StageOfTerms[] }[]
  >;
  readonly starts: {
    readonly person: string;
    readonly terms: string;
    readonly stages: readonly StageOfTerms[];
    readonly from: string;
    readonly ends: string;
  }[];
  readonly claims: Map<string, Claim>;
}

const nameOf = (stream: string, claim: string): string => `${idOf(stream)}:${claim}`;
const idOf = (stream: string): string => stream.slice('outcome-'.length);
const outcome = (auditor: Auditor, stream: string): Outcome =>
  there(auditor.outcomes.get(idOf(stream)), stream);

/** A claim is of a stage of the terms under which the person started, for what that stage is worth. */
function claimed(
  auditor: Auditor,
  { stream, data, effective }: Read<'StageClaimed'> | Read<'DoubleFundingFound'>,
): Claim {
  const { starts, claims } = outcome(auditor, stream);
  const { claim, person, terms, started, reached, fund, award, provider } = data;
  must(`rule 1: ${claim} is claimed once`, !claims.has(claim));
  const start = there(
    starts.findLast((one) => one.person === person && one.terms === terms && one.from === started),
    `${person} from ${started}`,
  );
  const stage = there(
    start.stages.find((one) => one.stage === data.stage),
    data.stage,
  );
  must(`a stage is worth what was agreed`, data.amount === stage.amount);
  must(
    `a stage is claimed once it is reached`,
    reached === dayAfter(started, 7 * stage.weeks) && reached <= effective,
  );
  const of = { claim, person, terms, stage, started, ends: start.ends, reached };
  const made = { ...of, fund, award, provider, state: 'exception', permitted: false };
  claims.set(claim, made);
  return made;
}

function claimOf(auditor: Auditor, stream: string, id: string, states: readonly string[]): Claim {
  const claim = there(outcome(auditor, stream).claims.get(id), id);
  must(`${id} is ${states.join(' or ')}`, states.includes(claim.state));
  return claim;
}

const stands = ({ state }: Claim): boolean => state === 'claimed' || state === 'verified';

/** *Money that follows a person*: one outcome for one person and period is payable once. */
const doubles = ({ claims }: Outcome, claim: Claim): Claim[] =>
  [...claims.values()].filter(
    (other) =>
      other !== claim &&
      stands(other) &&
      other.person === claim.person &&
      other.started < claim.ends &&
      claim.started < other.ends &&
      (other.terms !== claim.terms || other.stage.weeks === claim.stage.weeks),
  );

/** What stands of a stage, of all people whose year it was, is never more than its cap. */
function withinCap({ claims }: Outcome, { terms, stage, reached }: Claim): void {
  if (stage.yearlyCap === null) return;
  const same = [...claims.values()].filter(
    (other) =>
      stands(other) &&
      other.terms === terms &&
      other.stage.stage === stage.stage &&
      yearOfDay(other.reached) === yearOfDay(reached),
  );
  const all = total(same.map((other) => whole(other.stage.amount)));
  must(
    `the stage ${stage.stage} is claimed for ${all}, within its cap ${stage.yearlyCap}`,
    all <= whole(stage.yearlyCap),
  );
}

/** An expenditure that says which stage it pays, pays that claim, and pays it once. */
export function paysStage(
  auditor: Auditor,
  books: Books,
  { data }: Read<'ExpenditureVerified'>,
): void {
  if (data.stage === null) return;
  const { outcome: of, claim: id } = data.stage;
  const known = there(auditor.outcomes.get(of), of);
  const claim = there(known.claims.get(id), data.expenditure);
  must(`no rejected stage is paid: ${id}`, !books.barred.has(nameOf(`outcome-${of}`, id)));
  must(`${id} is paid once`, !isPaid(auditor, of, claim));
  must(`${id} is paid once it is verified`, claim.state === 'verified');
  must(
    `${id} is paid as it was claimed`,
    claim.fund === books.id &&
      claim.award === data.award &&
      claim.provider === data.provider &&
      claim.stage.amount === data.net,
  );
  const most = auditor.mostFor.get(`${data.award}|${books.id}|${of}`);
  const before = [...books.bills.values()].filter(
    ({ name, award, open }) => name.startsWith(`${of}:`) && award === data.award && open,
  );
  const paid = before.reduce((sum, { cost }) => sum + cost, whole(data.cost));
  must(
    `${data.award} pays ${paid} for ${of}, and at most ${most ?? 'all it has'}`,
    most === undefined || paid <= most,
  );
  for (const other of doubles(known, claim))
    must(
      `one achievement is paid once: ${other.claim} and ${id}`,
      claim.permitted || other.permitted || !isPaid(auditor, of, other),
    );
}

/** It stands in its fund, perhaps recoded since and under another name. */
const isPaid = (auditor: Auditor, of: string, { fund, claim }: Claim): boolean =>
  [...auditor.fund(fund).bills.values()].some(
    ({ name, open, cost }) => name === `${of}:${claim}` && open && cost > 0n,
  );

/** Half a penny is rounded up. */
const nearest = (millionthsOfPence: bigint): bigint =>
  (2n * millionthsOfPence + 1_000_000n) / 2_000_000n;
