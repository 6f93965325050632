import type { Json } from '#contracts/envelope.js';
import { Day, Text } from '#contracts/values.js';
import { filledInBy } from './filled-in-by.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { northmoorClosing, northmoorYear } from '#test/support/northmoor-year-end.js';
import { schemaOf } from '../../api/command-desk.js';
import { answered } from './answered.js';
import { formOf, type Field } from './fields.js';
import { placeOf, readForm, writtenAmount, writtenRate } from './filled-in.js';

const steps = [...northmoor, ...firstMonths, ...northmoorYear, northmoorClosing].map(
  ({ kind, command, body }) => ({
    ...{ collection: `${kind}s`, command, body },
  }),
);

/** An award over three years as it is filled in: two lines, of which the second begins a year later. */
const overYears = {
  ...{ 'funding.year.0': '2026-27', 'funding.year.1': '2027-28', 'funding.year.2': '2028-29' },
  ...{ 'funding.0.fund': 'pool', 'funding.0.scheme': 'care', 'funding.0.nature': 'revenue' },
  ...{ 'funding.0.amount.0': '£100', 'funding.0.amount.1': '110.5', 'funding.0.amount.2': '' },
  ...{ 'funding.2.fund': 'pool', 'funding.2.scheme': 'work', 'funding.2.nature': 'capital' },
  ...{ 'funding.2.amount.0': ' ', 'funding.2.amount.1': '1,000' },
};

describe('a grid of years', () => {
  const form = formOf('contracts', 'award-contract');
  const read = (more: object): Json | undefined =>
    (readForm(form, '', { ...overYears, ...more }) as { funding?: Json }).funding;
  const place = (more: object, ...path: PropertyKey[]): string =>
    placeOf(form, '', { ...overYears, ...more }, ['funding', ...path]);
  const care = { fund: 'pool', scheme: 'care', nature: 'revenue' };
  const work = { fund: 'pool', scheme: 'work', nature: 'capital' };
  const lines = [
    { ...care, year: '2026-27', amount: '100.00' },
    { ...care, year: '2027-28', amount: '110.50' },
    { ...work, year: '2027-28', amount: '1000.00' },
  ];

  it('is what lists of amounts by year are filled in as, whatever command they are of', () => {
    const kindOf = (collection: string, command: string, list: string): string | undefined =>
      formOf(collection, command).members.find(({ name }) => name === list)?.field.kind;
    expect([
      kindOf('contracts', 'award-contract', 'funding'),
      kindOf('grants', 'offer-grant', 'funding'),
      kindOf('grants', 'vary-grant', 'releases'),
      kindOf('contracts', 'award-contract', 'costShares'),
    ]).toEqual(['grid', 'grid', 'grid', 'rows']);
  });

  it('says a line for each cell that is filled in, and nothing for the others', () => {
    expect(read({})).toEqual(lines);
    expect(read({ 'funding.year.3': '2029-30', 'funding.3.amount.3': '' })).toEqual(lines);
    expect(readForm(form, '', { 'funding.year.0': '2026-27' })).toEqual({ funding: [] });
  });

  it('tells of an amount that cannot be read at its cell, and of a year at its head', () => {
    const wrong = { 'funding.2.amount.1': 'much', 'funding.year.1': '2027' };
    expect(read(wrong)).toMatchObject([{}, { year: '2027' }, { year: '2027', amount: 'much' }]);
    expect(place(wrong, 2, 'amount')).toBe('funding.2.amount.1');
    expect(place(wrong, 2, 'year')).toBe('funding.year.1');
    expect(place(wrong, 1, 'amount')).toBe('funding.0.amount.1');
  });

  it('tells of a line without a name where its name is missing', () => {
    const unnamed = { 'funding.1.amount.2': '5' };
    expect(read(unnamed)).toEqual([
      ...lines.slice(0, 2),
      { year: '2028-29', amount: '5.00' },
      ...lines.slice(2),
    ]);
    expect(place(unnamed, 2, 'scheme')).toBe('funding.1.scheme');
  });

  it('misses the amount of a line that has only a name', () => {
    const empty = { 'funding.1.scheme': 'care' };
    expect(read(empty)).toMatchObject([{}, {}, { scheme: 'care', year: '2026-27' }, {}]);
    expect(place(empty, 2, 'amount')).toBe('funding.1.amount.0');
  });
});

describe('a form', () => {
  it.each(steps)('says of $collection/$command what the story says', (step) => {
    const { collection, command, body } = step;
    const schema = schemaOf(collection, command).extend({ effective: Day, reason: Text });
    const form = formOf(collection, command);
    const read = readForm(form, '', filledInBy(form, '', body as Json));
    expect(schema.parse(read)).toEqual(schema.parse(body));
  });

  it('begins with amounts as people write them', () => {
    const field: Field = { kind: 'leaf', leaf: 'amount', optional: false, nullable: false };
    const begun = (amount: string): unknown => filledInBy(field, '', amount)[''];
    expect(['1200000.00', '25000.00', '-5000.50', '100.00', '0.00'].map(begun)).toEqual([
      ...['1,200,000.00', '25,000.00', '-5,000.50', '100.00', '0.00'],
    ]);
  });

  it('takes amounts as people write them', () => {
    expect(['£1,200,000', '1200.5', ' \u22125 ', '12.345', 'a lot'].map(writtenAmount)).toEqual([
      ...['1200000.00', '1200.50', '-5.00', '12.345', 'a lot'],
    ]);
  });

  it('takes rates in per cent', () => {
    expect(['4', '0.5%', '12.25 %', '100', '\u22123', '0', 'a lot'].map(writtenRate)).toEqual([
      ...['0.04', '0.005', '0.1225', '1.00', '-0.03', '0.00', 'a lot'],
    ]);
    const form = formOf('funds', 'roll-forward-contribution');
    expect(readForm(form, '', { uplift: '3.2', efficiency: '1' })).toMatchObject({
      ...{ uplift: '0.032', efficiency: '0.01' },
    });
  });

  it('asks in order for what is met in order, and leaves gaps out', () => {
    const form = formOf('agreements', 'vary-agreement');
    const orderOfCover = ['outside', '', 'underspends', ''];
    const sent = { orderOfCover, changes: 'The order of cover' };
    expect(readForm(form, '', sent)).toMatchObject({ orderOfCover: ['outside', 'underspends'] });
    expect(answered(form, '', '', sent, (_, id) => id)).toContainEqual({
      key: 'Order of cover',
      value: '1. Money from outside the pool\n2. Underspends elsewhere',
    });
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
    const shares = { 'costShares.0.category': '', 'costShares.2.share': 'much' };
    expect(readForm(rows, '', shares)).toEqual({ costShares: [{ share: 'much' }], funding: [] });
    const at = (name: string): string => placeOf(rows, '', shares, ['costShares', 0, name]);
    expect([at('share'), at('category')]).toEqual([
      ...['costShares.2.share', 'costShares.2.category'],
    ]);
  });
});
