import { unknown } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import { monthsOf } from '#projections/fund-health/figures/award-length.js';
import { bodies } from '#projections/fund-health/figures/bodies.js';
import { unnamedProviders } from '#projections/fund-health/figures/concentration.js';
import { both, ofBody, rootedIn } from '#projections/fund-health/figures/local-vcse.js';
import type { Invested, InvestedLine } from '#projections/reading/reading.js';

/** What is known about a line of money beside its amount. `unknown` is a value of its own (rule 14). */
export interface Traits {
  /** `<fund>/<scheme>`. */
  readonly scheme: string;
  readonly need: string;
  readonly cohort: string;
  /** The organisation whose money it is. */
  readonly funder: string;
  /** One name for all identifiers of the body that delivers; redacted and unmatched ones are `unknown`. */
  readonly body: string;
  /** Its sector. */
  readonly providerType: string;
  readonly size: string;
  /** Whether it is rooted in the areas asked about, or in the area of the fund where none is. */
  readonly rooted: string;
  /** A micro or small local voluntary, community or social enterprise. */
  readonly smallLocalVcse: string;
  /** Band of whole months; `no-award` where it is paid without one. */
  readonly length: string;
  /** `national` where a central body says what its money may be spent on, else `local`. */
  readonly decided: string;
}

/** Bands of award lengths, in whole months from the first to below the next. */
export const lengths = [
  { band: 'under-12', from: 0 },
  { band: '12-to-23', from: 12 },
  { band: '24-to-35', from: 24 },
  { band: '36-to-59', from: 36 },
  { band: '60-and-over', from: 60 },
] as const;

export const bandOf = (months: number | null): string =>
  months === null ? unknown : (lengths.findLast(({ from }) => months >= from)?.band ?? unknown);

/** How to tell what is known about each line. */
export function traitsOf(
  { facts, moment, ofFund }: Pick<Invested, 'facts' | 'moment' | 'ofFund'>,
  areas: readonly string[],
): (line: InvestedLine) => Traits {
  const body = bodies({ facts, moment });
  const about = remembered(ofBody({ facts, moment }));
  const rootedFor = remembered((of: string) => rootedIn(of.split('\n'), facts, moment.day));
  const isKnown = (id: string): boolean => id !== none && id !== unknown;
  return ({ fund, scheme, source, provider, award, year, nature }) => {
    const own = ofFund.get(fund);
    const plan = own?.get('scheme', scheme)?.attributes;
    const isNamed = isMatched(provider);
    const { sector, size, vcse, areas: roots } = isNamed ? about(provider) : nobody;
    const local = rootedFor(
      areas.length > 0 ? areas.join('\n') : (facts.get('fund', fund)?.attributes.area ?? unknown),
    )(roots);
    const small = size === unknown ? unknown : size === 'micro' || size === 'small' ? 'yes' : 'no';
    return {
      scheme: isKnown(scheme) ? `${fund}/${scheme}` : unknown,
      need: plan?.need ?? unknown,
      cohort: plan?.cohort ?? unknown,
      funder: own?.get('source', source)?.attributes.organisation ?? unknown,
      body: isNamed ? body(provider) : unknown,
      providerType: sector,
      size,
      rooted: local,
      smallLocalVcse: both(small, both(vcse, local)),
      length: isKnown(award)
        ? bandOf(monthsOf(facts.get('award', award)?.attributes))
        : award === none
          ? 'no-award'
          : unknown,
      decided: decided(fund, source, year, nature),
    };
  };

  /** A supplier that is known by a name alone, which nobody has joined to a body, may be any body or several. */
  function isMatched(provider: string): boolean {
    return !unnamedProviders.includes(provider) && !body(provider).startsWith('name:');
  }

  function decided(fund: string, source: string, year: string, nature: string): string {
    const own = ofFund.get(fund);
    const funder = own?.get('source', source)?.attributes.organisation;
    const sector = funder === undefined ? unknown : about(funder).sector;
    if (sector === unknown) return unknown;
    if (sector !== 'central-government') return 'local';
    // Of a fund that is not seen whole, nobody knows here what its money is bound to.
    if (own?.list('scheme').length === 0) return unknown;
    const fenced = own?.list('ring-fence').some(({ attributes: fence }) => {
      const { natures, years, ended } = fence;
      const binds = years === null || years.includes(year);
      return fence.source === source && binds && natures.includes(nature) && ended === undefined;
    });
    return fenced ? 'national' : 'local';
  }
}

const nobody = { sector: unknown, size: unknown, vcse: unknown, areas: [] } as const;

/** Answers are the same for the same question, and there are many lines of few bodies. */
function remembered<Answer>(find: (of: string) => Answer): (of: string) => Answer {
  const found = new Map<string, Answer>();
  return (of) => {
    const answer = found.get(of) ?? find(of);
    found.set(of, answer);
    return answer;
  };
}
