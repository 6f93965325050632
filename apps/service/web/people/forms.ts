import { z } from 'zod';
import { Id, Text } from '#contracts/values.js';
import type { Said as Entry } from '../../directory/entries.js';
import type { Person } from '../../directory/person.js';
import type { Question, Said, TwoSteps } from '../form/two-steps.js';
import { hrefOf } from './people-page.js';

/** What the pages do when a form is carried out; each throws a refusal. */
export interface Doing {
  readonly put: (person: string, said: Entry) => Promise<unknown>;
  readonly remove: (person: string) => Promise<unknown>;
}

const written = (schema: z.ZodType<string>, otherwise: string): z.ZodType<string> =>
  z
    .string({ error: otherwise })
    .trim()
    .refine((value) => schema.safeParse(value).success, otherwise);
const optional = <Value>(schema: z.ZodType<Value>) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable().default(null));

const reference = 'Letters, digits and . : _ - but nobody’s name, for events keep it for ever';
const entryQuestions: readonly Question[] = [
  { name: 'name', label: 'Name', hint: 'It is shown on pages, and stands in no event' },
  { name: 'email', label: 'E-mail address (optional)' },
  {
    ...{ name: 'subject', label: 'What your issuer calls them' },
    hint: 'The “sub” of their tokens. Whoever signs in and is not known yet is told theirs, and can tell you',
  },
  {
    ...{ name: 'kind', label: 'What they are' },
    choices: [
      { value: 'person', text: 'A person' },
      { value: 'program', text: 'A program', hint: { text: 'It does not sign in to the pages' } },
    ],
  },
];
const entry = {
  name: written(Text.max(200), 'Enter a name of at most 200 characters'),
  email: optional(z.email('Enter an e-mail address such as lena@north.example')),
  subject: written(Text.max(200), 'Enter what your issuer calls them'),
  kind: z.enum(['person', 'program'], 'Say whether it is a person or a program'),
};
const entryOf = ({ name, email, subject, kind }: z.infer<z.ZodObject<typeof entry>>): Entry => ({
  ...{ name, email, subject, machine: kind === 'program' },
});
export const saidOf = ({ name, email, subject, machine }: Person): Said => ({
  ...{ name, email: email ?? '', subject, kind: machine ? 'program' : 'person' },
});

const toPeople = { text: 'People', href: '/people' } as const;
const backTo = (person: string, name: string): TwoSteps<unknown>['back'] => ({
  ...{ text: name, href: hrefOf(person) },
});

const Added = z.object({ person: written(Id, `Enter a reference: ${reference}`), ...entry });
export const addForm = ({ put }: Doing): TwoSteps<z.infer<typeof Added>> => ({
  ...{ title: 'Add somebody to the directory', back: toPeople, schema: Added },
  questions: [{ name: 'person', label: 'Reference', hint: reference }, ...entryQuestions],
  consequences: () => ['They can sign in at once, and see nothing until somebody appoints them.'],
  button: 'Add to the directory',
  carryOut: async (said) => {
    await put(said.person, entryOf(said));
    return `${hrefOf(said.person)}?done=added`;
  },
});

const Changed = z.object(entry);
export const changeForm = (
  { person, name, issuer }: Person,
  { put }: Doing,
): TwoSteps<z.infer<typeof Changed>> => ({
  ...{ title: `Change what the directory says of ${name}`, back: backTo(person, name) },
  ...{ schema: Changed, questions: entryQuestions },
  consequences: () => [
    'Where the issuer calls them by another name from now on, they are signed out everywhere.',
  ],
  button: 'Change the entry',
  carryOut: async (said) => {
    await put(person, { ...entryOf(said), issuer });
    return `${hrefOf(person)}?done=changed`;
  },
});

export const removeForm = (
  { person, name }: Person,
  inForce: number,
  { remove }: Doing,
): TwoSteps<object> => ({
  ...{ title: `Remove ${name} from the directory`, back: backTo(person, name) },
  ...{ schema: z.object({}), questions: [] },
  consequences: () => [
    `The name and the address are gone, and nobody can bring them back. Events say “${person}” from then on, and nobody signs in as them.`,
    ...(inForce === 0 ? [] : ['Their appointments stay in force: end them first.']),
  ],
  button: 'Remove from the directory',
  carryOut: async () => {
    await remove(person);
    return '/people?done=removed';
  },
});
