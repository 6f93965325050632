import { standing, type FactLine } from './facts-at.js';

const line = (number: number, attributes: object, of: Partial<FactLine> = {}): FactLine => ({
  ...{ entity: 'award', id: 'lights', fund: 'none', provider: 'none', effective: '2026-04-01' },
  ...{ number, attributes },
  ...of,
});
const made = line(1, { kind: 'contract', value: '10.00', state: 'awarded' }, { provider: 'p' });

it('goes by the later line, attribute by attribute', () =>
  expect(standing([made, line(2, { value: '12.00' })]).get('award', 'lights')).toMatchObject({
    ...{ number: 2, provider: 'p' },
    attributes: { kind: 'contract', value: '12.00', state: 'awarded' },
  }));

it('knows no award of which only a change has taken effect', () =>
  expect(standing([line(2, { value: '12.00' })]).list('award')).toEqual([]));

it('knows with others what either knows, and says of both what the others say', () => {
  const place = standing([
    line(1, { name: 'Northmoor' }, { entity: 'area', id: 'E06' }),
    line(2, { name: 'The pool' }, { entity: 'fund', id: 'pool' }),
  ]);
  const both = place.with(
    standing([
      line(3, { name: 'Moorland ICB' }, { entity: 'source', id: 'icb' }),
      line(4, { name: 'Pool' }, { entity: 'fund', id: 'pool' }),
    ]),
  );
  expect(both.get('area', 'E06')?.attributes.name).toBe('Northmoor');
  expect(both.get('source', 'icb')?.attributes.name).toBe('Moorland ICB');
  expect(both.get('fund', 'pool')?.attributes.name).toBe('Pool');
  expect(place.get('source', 'icb')).toBeUndefined();
});
