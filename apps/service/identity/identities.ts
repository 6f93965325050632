import type { ExamplePerson } from '../example/people.js';

/** What a person is here: for which organisation they act, and on what authority. */
export interface Identity extends ExamplePerson {
  readonly kind: 'commissioner' | 'provider' | 'auditor';
}

export const kindOf = ({ role }: Pick<ExamplePerson, 'role'>): Identity['kind'] =>
  role === 'auditor'
    ? 'auditor'
    : role === 'provider' || role === 'funder'
      ? 'provider'
      : 'commissioner';
