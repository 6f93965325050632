import { whole } from './whole.js';

it.each([
  ['Northmoor, 2024-25', 'Northmoor, <span class="cp-whole">2024-25</span>'],
  ['Home (homefirst-2)', 'Home <span class="cp-whole">(homefirst-2)</span>'],
  ['Such as recode-2026-11.', 'Such as <span class="cp-whole">recode-2026-11</span>.'],
  ['spending-2026-04.csv', '<span class="cp-whole">spending-2026-04.csv</span>'],
  ['Co-operative, by 31 March 2027', 'Co-operative, by 31 March 2027'],
  ['&quot;c-2&quot;', '&quot;<span class="cp-whole">c-2</span>&quot;'],
])('marks in %p what stays in one line', (text, marked) => {
  expect(whole(text)).toBe(marked);
});
