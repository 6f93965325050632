import { readFileSync } from 'node:fs';
import { asDomainEvent } from '#contracts/events/all.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import { facts } from '#libs/ledger/facts.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import type { Waiting } from '#projections/reading/reading.js';
import { proposals, waitingByOffice, waitsFor } from './proposals.js';

const example = (name: string, number: number): FactLine[] => {
  const url = new URL(`../../../contracts/examples/${name}.json`, import.meta.url);
  const event = JSON.parse(readFileSync(url, 'utf8')) as RecordedEvent;
  return facts(asDomainEvent({ ...event, number })).map((line) => ({ ...line, number }));
};
const proposed = example('ReallocationProposed.v3', 1);
const recoding = example('RecodingProposed.v2', 2);

function waiting(day: string, ...lines: readonly FactLine[]): Waiting {
  const inFund = lines.filter(({ entity }) => entity.startsWith('recoding-'));
  return {
    moment: { number: 9, recorded: null, final: true, effectiveOn: null, day },
    facts: standing(lines.filter((line) => !inFund.includes(line))),
    funds: [{ fund: 'northmoor', facts: standing(inFund) }],
  };
}
/** The example's own words, changed. */
const changed = (attributes: object): FactLine[] =>
  proposed.map((line) =>
    line.entity === 'reallocation'
      ? { ...line, attributes: { ...line.attributes, ...attributes } }
      : line,
  );
const council = 'GB-LAE-NMR';
const route = { organisation: council, decides: 'on-proposal', seconds: [], delegation: 0 };
const open = {
  ...{ organisations: [council], proposer: 'amina', amount: '60000.00' },
  ...{ routes: [{ ...route, office: 'director' }], expires: '2026-12-31' },
};
const approval = (by: string, office: string): FactLine => ({
  ...{ entity: 'approval', id: `move/${by}`, fund: 'none', provider: 'none', number: 3 },
  effective: '2026-09-02',
  attributes: {
    ...{ reallocation: proposed[0]?.id, organisation: council, office, by, answer: 'approved' },
    decides: 'on-proposal',
  },
});

it('lists what is open with its age, its last day, and who could approve it', () => {
  const [first] = proposed;
  expect(proposals(waiting('2026-12-01', ...changed(open)))).toMatchObject([
    {
      ...{ kind: 'reallocation', id: first?.id, amount: 6_000_000n, expires: '2026-12-31' },
      needs: [{ organisation: council, approved: [], offices: [{ office: 'director' }] }],
    },
  ]);
  const age = (day: string) => proposals(waiting(day, ...changed(open)))[0]?.days ?? 0;
  expect(age('2027-01-31') - age('2027-01-01')).toBe(30);
});

it('lists recodings with their funds, and nothing that was decided', () => {
  const [found] = proposals(waiting('2027-06-01', ...recoding));
  expect(found).toMatchObject({ kind: 'recoding', funds: ['northmoor'], effects: [] });
  expect(found?.amount).toBeGreaterThan(0n);
  expect(proposals(waiting('2026-12-01', ...changed({ ...open, state: 'decided' })))).toEqual([]);
});

it('waits for offices whose powers reach as far as the recoding, where any are known', () => {
  const power = { decisions: ['recoding'], decides: 'on-proposal', seconds: [] };
  const bounds = { limit: '1000000.00', from: null, until: null };
  const delegation = (of: object): FactLine => ({
    ...{ entity: 'delegation', id: council, fund: 'none', provider: 'none', number: 1 },
    ...{ effective: '2026-04-01', attributes: { powers: [{ ...power, ...bounds, ...of }] } },
  });
  const waits = (office: string, ...lines: readonly FactLine[]): boolean => {
    const [found] = proposals(waiting('2027-06-01', ...recoding, ...lines));
    const asked = { person: 'samir', organisation: found?.needs[0]?.organisation ?? '', office };
    expect(asked.organisation).toBe(council);
    return found !== undefined && waitsFor(found, asked);
  };
  expect(waits('section-151-officer')).toBe(true);
  const directors = { office: 'director' };
  expect(waits('section-151-officer', delegation(directors))).toBe(false);
  expect(waits('director', delegation(directors))).toBe(true);
  expect(waits('other', delegation({ ...directors, until: '2027-05-31' }))).toBe(true);
});

it('waits for an office that could, and not for the proposer or who has answered', () => {
  const at = (...lines: readonly FactLine[]) => proposals(waiting('2026-12-01', ...lines))[0];
  const waits = (who: string, office: string, ...lines: readonly FactLine[]): boolean => {
    const found = at(...lines);
    return found !== undefined && waitsFor(found, { person: who, organisation: council, office });
  };
  expect(waits('rosalind', 'director', ...changed(open))).toBe(true);
  expect(waits('owen', 'head-of-service', ...changed(open))).toBe(false);
  expect(waits('amina', 'director', ...changed(open))).toBe(false);
  expect(waits('rosalind', 'director', ...changed(open), approval('rosalind', 'director'))).toBe(
    false,
  );
  const alone = { ...open, routes: [{ ...route, office: 'director', decides: 'alone' }] };
  expect(waits('amina', 'director', ...changed(alone))).toBe(true);
});

it('waits for the second once the first has approved', () => {
  const seconds = ['head-of-service'];
  const both = {
    ...open,
    routes: [{ ...route, office: 'director', decides: 'with-second', seconds }],
  };
  const owen = { person: 'owen', organisation: council, office: 'head-of-service' };
  const [before] = proposals(waiting('2026-12-01', ...changed(both)));
  const [after] = proposals(
    waiting('2026-12-01', ...changed(both), approval('rosalind', 'director')),
  );
  expect([before, after].map((each) => each && waitsFor(each, owen))).toEqual([false, true]);
});

it('tells of a fund what waits for which of the offices, and for how long', () => {
  const routes = [
    { ...route, office: 'director', decides: 'with-second', seconds: ['head-of-service'] },
    { ...route, office: 'cabinet' },
  ];
  const of = (fund: string, ...lines: readonly FactLine[]) => {
    const { facts, moment } = waiting('2026-12-01', ...changed({ ...open, routes }), ...lines);
    return waitingByOffice({ fund, facts, moment }).map(({ office, proposals: all }) => [
      office,
      all.map(({ amount }) => amount),
    ]);
  };
  expect(of('northmoor')).toEqual([
    ['director', [6_000_000n]],
    ['cabinet', [6_000_000n]],
  ]);
  expect(of('northmoor', approval('rosalind', 'director'))).toEqual([
    ['head-of-service', [6_000_000n]],
  ]);
  expect(of('another')).toEqual([]);
});
