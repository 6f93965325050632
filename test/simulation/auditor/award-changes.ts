import { must, there, total, totalOf, whole } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import { nothingYet } from './awards.js';
import { byYear } from './cost-lines.js';

export const awardChangeAudit = {
  AwardChangeLapsed: () => undefined,
  ContractTermsAgreed: (auditor, { stream, data }) => {
    if (data.options.length > 0) auditor.options.add(stream);
    awarded(auditor, stream).flexibility = data.flexibility;
  },
  AwardReallocationReserved: (auditor, event) => {
    const { reallocation, attempt, more } = event.data;
    const { legs, state } = there(auditor.reallocations.get(reallocation), reallocation);
    const { underWay, givenUp } = awarded(auditor, event.stream);
    must(`rule 4: ${attempt} did not come to nothing before`, !givenUp.has(attempt));
    must(`rule 20: ${reallocation} is set aside before it is decided`, state === 'proposed');
    must(
      `rule 3: what ${reallocation} brings to ${event.stream} is set aside, once`,
      !underWay.has(reallocation) &&
        whole(more) === brings(legs, event, 'to') - brings(legs, event, 'from'),
    );
    underWay.set(reallocation, { attempt, more: whole(more) });
    if (event.stream.startsWith('contract-')) withinRegime(auditor, event, null);
  },
  AwardReallocationReleased: (auditor, event) => {
    const { reallocation, attempt } = event.data;
    const { underWay, givenUp } = awarded(auditor, event.stream);
    must(
      `rule 4: ${attempt} came to nothing, and is not what decided ${reallocation}`,
      there(auditor.reallocations.get(reallocation), reallocation).attempt !== attempt,
    );
    givenUp.add(attempt);
    if (underWay.get(reallocation)?.attempt === attempt) underWay.delete(reallocation);
  },
  AwardReallocated: (auditor, event) => {
    const { reallocation, adds, releases } = event.data;
    const { legs, state, attempt } = there(auditor.reallocations.get(reallocation), reallocation);
    must(
      `rule 20: ${reallocation} changes ${event.stream} once it is decided`,
      state === 'decided',
    );
    const award = event.stream.slice(event.stream.indexOf('-') + 1);
    must(
      `rule 3: ${event.stream} gains and loses what ${reallocation} moves`,
      totalOf(adds) === brings(legs, event, 'to') &&
        totalOf(releases) === brings(legs, event, 'from'),
    );
    const { underWay } = awarded(auditor, event.stream);
    must(
      `${event.stream} left room for ${reallocation} since before it was decided`,
      underWay.get(reallocation)?.attempt === attempt,
    );
    underWay.delete(reallocation);
    must(
      `a person's budget is what the needs come to, and ${event.stream} is reassessed instead`,
      !auditor.personalBudgets.has(award) || totalOf(adds) + totalOf(releases) === 0n,
    );
    changed(auditor, event);
    if (event.stream.startsWith('contract-'))
      varied(auditor, event, totalOf(adds) - totalOf(releases), event.data.variation, 'set aside');
  },
  ContractVaried: (auditor, event) => {
    const { adds, releases, ground, notwithstanding } = event.data;
    changed(auditor, event);
    const own = ground === 'own-decision';
    const more = own ? totalOf(adds) - totalOf(releases) : 0n;
    varied(auditor, event, more, event.data, own ? notwithstanding : 'no decision of their own');
  },
  TransparencyNoticePublished: () => undefined,
  OptionExercised: (auditor, event) => {
    changed(auditor, event);
    nextOption(auditor, event);
  },
  OptionLapsed: nextOption,
  ContractUplifted: (auditor, event) => changed(auditor, event),
  BreakNoticeGiven: (auditor, event) => changed(auditor, event),
  SubcontractRecorded: passesOn,
  SubcontractChanged: passesOn,
  OutcomePaymentsAgreed: (auditor, { stream, data }) => {
    const award = stream.slice(stream.indexOf('-') + 1);
    for (const key of auditor.mostFor.keys())
      if (key.startsWith(`${award}|`)) auditor.mostFor.delete(key);
    for (const { fund, outcome, amount } of data.payments) {
      auditor.onStages.add(`${award}|${fund}`);
      if (amount !== null) auditor.mostFor.set(`${award}|${fund}|${outcome}`, whole(amount));
    }
  },
  ContractNovated: (auditor, event) => novated(auditor, event),
  GrantNovated: (auditor, event) => novated(auditor, event),
  ContractEnded: (auditor, event) => changed(auditor, event),
  GrantOffered: (auditor, { stream, effective, data }) => {
    must(`rule 4: ${stream} is offered once`, !auditor.decisions.has(stream));
    const funds = new Map<string, bigint>();
    for (const { fund, amount } of data.funding)
      funds.set(fund, (funds.get(fund) ?? 0n) + whole(amount));
    auditor.decisions.set(stream, {
      outcome: 'offered',
      from: effective,
      provider: data.provider,
      value: whole(data.value),
      ...{ original: whole(data.value), varied: 0n, optionsOver: 0, regime: 'none' },
      ...{ ...nothingYet(), funds, years: byYear(data.funding) },
    });
  },
  GrantAccepted: (auditor, { stream }) => {
    answered(auditor, stream, 'accepted');
  },
  GrantDeclined: (auditor, { stream }) => {
    answered(auditor, stream, 'lapsed');
  },
  GrantOfferLapsed: (auditor, { stream }) => {
    answered(auditor, stream, 'lapsed');
  },
  GrantTermsAgreed: (auditor, { stream, stamp, data }) => {
    gate(auditor, stream, data.conditions, stamp);
    for (const { match, amount, state } of data.match) {
      const before = auditor.matches.get(`${stream}|${match}`)?.secured ?? 0n;
      const pence = whole(amount);
      const secured = state === 'secured' ? pence : before;
      auditor.matches.set(`${stream}|${match}`, { pence, secured });
    }
  },
  GrantConditionMet: (auditor, event) => conditionIs(auditor, event, true),
  GrantConditionNotMet: (auditor, event) => conditionIs(auditor, event, false),
  MatchFundingSecured: (auditor, { stream, data }) => {
    const key = `${stream}|${data.match}`;
    const sought = there(auditor.matches.get(key), key);
    const secured = sought.secured + whole(data.amount);
    const left = sought.pence > secured ? sought.pence - secured : 0n;
    must(
      `match funding: ${secured} of ${sought.pence} is secured for ${key}`,
      whole(data.secured) === secured && whole(data.left) === left,
    );
    auditor.matches.set(key, { ...sought, secured });
  },
  SubsidyControlRecorded: () => undefined,
  GrantVaried: (auditor, event) => changed(auditor, event),
  ClawbackDemanded: () => undefined,
  GrantClosed: (auditor, event) => changed(auditor, event),
  PersonalBudgetReassessed: (auditor, event) => {
    changed(auditor, event);
    must(
      'rule 2: a personal budget that is reassessed is worth what its needs come to',
      totalOf(event.data.needs) === whole(event.data.sum) &&
        whole(event.data.value) === whole(event.data.override?.amount ?? event.data.sum),
    );
  },
  PersonalBudgetBuilt: (auditor, { stream, data }) => {
    auditor.personalBudgets.add(stream.slice(stream.indexOf('-') + 1));
    must(
      'rule 2: the needs of a personal budget sum to it',
      totalOf(data.needs) === whole(data.sum) &&
        whole(data.budget) === whole(data.override?.amount ?? data.sum),
    );
  },
} satisfies AuditBy;

/** What a reallocation moves into the award of a stream, or out of it. */
function brings(
  legs: Read<'ReallocationProposed'>['data']['legs'],
  { stream }: { readonly stream: string },
  side: 'from' | 'to',
): bigint {
  const award = stream.slice(stream.indexOf('-') + 1);
  return totalOf(legs.filter(({ [side]: at }) => at.kind === 'award' && at.award === award));
}

/** A condition of the same name stands as it stood. */
function gate(
  auditor: Auditor,
  stream: string,
  conditions: readonly { readonly condition: string; readonly gatesPayment: boolean }[],
  since: string,
): void {
  const before = auditor.gates.get(stream) ?? [];
  auditor.gates.set(
    stream,
    conditions.map(({ condition, gatesPayment }) => {
      const stood = before.find((one) => one.condition === condition);
      return { condition, gatesPayment, since, isMet: stood?.isMet ?? false };
    }),
  );
}

function conditionIs(
  auditor: Auditor,
  { stream, stamp, data }: Read<'GrantConditionMet'> | Read<'GrantConditionNotMet'>,
  isMet: boolean,
): void {
  const gates = auditor.gates.get(stream) ?? [];
  auditor.gates.set(
    stream,
    gates.map((one) => (one.condition === data.condition ? { ...one, isMet, since: stamp } : one)),
  );
}

/** *Grant*: nothing is paid on it before what its payment depends on is met, as far as that was known. */
export function notGated(auditor: Auditor, award: string, stamp: string): void {
  const anHour = 3_600_000;
  for (const { condition, gatesPayment, since, isMet } of auditor.gates.get(`grant-${award}`) ?? [])
    must(
      `${award} is not paid before ${condition} is met`,
      !gatesPayment || isMet || Date.parse(since) + anHour > Date.parse(stamp),
    );
}

function answered(auditor: Auditor, stream: string, outcome: string): void {
  const offered = there(auditor.decisions.get(stream), stream);
  must(`rule 4: ${stream} is answered once`, offered.outcome === 'offered');
  offered.outcome = outcome;
}

/** What is passed on is part of the award, and never counted beside it. */
function passesOn(
  auditor: Auditor,
  { stream, data }: Read<'SubcontractRecorded'> | Read<'SubcontractChanged'>,
): void {
  const { passedOn, value } = awarded(auditor, stream);
  passedOn.set(data.subcontract, whole(data.value));
  must(`${stream} passes on no more than it is worth`, total(passedOn.values()) <= value);
}

function awarded(auditor: Auditor, stream: string) {
  const decided = there(auditor.decisions.get(stream), stream);
  must(`rule 4: ${stream} was awarded before it changes`, decided.outcome === 'awarded');
  return decided;
}

/** What a change adds and takes away leads from the one value to the other. */
function changed(
  auditor: Auditor,
  {
    stream,
    data,
  }:
    | Read<'ContractVaried'>
    | Read<'AwardReallocated'>
    | Read<'OptionExercised'>
    | Read<'ContractUplifted'>
    | Read<'BreakNoticeGiven'>
    | Read<'ContractEnded'>
    | Read<'PersonalBudgetReassessed'>
    | Read<'GrantVaried'>
    | Read<'GrantClosed'>,
): void {
  const decided = awarded(auditor, stream);
  const value = decided.value + totalOf(data.adds) - totalOf(data.releases);
  must(
    `rule 2: ${stream} was worth ${decided.value}, and is worth ${value} after its change`,
    whole(data.value) === value,
  );
  must(
    'rule 2: the years of an award sum to its value',
    total(data.funding.map(({ amount }) => whole(amount))) === value,
  );
  decided.value = value;
  decided.years = byYear(data.funding);
  for (const { fund, amount } of data.adds)
    decided.funds.set(fund, (decided.funds.get(fund) ?? 0n) + whole(amount));
}

/** Options follow one another: the next is exercised or lapses, and none is passed over. */
function nextOption(
  auditor: Auditor,
  { stream, data }: Read<'OptionExercised'> | Read<'OptionLapsed'>,
): void {
  const decided = awarded(auditor, stream);
  decided.optionsOver += 1;
  must(`${stream}: option ${data.option} is the next`, data.option === decided.optionsOver);
  must(`${stream} has options`, auditor.options.has(stream));
}

/**
 * The running total of changes of the commissioner's own decision, by whatever way they are made.
 * Under the Provider Selection Regime a notice from 500,000. What a reallocation brings was tested
 * when it was set aside, and what was decided since left room for it.
 */
function varied(
  auditor: Auditor,
  event: { readonly stream: string },
  more: bigint,
  said: { readonly total: string; readonly notice: boolean } | null,
  ground: string | null,
): void {
  const { stream } = event;
  const decided = awarded(auditor, stream);
  decided.varied += more;
  const { varied: so, regime } = decided;
  must(
    `${stream} was varied by ${so} so far, and says so`,
    said !== null && whole(said.total) === so,
  );
  withinRegime(auditor, event, ground);
  must(
    `a notice is due on ${stream} from 500,000`,
    regime !== 'Provider Selection Regime' ||
      more === 0n ||
      said.notice === (so >= 50_000_000n || so <= -50_000_000n),
  );
}

/**
 * Under the Provider Selection Regime the changes of the commissioner's own decision come to under
 * 500,000 or under 25 %, with as many of the reallocations under way as will be carried out.
 */
function withinRegime(
  auditor: Auditor,
  { stream }: { readonly stream: string },
  ground: string | null,
): void {
  const { varied: so, original, regime, underWay } = awarded(auditor, stream);
  if (regime !== 'Provider Selection Regime' || ground !== null) return;
  const each = [...underWay.values()].map(({ more }) => more);
  const up = so + total(each.filter((more) => more > 0n));
  const down = -so - total(each.filter((more) => more < 0n));
  const far = up > down ? up : down;
  must(
    `${stream} is not varied by both 500,000 and 25 % without a ground`,
    far < 50_000_000n || far * 4n < original,
  );
}

function novated(
  auditor: Auditor,
  { stream, data }: Read<'ContractNovated'> | Read<'GrantNovated'>,
): void {
  const decided = awarded(auditor, stream);
  must('rule 4: an award passes from who has it', decided.provider === data.from);
  decided.provider = data.to;
}
