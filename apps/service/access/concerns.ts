import { z } from 'zod';
import { streamOf } from '#contracts/events/all.js';
import { Id } from '#contracts/values.js';
import { fundsOfAward } from '#libs/funding/award/award.js';
import {
  agreementDecider,
  awardDecider,
  reallocationDecider,
  reconciliationDecider,
} from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';

/** What a command is about: it is for who works in one of the funds, or acts for one of the bodies. */
export type Concern =
  /** What all share, or what its own decision judges by the organisation that asks. */
  | { readonly of: 'nobody' }
  | { readonly of: 'funds'; readonly all: boolean; readonly funds: readonly string[] }
  | { readonly of: 'bodies'; readonly bodies: readonly string[] };

const nobody: Concern = { of: 'nobody' };
const anyOf = (funds: readonly string[]): Concern => ({ of: 'funds', all: false, funds });
const allOf = (funds: readonly string[]): Concern => ({ of: 'funds', all: true, funds });

/*
 * Of a command that has not been checked yet only what says whose it is; what is wrong with it is
 * for its schema to say, to whoever may give it.
 */
const Place = z.looseObject({ fund: z.string().optional() }).optional().catch(undefined);
const Said = z.looseObject({
  fund: z.string().optional().catch(undefined),
  host: z.string().optional().catch(undefined),
  agreement: z.string().nullish().catch(undefined),
  partners: z.array(z.string()).optional().catch(undefined),
  funding: z.array(Place).optional().catch(undefined),
  legs: z
    .array(z.looseObject({ from: Place, to: Place }))
    .optional()
    .catch(undefined),
});

/** What a command concerns, by what it says and by what the log holds of what it is given to. */
export async function concernOf(
  ledger: Ledger,
  collection: string,
  id: string,
  command: string,
  body: unknown,
): Promise<Concern> {
  const said = Said.safeParse(body).data ?? {};
  switch (collection) {
    case 'funds':
      return command === 'establish-fund' ? ofNewFund(ledger, said) : allOf([id]);
    case 'contracts':
    case 'grants': {
      const named = (said.funding ?? []).flatMap((part) => part?.fund ?? []);
      if (/^(award|offer)-/.test(command)) return allOf(named);
      const stream = streamOf(collection === 'contracts' ? 'contract' : 'grant', id);
      return anyOf(await ledger.read(stream, awardDecider, fundsOfAward));
    }
    case 'reallocations': {
      if (command === 'propose-reallocation')
        return allOf(
          (said.legs ?? []).flatMap(({ from, to }) => [from?.fund ?? [], to?.fund ?? []].flat()),
        );
      const stream = streamOf('reallocation', id);
      return anyOf(
        await ledger.read(stream, reallocationDecider, ({ legs }) =>
          legs.flatMap(({ from, to }) => [from.fund, to.fund]),
        ),
      );
    }
    case 'reconciliations':
      return command === 'begin-reconciliation'
        ? allOf([said.fund ?? []].flat())
        : anyOf(await fundsOfReconciliation(ledger, id));
    case 'agreements':
      return command === 'sign-agreement'
        ? { of: 'bodies', bodies: [said.host ?? [], said.partners ?? []].flat() }
        : { of: 'bodies', bodies: await partiesOf(ledger, id) };
    case 'outcomes':
      return said.fund === undefined ? nobody : allOf([said.fund]);
    default:
      return nobody;
  }
}

/** An award as far as it says whose it is: to whom it is made or offered, and from which funds. */
export interface OwnAward {
  readonly award: string;
  readonly provider: string;
  readonly funds: readonly string[];
}

const Claim = z
  .looseObject({
    award: Id.optional().catch(undefined),
    provider: z.string().optional().catch(undefined),
    expenditure: z.string().optional().catch(undefined),
  })
  .catch({});

/** The award that a provider's command is about, and the claim on a fund where it is one. */
export async function awardConcerned(
  ledger: Ledger,
  {
    collection,
    id,
    body,
  }: { readonly collection: string; readonly id: string; readonly body: unknown },
): Promise<{
  readonly award?: OwnAward | undefined;
  readonly fund?: string;
  readonly claim?: string | undefined;
}> {
  if (collection === 'contracts' || collection === 'grants')
    return { award: await awardOf(ledger, collection === 'contracts' ? 'contract' : 'grant', id) };
  const { award = '', provider, expenditure } = Claim.parse(body);
  const found =
    award === ''
      ? undefined
      : ((await awardOf(ledger, 'contract', award)) ?? (await awardOf(ledger, 'grant', award)));
  // What is claimed in another's name is another's.
  return found?.provider === provider
    ? { award: found, fund: id, claim: expenditure ?? '' }
    : { fund: id };
}

const awardOf = (
  ledger: Ledger,
  kind: 'contract' | 'grant',
  award: string,
): Promise<OwnAward | undefined> =>
  ledger.read(streamOf(kind, award), awardDecider, (made) => {
    const provider =
      made.outcome === 'offered'
        ? made.offer.provider
        : made.outcome === 'awarded'
          ? made.provider
          : undefined;
    return provider === undefined ? undefined : { award, provider, funds: fundsOfAward(made) };
  });

export const fundsOfReconciliation = (ledger: Ledger, id: string): Promise<readonly string[]> =>
  ledger.read(streamOf('reconciliation', id), reconciliationDecider, ({ terms }) =>
    terms ? [terms.fund] : [],
  );

/** A fund is set up by who will keep it, or by a partner of the agreement that it is under. */
async function ofNewFund(
  ledger: Ledger,
  { host, agreement }: z.infer<typeof Said>,
): Promise<Concern> {
  const partners =
    agreement === undefined || agreement === null ? [] : await partiesOf(ledger, agreement);
  return { of: 'bodies', bodies: [host ?? [], partners].flat() };
}

const partiesOf = (ledger: Ledger, agreement: string): Promise<readonly string[]> =>
  ledger.read(streamOf('agreement', agreement), agreementDecider, ({ versions }) =>
    versions.flatMap(({ terms: { host, partners } }) => [host, ...partners]),
  );
