import { z } from 'zod';

/** Law that a contract can be procured under, by its proper name, and the short names in use for it. */
const laws = {
  /** Health care services in England, since 2024. */
  'Provider Selection Regime': ['PSR', 'NHS Provider Selection Regime'],
  'Procurement Act 2023': ['PA 2023', 'PA23'],
  'Public Contracts Regulations 2015': ['PCR 2015', 'PCR15'],
  'Concession Contracts Regulations 2016': ['CCR 2016'],
  'Utilities Contracts Regulations 2016': ['UCR 2016'],
  'Public Contracts (Scotland) Regulations 2015': ['PCSR 2015'],
  'Procurement Reform (Scotland) Act 2014': [],
} as const satisfies Record<string, readonly string[]>;

const lawNames = Object.keys(laws) as (keyof typeof laws)[];

/** The last two are different things: nobody said, and it was said that there is none (rule 14). */
const names = [...lawNames, 'unknown', 'not-applicable'] as const;

/** Spelling that does not tell two names apart: capitals, spaces, hyphens, brackets. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const byBareName = new Map<string, string>([
  ...names.map((name) => [bare(name), name] as const),
  ...lawNames.flatMap((name) => laws[name].map((short) => [bare(short), name] as const)),
]);

const other = /^other: ?/;
const askFor = `write one of ${names.map((name) => `"${name}"`).join(', ')}, or "other: …" with the name of another law`;

/**
 * The law that a contract was procured under. A misspelt name would leave its variations untested,
 * so that any other law is said to be another.
 */
export const Regime = z
  .union([
    z.enum(names),
    z
      .string()
      .max(2000)
      .regex(/^other: \S/, askFor),
  ])
  .refine((regime) => !other.test(regime) || !byBareName.has(bare(regime.replace(other, ''))), {
    error: askFor,
  });

/** A regime as it was once written, in free text, by its proper name; what is not known is kept. */
export function regimeWritten(text: string): string {
  const said = text.trim().replace(other, '');
  return byBareName.get(bare(said)) ?? `other: ${said}`;
}
