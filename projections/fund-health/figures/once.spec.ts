import { once } from './once.js';

it('works a figure out once for each view, and anew for another', () => {
  const asked: object[] = [];
  const figure = once((of: { readonly day: string }) => {
    asked.push(of);
    return of.day === '' ? undefined : `on ${of.day}`;
  });
  const [one, other, empty] = [{ day: '1 May' }, { day: '1 May' }, { day: '' }];
  expect([figure(one), figure(one), figure(other)]).toEqual(['on 1 May', 'on 1 May', 'on 1 May']);
  expect([figure(empty), figure(empty)]).toEqual([undefined, undefined]);
  expect(asked).toEqual([one, other, empty]);
});
