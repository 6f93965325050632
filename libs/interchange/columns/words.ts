/** Words that carry no meaning in a header. */
const EMPTY = new Set(
  'the of a an to for and or over in s gbp sterling pounds sum field please'.split(' '),
);

/** One spelling for each word: abbreviations, variants, and misspellings seen in published files. */
const SPELLINGS: Readonly<Record<string, string>> = {
  acct: 'account',
  ammount: 'amount',
  amout: 'amount',
  amt: 'amount',
  benificiary: 'beneficiary',
  cap: 'capital',
  catagory: 'category',
  catergory: 'category',
  center: 'centre',
  chq: 'cheque',
  co: 'company',
  companies: 'company',
  dept: 'department',
  desc: 'description',
  descr: 'description',
  div: 'division',
  divison: 'division',
  doc: 'document',
  dt: 'date',
  ex: 'excluding',
  exc: 'excluding',
  excl: 'excluding',
  exclude: 'excluding',
  exclusive: 'excluding',
  exp: 'expense',
  expendature: 'expenditure',
  id: 'identifier',
  inc: 'including',
  incl: 'including',
  inclusive: 'including',
  inv: 'invoice',
  net: 'net',
  nett: 'net',
  no: 'number',
  nbr: 'number',
  nr: 'number',
  num: 'number',
  org: 'organisation',
  organization: 'organisation',
  payt: 'payment',
  pmt: 'payment',
  pymt: 'payment',
  proc: 'procurement',
  recieved: 'received',
  ref: 'reference',
  reg: 'registered',
  rev: 'revenue',
  suplier: 'supplier',
  tran: 'transaction',
  trans: 'transaction',
  transation: 'transaction',
  trx: 'transaction',
  txn: 'transaction',
  val: 'value',
};

/** Words that only look like a misspelling of another. */
const NOT_MISSPELT = new Set(['supplies', 'supplied', 'organised', 'payments']);

/**
 * The words of a header in one spelling: camel case split, punctuation and case dropped, plurals and
 * abbreviations resolved, a single wrong letter in a long known word mended.
 */
export const wordsOf = (header: string, known: ReadonlySet<string>): readonly string[] => {
  const words = header
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/#/g, ' number ')
    .replace(/\bn\/a\b/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
    .map((word) => spelt(word, known))
    .filter((word) => !EMPTY.has(word));
  return [...new Set(words)];
};

const spelt = (word: string, known: ReadonlySet<string>): string => {
  const spelling = SPELLINGS[word];
  if (spelling !== undefined) return spelling;
  if (known.has(word) || NOT_MISSPELT.has(word)) return word;
  const singular = word.length > 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  const one = SPELLINGS[singular] ?? singular;
  if (known.has(one) || one.length < 6) return one;
  for (const candidate of known) {
    if (
      candidate.length >= 6 &&
      candidate.startsWith(one.slice(0, 1)) &&
      differsByOne(one, candidate)
    ) {
      return candidate;
    }
  }
  return one;
};

/** One letter added, missing, wrong, or two neighbours swapped. */
const differsByOne = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [firstA = '', secondA = '', ...restA] = a.slice(start);
  const [firstB = '', secondB = '', ...restB] = b.slice(start);
  const tailA = secondA + restA.join('');
  const tailB = secondB + restB.join('');
  const swapped = firstA === secondB && secondA === firstB && restA.join('') === restB.join('');
  return tailA === tailB || tailA === firstB + tailB || firstA + tailA === tailB || swapped;
};
