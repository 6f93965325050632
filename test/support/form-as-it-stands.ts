import type { Browsing } from './browsing.js';

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What a browser would send of a page as it stands. */
export async function formAsItStands(browser: Browsing, path: string): Promise<URLSearchParams> {
  const whole = await (await browser.get(path)).text();
  const page = whole.slice(whole.indexOf('class="cp-command"'));
  const sent = new URLSearchParams();
  for (const [input = ''] of page.matchAll(/<input[^>]*>/g)) {
    const at = (name: string): string | undefined =>
      new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
    const isChosen = input.includes(' checked') || !/type="(radio|checkbox)"/.test(input);
    if (isChosen) sent.append(at('name') ?? '', unescaped(at('value') ?? ''));
  }
  for (const [, name = '', text = ''] of page.matchAll(
    /<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</g,
  ))
    sent.append(name, unescaped(text));
  for (const [, name = '', options = ''] of page.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    sent.append(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? '');
  return sent;
}

/** Sends a page as it stands but for what is said: where it was recorded, or what the page answers. */
export async function sentAsItStands(
  browser: Browsing,
  path: string,
  said: Readonly<Record<string, string>>,
): Promise<string> {
  const form = await formAsItStands(browser, path);
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  form.set('step', 'record');
  const to = path.split('?')[0] ?? '';
  const all: Record<string, string[]> = {};
  for (const [name, value] of form) (all[name] ??= []).push(value);
  const answer = await browser.post(to, all);
  return answer.headers.get('Location') ?? (await answer.text()).replace(/<[^>]*>/g, ' ');
}
