import { scripts, stylesheets, withoutReservedTypeface } from './browser-files.js';

it('neither fetches nor names the reserved typeface', () => {
  for (const { content } of stylesheets)
    expect(content).not.toMatch(/GDS Transport|@font-face|woff/);
});

it('puts our own in its place', () => {
  const css =
    '@font-face{font-family:"GDS Transport";src:url(a.woff2)}b{font-family:GDS Transport,arial,sans-serif}';
  expect(withoutReservedTypeface(css)).toMatch(/^b\{font-family:"Atkinson/);
});

it('names each file by what it holds', () => {
  for (const { href } of [...stylesheets, ...Object.values(scripts)])
    expect(href).toMatch(/^\/assets\/[a-z-]+-[0-9a-f]{12}\.(css|js)$/);
});
