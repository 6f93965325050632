import type { PersonCommand } from '#contracts/commands/person.js';
import type { DelegationInForce } from '../delegation/delegation.js';
import { decidePerson, evolvePerson, newPerson } from './person.js';

const delegation: DelegationInForce = {
  ...{ organisation: 'GB-LAE-NMR', revision: 2, since: '2026-04-01' },
  ...{ title: 'Scheme of delegation', evidence: 'Full Council', heads: [], bases: [] },
  powers: [
    {
      ...{ power: 'forgetting', office: 'data-protection', decisions: ['forgetting'], heads: null },
      ...{ limit: null, cumulative: null, recurrent: false, boundaries: ['within-scheme'] },
      ...{ decides: 'alone', seconds: [], from: null, until: null },
    },
  ],
};
const asked: PersonCommand = {
  command: 'forget-person',
  effective: '2026-06-01',
  ground: 'request-of-the-person',
  evidence: 'Case 12',
};
const circumstances = {
  ...{ now: '2026-06-01T10:00:00Z', today: '2026-06-01', actor: 'sam' },
  ...{ organisation: 'GB-LAE-NMR', authority: 'Data protection office' },
  ...{ office: 'data-protection', delegation },
};

it('is decided by the office that the scheme of delegation names for it', () => {
  expect(decidePerson(newPerson(), asked, 'hl-417', circumstances).events).toMatchObject([
    {
      type: 'PersonForgotten',
      data: { delegation: { organisation: 'GB-LAE-NMR', revision: 2 }, evidence: 'Case 12' },
    },
  ]);
});

it.each([
  ['by another office', { office: 'head-of-service' }, 'not-delegated'],
  ['without a scheme in force', { delegation: undefined }, 'no-delegation'],
])('is refused %s', (_how, changed, problem) => {
  const decided = decidePerson(newPerson(), asked, 'hl-417', { ...circumstances, ...changed });
  expect(decided.refused?.problem).toBe(problem);
});

it('happens once', () => {
  expect(decidePerson(evolvePerson(), asked, 'hl-417', circumstances).refused).toEqual({
    problem: 'person-forgotten',
    facts: { person: 'hl-417' },
  });
});
