import type { Asker } from './asker.js';
import { namesFor } from './names.js';

const asker: Asker = {
  ...{ person: 'p-1', appointment: 'a', organisation: 'lights', role: 'provider' },
  ...{ office: 'finance', authority: 'Finance lead', funds: ['pool'], by: 'council' },
};
const everybody = [
  { person: 'p-1', name: 'Grace', organisation: 'council' },
  { person: 'p-2', name: 'Lena', organisation: 'lights' },
  { person: 'p-3', name: 'Owen', organisation: 'council' },
  { person: 'p-4', name: 'Sam', organisation: null },
];
const known = (scope: Parameters<typeof namesFor>[1]): string[] => [
  ...namesFor(asker, scope, everybody).values(),
];

it('tells whoever sees a fund whole what everybody is called', () => {
  expect(known({ funds: ['pool'] })).toEqual(['Grace', 'Lena', 'Owen', 'Sam']);
});

it('tells others the names of their own organisation, and their own', () => {
  expect(known({ providers: ['lights'] })).toEqual(['Grace', 'Lena']);
  expect(known({ funds: [] })).toEqual(['Grace', 'Lena']);
});
