import { seemsPersonal } from './reference.js';

it.each([
  ['9434765919', 'an NHS number'],
  ['943 476 5919', 'an NHS number'],
  ['943-476-5919', 'an NHS number'],
  ['nhs:9434765919', 'an NHS number'],
  ['jo.field@example.org', 'an e-mail address'],
  ['QQ123456C', 'a National Insurance number'],
  ['qq-12-34-56-c', 'a National Insurance number'],
  ['1984-02-29', 'a date of birth'],
  ['client-29.02.1984', 'a date of birth'],
  ['29-02-84', 'a date of birth'],
  ['19840229', 'a date of birth'],
  ['p29021984', 'a date of birth'],
  ['Jo Field 2', 'a name'],
  ['jo-field', 'a name'],
])('%s seems to be %s', (reference, kind) => expect(seemsPersonal(reference)).toBe(kind));

it.each(['hl-000417', 'p-7f3a9c1e', 'HL2026.000123', '7f3a9c1e-04d2-4b1a-9c55-0e2d5b7a1c3f'])(
  '%s is a pseudonym',
  (reference) => expect(seemsPersonal(reference)).toBeUndefined(),
);
