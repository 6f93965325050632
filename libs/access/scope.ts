import type { Body, FundParties, Standing } from '#libs/ledger/whose.js';
import type { Asker } from './asker.js';

/**
 * What somebody may see, as the read models take it (`projections/reading/viewer.ts`): funds whole,
 * lines of one provider, lines of some sources, and what belongs to the organisations spoken for.
 */
export interface Scope {
  readonly funds?: readonly string[];
  readonly providers?: readonly string[];
  readonly within?: readonly string[];
  readonly sources?: readonly string[];
  readonly own?: readonly string[];
  readonly registers?: true;
  /** Funds of which the files are seen that were taken in, and nothing else. */
  readonly imports?: readonly string[];
}

/** Nobody who has signed in: what is published. */
export const publicScope: Scope = {};

/** What an asker may see, by the role and by whose the funds are (rule 21). */
export function scopeOf(asker: Asker, { funds, bodies }: Standing): Scope {
  const own = identifiersOf(asker.organisation, bodies);
  const isOwn = (organisation: string): boolean => own.has(organisation);
  const letIn = letInto(asker, funds, bodies);
  switch (asker.role) {
    case 'commissioner':
    case 'approver':
      return { funds: wholeOf(isOwn), own: [...own], registers: true };
    case 'auditor':
      return letIn === undefined
        ? { funds: wholeOf(isOwn), own: [...own], registers: true }
        : { funds: letIn, registers: true };
    case 'provider': {
      const within = letIn ?? asker.funds;
      return { providers: [...own], ...(within === null ? {} : { within }) };
    }
    case 'funder':
      return {
        sources: funds
          .filter(({ fund }) => letIn?.includes(fund) ?? named(fund))
          .flatMap(({ fund, sources }) =>
            sources
              .filter(({ organisation }) => isOwn(organisation))
              .map(({ source }) => `${fund} ${source}`),
          ),
      };
    case 'administrator':
      return { own: [...own] };
    case 'importer':
      return { imports: wholeOf(isOwn) };
  }

  function named(fund: string): boolean {
    return asker.funds?.includes(fund) ?? true;
  }
  function wholeOf(is: (organisation: string) => boolean): string[] {
    return funds
      .filter(({ fund, host, partners }) => named(fund) && [host, ...partners].some(is))
      .map(({ fund }) => fund);
  }
}

/** The funds into which a host has let somebody of another body: those of them that it still hosts. */
function letInto(
  { organisation, by, funds: named }: Asker,
  funds: readonly FundParties[],
  bodies: readonly Body[],
): readonly string[] | undefined {
  if (by === organisation) return undefined;
  const hosts = identifiersOf(by, bodies);
  return funds
    .filter(({ fund, host }) => hosts.has(host) && (named?.includes(fund) ?? false))
    .map(({ fund }) => fund);
}

/**
 * Everything that one body is called: what its own registration names, and what the bodies were
 * called that have gone over to it whole. Another's registration that names it gives it nothing.
 */
export function identifiersOf(organisation: string, bodies: readonly Body[]): Set<string> {
  const found = new Set([organisation]);
  for (const one of found)
    for (const { id, identifiers, goneOverTo } of bodies)
      if (id === one) for (const identifier of identifiers) found.add(identifier);
      else if (goneOverTo === one) found.add(id);
  return found;
}

/** Funds in which somebody may record, decide or bring in files. */
export const worksIn = (asker: Asker, standing: Standing): readonly string[] =>
  asker.role === 'importer'
    ? (scopeOf(asker, standing).imports ?? [])
    : ['commissioner', 'approver'].includes(asker.role)
      ? (scopeOf(asker, standing).funds ?? [])
      : [];
