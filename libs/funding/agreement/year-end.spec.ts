import { coverOverspend, retained } from './year-end.js';

it('covers an overspend in the agreed order, each as far as it goes', () => {
  const order = ['underspends', 'risk-reserve', 'outside'] as const;
  expect(coverOverspend(order, { underspends: 40n, 'risk-reserve': 100n }, 90n)).toEqual({
    covered: [
      { by: 'underspends', pence: 40n },
      { by: 'risk-reserve', pence: 50n },
    ],
    left: 0n,
  });
  expect(coverOverspend(order, { 'risk-reserve': 30n, outside: 0n }, 90n)).toEqual({
    covered: [{ by: 'risk-reserve', pence: 30n }],
    left: 60n,
  });
  expect(coverOverspend([], { outside: 90n }, 90n)).toEqual({ covered: [], left: 90n });
});

it('keeps of an underspend what the agreement says, and leaves the rest to be shared', () => {
  const reserve = { use: 'risk-reserve', upTo: '0.50' } as const;
  expect(retained({ underspend: 'carried', retained: [reserve], excess: [] }, 120n)).toEqual({
    retained: [{ use: 'risk-reserve', pence: 50n }],
    left: 70n,
  });
  expect(
    retained(
      {
        underspend: 'returned',
        retained: [reserve, { use: 'non-recurrent', upTo: null }],
        excess: [],
      },
      120n,
    ),
  ).toEqual({
    retained: [
      { use: 'risk-reserve', pence: 50n },
      { use: 'non-recurrent', pence: 70n },
    ],
    left: 0n,
  });
});
