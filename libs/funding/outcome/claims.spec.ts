import { expectRefused } from '#test/support/given.js';
import { key, outcomeAfter, put, type Asked } from '#test/support/outcomes.js';
import type { ClaimElsewhere } from './claims.js';
import { evolveOutcome } from './outcome.js';

const defined: Asked = [
  'define-outcome',
  {
    measure: 'People in work that lasts',
    unit: 'people',
    better: 'higher',
    cohort: 'Out of work',
    area: 'E06000999',
    from: '2026-04-01',
    to: '2028-03-31',
  },
  '2026-04-01',
];
const stages = [
  { stage: 'start', weeks: 0, amount: '200.00' },
  { stage: 'sustained-13', weeks: 13, amount: '300.00', yearlyCap: '600.00' },
  { stage: 'sustained-26', weeks: 26, amount: '500.00' },
];
const outOfWork = (atLeast: number) => [{ fact: 'months-out-of-work', atLeast }];
const agree = (day: string, more: object = {}): Asked => [
  'agree-outcome-terms',
  { terms: 'work', stages, agreedBy: ['council'], evidence: 'Schedule 9', ...more },
  day,
];
const start = (person: string, day: string, shown: object = {}, terms = 'work'): Asked => [
  'start-person',
  { person, terms, shown },
  day,
];
const claim = (
  id: string,
  person: string,
  stage: string,
  day: string,
  more: object = {},
): Asked => ['claim-stage', { claim: id, person, terms: 'work', stage, ...lights, ...more }, day];
const lights = { fund: 'pool', award: 'lights', provider: 'harbour-lights' };
const rivers = { fund: 'grant', award: 'rivers', provider: 'two-rivers' };

const agreed = [defined, agree('2026-04-01')];
const begun = [...agreed, start('p-1', '2026-05-04')];

describe('terms', () => {
  it('name each stage, length and access rule once', () => {
    const [first] = stages;
    const twice = (more: object) => put(outcomeAfter(defined), agree('2026-04-01', more)).refused;
    expectRefused(twice({ stages: [first, { ...first, weeks: 4 }] }), 'already-exists', {
      what: 'stage',
      id: 'start',
    });
    expectRefused(twice({ stages: [first, { ...first, stage: 'up-front' }] }), 'already-exists', {
      id: '0',
    });
    const access = [...outOfWork(12), ...outOfWork(6)];
    expectRefused(twice({ access }), 'already-exists', { id: 'months-out-of-work' });
  });

  it('are needed on the day of the start', () =>
    expectRefused(put(outcomeAfter(...agreed), start('p-1', '2026-03-31')).refused, 'not-found', {
      what: 'version of terms',
    }));
});

describe('who may be helped', () => {
  const changed = [
    defined,
    agree('2026-04-01', { access: outOfWork(12) }),
    agree('2026-10-01', { access: outOfWork(6) }),
  ];
  const tried = (day: string, shown: object) =>
    put(outcomeAfter(...changed), start('p-1', day, shown));

  it('is judged by the rule of the day of the start, whatever holds today', () => {
    const eight = { 'months-out-of-work': 8 };
    expectRefused(tried('2026-09-30', eight).refused, 'access-not-met', {
      rule: 12,
      fact: 'months-out-of-work',
      needed: 'at least 12',
      shown: 8,
      ruleDate: '2026-04-01',
    });
    expect(tried('2026-10-01', eight).events?.[0]?.data).toEqual({
      person: 'p-1',
      terms: 'work',
      version: 2,
      met: ['months-out-of-work'],
    });
  });

  it('needs to be shown: unknown meets no rule', () =>
    expectRefused(tried('2026-10-01', {}).refused, 'access-not-met', { shown: 'unknown' }));

  it('is asked with a pseudonym, never with what tells who somebody is', () =>
    expectRefused(
      put(outcomeAfter(...agreed), start('9434765919', '2026-05-04')).refused,
      'personal-reference',
      {
        rule: 16,
        seems: 'an NHS number',
      },
    ));

  it('starts once until the last stage could be reached', () => {
    expectRefused(
      put(outcomeAfter(...begun), start('p-1', '2026-11-01')).refused,
      'already-started',
      {
        started: '2026-05-04',
        until: '2026-11-02',
      },
    );
    expect(put(outcomeAfter(...begun), start('p-1', '2026-11-02')).events).toHaveLength(1);
  });

  it('keeps the terms of the start when terms are agreed later, also for an earlier day', () => {
    const dearer = [{ stage: 'start', weeks: 0, amount: '999.00' }];
    const later = [...begun, agree('2026-05-01', { stages: dearer })];
    const { events } = put(outcomeAfter(...later), claim('c', 'p-1', 'start', '2026-05-04'));
    expect(events?.[0]?.data).toMatchObject({ version: 1, amount: '200.00' });
  });
});

describe('a stage', () => {
  it('is claimed when its weeks have passed, not a day before', () => {
    const tried = (day: string) =>
      put(outcomeAfter(...begun), claim('c', 'p-1', 'sustained-13', day));
    expectRefused(tried('2026-08-02').refused, 'stage-not-reached', {
      started: '2026-05-04',
      reached: '2026-08-03',
    });
    expect(tried('2026-08-03').events?.[0]).toMatchObject({
      type: 'StageClaimed',
      data: { amount: '300.00', weeks: 13, reached: '2026-08-03', spellEnds: '2026-11-02' },
    });
  });

  it('is of somebody who started, by a name of the terms, under a claim of its own', () => {
    const of = outcomeAfter(...begun, claim('c', 'p-1', 'start', '2026-05-04'));
    expectRefused(put(of, claim('d', 'p-2', 'start', '2026-05-04')).refused, 'not-found', {
      what: 'person',
    });
    expectRefused(put(of, claim('d', 'p-1', 'finish', '2026-05-04')).refused, 'not-found', {
      what: 'stage',
    });
    expectRefused(put(of, claim('c', 'p-1', 'start', '2026-05-04')).refused, 'already-exists', {
      what: 'claim',
    });
    expectRefused(
      put(of, claim('d'.repeat(104), 'p-1', 'start', '2026-05-04')).refused,
      'invalid-request',
      {},
    );
  });

  it('is paid up to its cap in the year in which it is reached', () => {
    const people = ['p-1', 'p-2', 'p-3'];
    const starts = people.map((person) => start(person, '2026-05-04'));
    const two = ['p-1', 'p-2'].map((person) => claim(person, person, 'sustained-13', '2026-09-01'));
    const of = outcomeAfter(...agreed, ...starts, ...two);
    expectRefused(
      put(of, claim('c', 'p-3', 'sustained-13', '2026-09-01')).refused,
      'stage-cap-exceeded',
      { year: '2026-27', cap: '600.00', short: '300.00' },
    );
    const rejected = outcomeAfter(...agreed, ...starts, ...two, [
      'reject-stage',
      { claim: 'p-1', cause: 'The job ended' },
    ]);
    expect(put(rejected, claim('c', 'p-3', 'sustained-13', '2026-09-01')).events).toHaveLength(1);
  });
});

it('is paid up to its cap where double funding is permitted too', () => {
  const capped = [{ stage: 'start', weeks: 0, amount: '200.00', yearlyCap: '300.00' }];
  const of = outcomeAfter(
    defined,
    agree('2026-04-01', { stages: capped }),
    start('p-1', '2026-05-04'),
    claim('c-1', 'p-1', 'start', '2026-05-04'),
    claim('c-2', 'p-1', 'start', '2026-05-05', rivers),
  );
  const permit: Asked = [
    'permit-double-funding',
    { claim: 'c-2', allowedBy: 'icb', office: 'head', evidence: 'Both worked' },
  ];
  expectRefused(put(of, permit).refused, 'stage-cap-exceeded', { short: '100.00' });
});

describe('one outcome of one person', () => {
  const first = [...begun, claim('c-1', 'p-1', 'start', '2026-05-04')];
  const found = (...asked: Asked[]) => {
    const last = asked.at(-1);
    return last && put(outcomeAfter(...first, ...asked.slice(0, -1)), last).events?.[0];
  };

  it('is paid in stages, each once: a second claim is an exception, whichever award claims', () => {
    expect(found(claim('c-2', 'p-1', 'sustained-13', '2026-08-03'))?.type).toBe('StageClaimed');
    expect(found(claim('c-2', 'p-1', 'start', '2026-05-05', rivers))).toMatchObject({
      type: 'DoubleFundingFound',
      data: { claim: 'c-2', doubles: 'c-1', award: 'rivers', fund: 'grant' },
    });
  });

  it('is paid by one funder: under other terms any stage is the same outcome again', () => {
    const other = agree('2026-04-01', {
      terms: 'jobs',
      stages: [{ stage: 'job', weeks: 20, amount: '900.00' }],
    });
    const began = start('p-1', '2026-06-01', {}, 'jobs');
    const job = (day: string) => claim('j', 'p-1', 'job', day, { ...rivers, terms: 'jobs' });
    expect(found(other, began, job('2026-10-19'))?.type).toBe('DoubleFundingFound');
    const later = start('p-1', '2026-11-02', {}, 'jobs');
    expect(found(other, later, job('2027-04-01'))?.type).toBe('StageClaimed');
  });

  it('may be claimed again once the claim that stood is rejected, or a new spell begins', () => {
    const reject: Asked = ['reject-stage', { claim: 'c-1', cause: 'Not started' }];
    expect(found(reject, claim('c-2', 'p-1', 'start', '2026-05-06'))?.type).toBe('StageClaimed');
    const again = start('p-1', '2026-11-02');
    expect(found(again, claim('c-2', 'p-1', 'start', '2026-11-02'))?.type).toBe('StageClaimed');
  });

  it('is paid twice only where somebody allowed it, who is named', () => {
    const double = claim('c-2', 'p-1', 'start', '2026-05-05', rivers);
    const permit: Asked = [
      'permit-double-funding',
      { claim: 'c-2', allowedBy: 'council', office: 'Section 151 officer', evidence: 'Decision 7' },
    ];
    const verify: Asked = ['verify-stage', { claim: 'c-2', evidence: 'Seen' }];
    expectRefused(put(outcomeAfter(...first, double), verify).refused, 'wrong-order', {
      state: 'double-funding',
    });
    expect(found(double, permit)?.data).toMatchObject({ allowedBy: 'council' });
    expect(found(double, permit, verify)?.type).toBe('StageVerified');
    expectRefused(put(outcomeAfter(...first, double, permit), permit).refused, 'wrong-order', {
      needed: 'double-funding',
    });
    expectRefused(put(outcomeAfter(...first), permit).refused, 'not-found', { what: 'claim' });
    const own: Asked = [permit[0], { ...permit[1], allowedBy: 'two-rivers' }];
    expectRefused(put(outcomeAfter(...first, double), own).refused, 'own-exception', { rule: 20 });
  });

  it('is verified once, and not after it was rejected', () => {
    const verify: Asked = ['verify-stage', { claim: 'c-1', evidence: 'Seen' }];
    const reject: Asked = ['reject-stage', { claim: 'c-1', cause: 'Not seen' }];
    expectRefused(put(outcomeAfter(...first, verify), verify).refused, 'wrong-order', {
      state: 'verified',
    });
    expect(put(outcomeAfter(...first, verify), reject).events).toHaveLength(1);
    expectRefused(put(outcomeAfter(...first, reject), verify).refused, 'wrong-order', {});
  });
});

describe('one outcome that two agreements pay for', () => {
  const other = (more: Partial<ClaimElsewhere> = {}): ClaimElsewhere => ({
    ...{ outcome: 'jobs', claim: 'j-1', person: 'p-1', terms: 'jobs', version: 1, stage: 'job' },
    ...{ weeks: 20, started: '2026-06-01', reached: '2026-10-19', spellEnds: '2026-10-19' },
    ...{ ...rivers, amount: '900.00', key, state: 'claimed', permitted: false, earlier: true },
    ...more,
  });
  const stage = claim('c-1', 'p-1', 'start', '2026-05-04');
  const type = (elsewhere: ClaimElsewhere) =>
    put(outcomeAfter(...begun), stage, [elsewhere]).events?.[0]?.type;

  it('is payable once: a claim on the other outcome stands in the way of any stage', () => {
    expect(put(outcomeAfter(...begun), stage, [other()]).events?.[0]).toMatchObject({
      type: 'DoubleFundingFound',
      data: { claim: 'c-1', doubles: 'j-1', elsewhere: 'jobs' },
    });
    expect(type(other({ state: 'verified' }))).toBe('DoubleFundingFound');
    expect(type(other({ state: 'rejected' }))).toBe('StageClaimed');
    expect(type(other({ person: 'p-2' }))).toBe('StageClaimed');
    expect(type(other({ started: '2026-11-02', spellEnds: '2027-03-22' }))).toBe('StageClaimed');
  });

  it('stands where it was claimed first, if neither claim found the other', () => {
    const verify: Asked = ['verify-stage', { claim: 'c-1', evidence: 'Seen' }];
    const of = [...begun, stage];
    const verified = (more: Partial<ClaimElsewhere>) =>
      put(outcomeAfter(...of), verify, [other(more)]).events?.[0];
    expect(verified({ earlier: false })?.type).toBe('StageVerified');
    expect(verified({ earlier: true })).toMatchObject({
      type: 'DoubleFundingFound',
      data: { doubles: 'j-1', elsewhere: 'jobs' },
    });
    expect(verified({ earlier: true, state: 'rejected' })?.type).toBe('StageVerified');
    expect(verified({ earlier: true, state: 'double-funding' })?.type).toBe('StageVerified');
  });

  it('stands where it was verified before, unless it is paid by permission beside the first', () => {
    const verify: Asked = ['verify-stage', { claim: 'c-1', evidence: 'Seen' }];
    const verified = (permitted: boolean) =>
      put(outcomeAfter(...begun, stage), verify, [
        other({ earlier: false, state: 'verified', permitted }),
      ]).events?.[0]?.type;
    expect(verified(false)).toBe('DoubleFundingFound');
    expect(verified(true)).toBe('StageVerified');
  });

  it('is paid by both where that is permitted', () => {
    const found = outcomeAfter(...begun);
    const [double] = put(found, stage, [other()]).events ?? [];
    if (!double) throw new Error('the claim doubles the other');
    const permit: Asked = [
      'permit-double-funding',
      { claim: 'c-1', allowedBy: 'council', office: 'Section 151 officer', evidence: 'Decision 7' },
    ];
    const verify: Asked = ['verify-stage', { claim: 'c-1', evidence: 'Seen' }];
    const doubled = evolveOutcome(found, { ...double, key });
    const [permitted] = put(doubled, permit).events ?? [];
    if (!permitted) throw new Error('the claim is permitted');
    const answer = put(evolveOutcome(doubled, { ...permitted, key }), verify, [
      other({ state: 'verified' }),
    ]);
    expect(answer.events?.[0]?.type).toBe('StageVerified');
  });
});
