import { examplePeople, type ExamplePerson } from '../example/people.js';

/** Who asks, as far as it is known before sign-in exists: chosen freely, on this machine only. */
export interface Identity extends ExamplePerson {
  readonly kind: 'commissioner' | 'provider' | 'auditor';
}

const kindOf = ({ role }: ExamplePerson): Identity['kind'] =>
  role === 'auditor'
    ? 'auditor'
    : role === 'provider' || role === 'funder'
      ? 'provider'
      : 'commissioner';

/** People of the example place. */
export const exampleIdentities: readonly Identity[] = examplePeople.map((person) => ({
  ...person,
  kind: kindOf(person),
}));

/** The cookie by which pages know who has been chosen on the start page. */
export const identityCookie = 'purse-identity';
