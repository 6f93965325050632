import type { ColumnMeanings, Mapping } from './match-columns.js';
import { PARTY_COLUMNS, PEOPLE, type PartyMeaning } from './register-party-columns.js';

export type RegisterMeaning =
  | PartyMeaning
  | 'title'
  | 'reference'
  | 'total'
  | 'annual'
  | 'start'
  | 'end'
  | 'currentEnd'
  | 'review'
  | 'duration'
  | 'option'
  | 'number'
  | 'first'
  | 'second'
  | 'procedure'
  | 'category';

export type RegisterMapping = Mapping<RegisterMeaning>;

/** VAT, or tax, that cannot be recovered is no value of a contract; a value without VAT is one. */
const isOfVat = (words: ReadonlySet<string>): boolean =>
  ['irrecoverable', 'recovered', 'recoverable'].some((word) => words.has(word)) ||
  (['vat', 'tax'].some((word) => words.has(word)) &&
    !['excluding', 'including', 'net', 'without'].some((word) => words.has(word)));

/** An extension may be worth something of its own, and a total may be one with extensions in it. */
const isOfExtension = (words: ReadonlySet<string>): boolean =>
  (words.has('extension') || words.has('option')) && !words.has('including');

/** Columns of a council's or an NHS body's register of contracts, one line for each contract. */
export const REGISTER_COLUMNS: ColumnMeanings<RegisterMeaning> = {
  title: {
    title: 'title of the contract',
    required: true,
    names: {
      'contract title': 100,
      'contract name': 98,
      title: 98,
      'agreement title': 96,
      'agreement name': 94,
      'project title': 90,
      'project name': 86,
      'tender title': 84,
      'contract description': 74,
      description: 72,
      subject: 70,
      name: 50,
      contract: 45,
    },
    not: `supplier vendor contractor provider company organisation council authority body department directorate division reference date value type number identifier status term length duration period category class classification cpv procurement procedure process supplied extension start end awarded amount cost ${PEOPLE}`,
  },
  ...PARTY_COLUMNS,
  reference: {
    title: 'reference',
    required: false,
    names: {
      'contract reference': 100,
      'contract number': 98,
      'contract identifier': 98,
      'reference number': 96,
      reference: 95,
      'agreement reference': 94,
      'agreement number': 92,
      'unique reference': 92,
      'contract code': 86,
      'contract register number': 80,
      identifier: 70,
      'procurement reference': 66,
      'tender reference': 64,
      urn: 60,
      number: 42,
    },
    not: `supplier vendor contractor company charity date value title many extension month postcode cpv class classification registered registration vat notice ojeu supplied year ${PEOPLE}`,
  },
  total: {
    title: 'total value, as published',
    required: false,
    names: {
      'total contract value': 100,
      'total value': 98,
      'contract value': 96,
      'whole life value': 96,
      'lifetime value': 95,
      'life contract value': 94,
      'total estimated value': 94,
      'estimated contract value': 90,
      'total contract cost': 88,
      'contract sum': 86,
      'contract amount': 86,
      'awarded value': 84,
      'award value': 84,
      'contract price': 80,
      'total cost': 80,
      'total amount': 80,
      'estimated value': 76,
      value: 72,
      total: 60,
      amount: 55,
      cost: 45,
    },
    not: 'annual year yearly annum pa date number type band range month monthly week weekly paid spend identifier reference average annualised threshold',
    unless: (words) => isOfVat(words) || isOfExtension(words),
  },
  annual: {
    title: 'annual value, as published',
    required: false,
    names: {
      'annual value': 100,
      'annual contract value': 100,
      'estimated annual value': 100,
      'annual cost': 95,
      'annualised value': 95,
      'average annual value': 95,
      'annual spend': 94,
      'value per annum': 95,
      'yearly value': 93,
      'annual amount': 90,
      'annual budget': 80,
      'value pa': 80,
      'value per year': 80,
      'per annum': 80,
      'value year': 74,
      annual: 70,
    },
    not: 'date review number type',
    unless: isOfVat,
  },
  start: {
    title: 'start',
    required: false,
    names: {
      'start date': 100,
      'contract start date': 100,
      'commencement date': 98,
      'contract start': 94,
      'date commencement': 96,
      'commence date': 92,
      'begin date': 88,
      'effective date': 72,
      commencement: 84,
      start: 86,
      from: 45,
    },
    not: 'end extension option review expiry finish notice value tender advert procurement',
  },
  end: {
    title: 'end',
    required: false,
    names: {
      'end date': 100,
      'contract end date': 100,
      'expiry date': 97,
      'contract expiry date': 98,
      'contract end': 94,
      'contract expiry': 92,
      'completion date': 84,
      'finish date': 90,
      'termination date': 76,
      end: 84,
      expiry: 84,
      expires: 82,
    },
    not: 'start current extension extended review option including revised maximum latest actual notice value year month',
  },
  currentEnd: {
    title: 'end as it now is',
    required: false,
    names: {
      'current expiry date': 100,
      'current end date': 100,
      'current contract end date': 100,
      'current expiry': 94,
      'current end': 94,
      'revised end date': 96,
      'revised expiry date': 96,
      'extended end date': 92,
      'extended expiry date': 92,
      'actual end date': 86,
      'latest end date': 84,
    },
    not: 'start value maximum including option review',
  },
  review: {
    title: 'review date',
    required: false,
    names: { 'review date': 100, 'contract review date': 100, review: 85 },
    not: 'start end value status',
  },
  duration: {
    title: 'duration',
    required: false,
    names: {
      'contract duration month': 100,
      'contract duration': 100,
      duration: 97,
      'contract length': 96,
      'contract term': 95,
      'contract period': 92,
      'initial term': 90,
      'initial period': 85,
      'term month': 90,
      'length month': 90,
      length: 76,
      term: 76,
      period: 55,
    },
    not: 'extension option extend value date notice review payment start end description condition',
  },
  option: {
    title: 'option to extend',
    required: false,
    names: {
      'option extend': 100,
      'option extend month': 100,
      'extension option': 100,
      'extension period': 93,
      'extension available': 93,
      'optional extension': 93,
      'possible extension': 92,
      'extension month': 90,
      'extension term': 90,
      'extension length': 90,
      'maximum extension': 88,
      'extension provision': 86,
      extension: 72,
      option: 50,
    },
    not: 'many number taken exercised used applied date end value current including expiry',
  },
  number: {
    title: 'number of extensions',
    required: false,
    names: { 'how many extension': 100, 'number extension': 98, 'many extension': 98 },
    not: 'taken exercised used date value',
  },
  first: {
    title: 'first extension taken',
    required: false,
    names: {
      'extension taken': 100,
      'extension exercised': 97,
      'extension used': 93,
      'extension applied': 90,
      'option taken': 90,
      'option exercised': 90,
      extended: 60,
    },
    not: 'date value many end expiry',
    repeats: true,
  },
  second: {
    title: 'second extension taken',
    required: false,
    names: { 'extension taken': 100, 'extension exercised': 97, 'extension used': 93 },
    not: 'date value many end expiry',
    repeats: true,
  },
  procedure: {
    title: 'way of procurement',
    required: false,
    names: {
      'process used': 100,
      'procurement process': 100,
      'procurement route': 99,
      'procurement procedure': 99,
      'procurement method': 98,
      'tender process': 94,
      'tender procedure': 94,
      'award procedure': 92,
      'procedure type': 90,
      procedure: 88,
      'route market': 92,
      'procurement type': 76,
      'tender type': 76,
      'invitation quote': 70,
      'invitation tender': 70,
      process: 60,
    },
    not: 'date reference value number category',
  },
  category: {
    title: 'category',
    required: false,
    names: {
      'pro class description': 100,
      'proclass description': 100,
      'category description': 97,
      'procurement category': 95,
      'cpv description': 94,
      'category name': 94,
      'contract category': 93,
      'spend category': 90,
      category: 90,
      'classification description': 90,
      'contract type': 66,
      'cpv code': 62,
      cpv: 62,
      classification: 60,
    },
    not: 'supplier date value sme vcse size',
  },
};
