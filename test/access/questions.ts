import { reads } from '#apps/service/api/reads.js';
import type { Client } from '../support/client.js';
import { providerA, providerB } from './place.js';

/*
 * Everything that the place may be asked, with filters, sums and pages that name what is of one
 * provider and of the other.
 */
const filters = [
  ...[`provider=${providerB}`, 'award=rivers', `provider=${providerA}`, 'award=lights'],
  ...[
    'account=cash:expenditure',
    'account=budget:committed:confirmed',
    'scheme=care',
    'source=council',
  ],
];
const told: Readonly<Record<string, readonly string[]>> = {
  balances: [
    ...['by=provider', 'by=award,account', 'by=scheme,source,area,year', 'fund=pool&by=account'],
    ...filters,
  ],
  'funds/{fund}/balances': ['by=provider,award', 'by=account,source,scheme', ...filters],
  'funds/{fund}/postings': ['limit=1', 'limit=1000', ...filters],
  'funds/{fund}/evidence': [`provider=${providerB}`],
  'areas/spending': ['areas=E06000099'],
  events: ['order=newest', ...filters],
  'funds/{fund}/statement': ['year=2026-27'],
  'funds/{fund}/journal': ['format=hledger', 'format=ledger'],
  'funds/{fund}/sample': ['seed=a&size=5'],
  'funds/{fund}/compare': ['from=20&to=40'],
};

// What is told as it happens has no end to read to: its own story asks what a provider learns by it.
const answered = reads.filter(({ path }) => path !== 'changes');
const questions = answered.flatMap(({ path }) => {
  const named = path
    .replace('{fund}', 'pool')
    .replace('{agreement}', 'pool')
    .replace('{provider}', providerB)
    .replace('{number}', '45')
    .replace('{test}', 'round-sums')
    .replace(/\{\w+\}/g, 'nothing');
  return ['', ...(told[path] ?? [])].map((query) => `/api/v1/${named}?${query}`);
});

const pages = ['/', '/funds/pool', '/funds/pool/postings?add=account(cash:expenditure)', '/audit'];

/** All that somebody is answered, without the place of the log that it was answered at. */
export async function answersTo(client: Client): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const question of [...questions, ...pages]) {
    const answer = await client.fetch(question);
    const text = await answer.text();
    found.set(
      question,
      `${answer.status} ${text
        .replace(/^\{"number":\d+,"recorded":"[^"]*"/, '{')
        .replaceAll(/as known at(?: log number)? \d+/g, 'as known')
        .replaceAll(/log number \d+[^<]*/g, 'log number')
        .replaceAll(/asKnownAt=\d+/g, 'asKnownAt=')
        .replaceAll(/name="form" value="[^"]*"/g, '')}`,
    );
  }
  return found;
}
