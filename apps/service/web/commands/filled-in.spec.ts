import type { Json } from '#contracts/envelope.js';
import { Day, Text } from '#contracts/values.js';
import { filledInBy } from '#test/support/filled-in-by.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { northmoorClosing, northmoorYear } from '#test/support/northmoor-year-end.js';
import { schemaOf } from '../../api/command-desk.js';
import { formOf } from './fields.js';
import { placeOf, readForm, writtenAmount } from './filled-in.js';

const steps = [...northmoor, ...firstMonths, ...northmoorYear, northmoorClosing].map(
  ({ kind, command, body }) => ({
    ...{ collection: `${kind}s`, command, body },
  }),
);

describe('a form', () => {
  it.each(steps)('says of $collection/$command what the story says', (step) => {
    const { collection, command, body } = step;
    const schema = schemaOf(collection, command).extend({ effective: Day, reason: Text });
    const form = formOf(collection, command);
    const read = readForm(form, '', filledInBy(form, '', body as Json));
    expect(schema.parse(read)).toEqual(schema.parse(body));
  });

  it('takes amounts as people write them', () => {
    expect(['£1,200,000', '1200.5', ' \u22125 ', '12.345', 'a lot'].map(writtenAmount)).toEqual([
      ...['1200000.00', '1200.50', '-5.00', '12.345', 'a lot'],
    ]);
  });

  it('leaves out rows in which nothing was filled in, and knows whose mistake is whose', () => {
    const form = formOf('funds', 'schedule-contribution');
    const sent = {
      'schedule~0.instalments.0.instalment': '',
      schedule: '0',
      contribution: 'c',
      reason: 'Agreed',
    };
    expect(readForm(form, '', sent)).toMatchObject({ contribution: 'c', reason: 'Agreed' });
    const rows = formOf('contracts', 'award-contract');
    const funding = { 'funding.0.scheme': '', 'funding.2.amount': 'much' };
    expect(readForm(rows, '', funding)).toEqual({ funding: [{ amount: 'much' }] });
    expect(placeOf(rows, '', funding, ['funding', 0, 'amount'])).toBe('funding.2.amount');
    expect(placeOf(rows, '', funding, ['funding', 0, 'scheme'])).toBe('funding.2.scheme');
  });
});
