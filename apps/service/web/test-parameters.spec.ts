import { auditTests } from '#projections/audit-trail/tests/all.js';
import { definitionInWords, parameterFields } from './test-parameters.js';

it('calls parameters in a definition as their fields are called', () =>
  expect(definitionInWords('gaps', 'A step of more than `most` begins another.')).toBe(
    'A step of more than \u201cLongest step within a series\u201d begins another.',
  ));

it('offers each word that a parameter may be, with what it means', () => {
  const fields = Object.entries(auditTests).flatMap(([name, test]) =>
    parameterFields(name, test, {}),
  );
  expect(fields.find(({ name }) => name === 'series')).toEqual({
    ...{ name: 'series', label: 'Whose series', hint: '', value: 'own', closed: true },
    choices: [
      { value: 'own', text: 'The fund\u2019s own' },
      { value: 'providers', text: 'Each provider\u2019s invoices too' },
    ],
  });
  for (const { choices = [] } of fields)
    for (const { value, text } of choices) expect(text).not.toBe(value);
});
