import { clientOf } from './client.js';

/** What the client takes, written as it compares them: without capitals, `-` and `_`. */
const options = new Set([
  ...['usercertfile', 'userkeyfile', 'maxdiscoverattempts', 'connectionname', 'defaultdeadline'],
  ...['discoveryinterval', 'gossiptimeout', 'nodepreference', 'tls', 'tlscafile'],
  ...['throwonappendfailure', 'keepaliveinterval', 'keepalivetimeout'],
]);

/**
 * What is wrong with a connection string, by the client's own parser, as a phrase that says what
 * would be right; undefined where nothing is. Never holds a part of it, which may be a password.
 */
export function connectionProblem(url: string): string | undefined {
  const shape =
    'give esdb://user:password@host:2113, or esdb+discover:// with the name of a cluster';
  if (!/^esdb(\+discover)?:\/\//.test(url)) return shape;
  // The client would ignore these, and print the whole string to say so.
  const asked = [...(url.split('?')[1] ?? '').matchAll(/(?:^|&)([^=&]+)=/g)].map(([, key]) => key);
  const unknown = asked.find((key) => !options.has(flat(key ?? '')));
  if (flat(unknown ?? '') === 'tlsverifycert')
    return 'leave tlsVerifyCert out, since certificates are always verified, and name the file of their authority with tlsCAFile';
  if (unknown !== undefined)
    return `leave out "${unknown}", which is no option of EventStoreDB's client`;
  try {
    clientOf(url);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (said.includes('certificate')) return 'name certificate files that exist and can be read';
    if (said.includes('userCertFile')) return 'give userCertFile and userKeyFile together';
    const [, position, expected] = /at position (\d+), expected (.*)\.$/.exec(said) ?? [];
    if (expected === undefined) return shape;
    return `at its character ${Number(position) + 1} should stand ${expected}`;
  }
}

function flat(key: string): string {
  return key.trim().toLowerCase().replaceAll(/[_-]/g, '');
}
