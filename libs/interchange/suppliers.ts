/** Who was paid, as published. A redacted or unstated supplier is never one supplier with others. */
export type PublishedSupplier =
  | {
      readonly kind: 'named';
      readonly name: string;
      /** Identifiers as org-id.guide writes them, such as `GB-COH-04859346`; none when unknown. */
      readonly orgIds: readonly string[];
    }
  | { readonly kind: 'redacted' }
  | { readonly kind: 'unknown' };

const REDACTED_ANYWHERE = /\bredact(?:ed|ion)\b|\bname (?:is )?(?:withheld|removed|suppressed)\b/i;

// Whole cells only: "Foresight Residential Ltd" and "Individual Solutions Ltd" are names.
const REDACTED_WHOLE = new RegExp(
  `^(?:${[
    'personal(?: data| information| details)?(?: (?:withheld|removed|suppressed|protected))?',
    '(?:a |an |the )?(?:private |named )?individuals?(?: names?)?(?: withheld| paid)?',
    '(?:private|named) person',
    '(?:data |information )?withheld(?: .*)?',
    '(?:commercially |commercial in )?confiden(?:tial|ce)',
    'not (?:disclosed|published|for publication)',
    'data protection(?: act)?(?: .*)?',
    'gdpr(?: .*)?',
    'exempt(?:ed)?(?: from (?:disclosure|publication))?',
    'sensitive(?: data| information| supplier| payment)?',
    'service users?',
    'foster(?:ing)? care(?:rs?)?(?: payments?)?',
    'direct payment(?: recipient| client)?s?',
    'anonymised',
    '[*x#•]{3,}',
  ].join('|')})$`,
  'i',
);

/** Whether a supplier's cell says that the name is held back, usually because it is a person. */
export const isRedacted = (cell: string): boolean => {
  const text = cell.replace(/^[^\p{L}\p{N}*#•]+|[^\p{L}\p{N}*#•]+$/gu, '');
  return REDACTED_ANYWHERE.test(text) || REDACTED_WHOLE.test(text);
};

/** Joins a supplier's name to itself and to identifiers across rows: case and inner spaces folded. */
export const supplierKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
    // Up and down again folds what lower case alone keeps apart, such as ß and SS.
    .toUpperCase()
    .toLowerCase();

/** `GB-COH-…` of a company number as bodies write it (leading zeros lost, spaces), or undefined when it is none. */
export const companyOrgId = (cell: string): string | undefined => {
  const text = bare(cell);
  if (/^0*$/.test(text)) return undefined;
  if (/^\d{4,8}$/.test(text)) return `GB-COH-${text.padStart(8, '0')}`;
  const prefixed = /^([A-Z]{2})(\d{1,6})$/.exec(text);
  if (prefixed !== null) {
    return `GB-COH-${prefixed[1] ?? ''}${(prefixed[2] ?? '').padStart(6, '0')}`;
  }
  return /^(?:IP|SP|NP|RS|NO)\d{4,5}[RC]$/.test(text) ? `GB-COH-${text}` : undefined;
};

/** `GB-CHC-…`, `GB-SC-…` or `GB-NIC-…` of a charity number as bodies write it, or undefined when it is none. */
export const charityOrgId = (cell: string): string | undefined => {
  // A linked charity is written 1234567-1: the number before the dash is the registered one.
  const text = bare(cell.replace(/\s*[-/]\s*\d{1,3}\s*$/, ''));
  if (/^SC\d{1,6}$/.test(text)) return `GB-SC-SC${text.slice(2).padStart(6, '0')}`;
  if (/^(?:NIC|XN|XR|XT)\d{5,6}$/.test(text)) return `GB-NIC-${text.replace(/\D/g, '')}`;
  return /^[1-9]\d{5,6}$/.test(text) ? `GB-CHC-${text}` : undefined;
};

const bare = (cell: string): string =>
  cell
    .toUpperCase()
    .replace(/\.0+$/, '')
    .replace(/[^A-Z0-9]/g, '');
