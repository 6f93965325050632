import type { ColumnMeanings } from './match-columns.js';

export type PartyMeaning =
  | 'supplier'
  | 'publisher'
  | 'department'
  | 'companyNumber'
  | 'charityNumber'
  | 'postcode'
  | 'sme'
  | 'vcse';

/** Columns with these words are about somebody who works with the contract, and are not read. */
export const PEOPLE = 'manager officer contact email telephone phone owner lead';

/** Columns of a register of contracts that say who buys and who supplies. */
export const PARTY_COLUMNS: ColumnMeanings<PartyMeaning> = {
  supplier: {
    title: 'supplier, as it is written',
    required: true,
    names: {
      'supplier name': 100,
      'supplier company name': 100,
      supplier: 97,
      'contractor name': 96,
      'awarded supplier': 96,
      contractor: 94,
      'successful supplier': 93,
      'vendor name': 93,
      vendor: 92,
      'provider name': 92,
      provider: 90,
      'successful bidder': 88,
      'successful tenderer': 88,
      'company name': 82,
      'supplier title': 75,
      'supplier detail': 70,
      'contract awarded': 60,
      awarded: 58,
      company: 55,
    },
    not: `number identifier code reference type category postcode post address vat registered registration charity date value status class voluntary community sector vcse vcs sme small size location town country region uri url title description amount procedure process department ${PEOPLE}`,
  },
  publisher: {
    title: 'body that buys',
    required: false,
    names: {
      'purchasing body': 100,
      'contracting authority': 99,
      'contracting body': 98,
      'purchasing authority': 98,
      'purchasing organisation': 97,
      'publishing body': 97,
      'publishing organisation': 96,
      'publisher name': 96,
      publisher: 95,
      'buying organisation': 94,
      'local authority': 93,
      'buyer name': 92,
      buyer: 92,
      'organisation name': 91,
      'authority name': 91,
      'body name': 90,
      'council name': 90,
      organisation: 84,
      authority: 82,
      council: 82,
      body: 70,
    },
    not: `supplier vendor contractor provider company department responsible date value label code identifier uri url reference number type title description awarded service ${PEOPLE}`,
  },
  department: {
    title: 'department',
    required: false,
    names: {
      department: 100,
      'department name': 100,
      'department responsible': 100,
      directorate: 98,
      'directorate name': 98,
      'service area': 95,
      division: 88,
      'business unit': 86,
      'service department': 90,
      service: 70,
      team: 65,
    },
    not: `supplier date value type provided description supplied category reference ${PEOPLE}`,
  },
  companyNumber: {
    title: 'company number of the supplier',
    required: false,
    names: {
      'company number': 100,
      'supplier company number': 100,
      'company registration number': 100,
      'company registered number': 100,
      'company house number': 100,
      'registration number': 76,
      'registered number': 76,
      'company registration': 74,
      'company identifier': 70,
      crn: 90,
    },
    not: 'charity vat date name value contract',
  },
  charityNumber: {
    title: 'charity number of the supplier',
    required: false,
    names: {
      'charity number': 100,
      'registered charity number': 100,
      'charity registration number': 100,
      'charity commission number': 98,
      'charity identifier': 70,
    },
    not: 'vat date name value company contract',
  },
  postcode: {
    title: 'postcode of the supplier',
    required: false,
    names: { 'supplier postcode': 100, postcode: 94, 'post code': 94, 'supplier post code': 100 },
    not: 'date delivery site',
  },
  sme: {
    title: 'small or medium-sized supplier',
    required: false,
    names: {
      sme: 100,
      'sme supplier': 100,
      'sme status': 96,
      'small medium enterprise': 98,
      'small medium sized enterprise': 98,
    },
    not: 'vcse vcs voluntary date value',
  },
  vcse: {
    title: 'voluntary, community or social supplier',
    required: false,
    names: {
      vcse: 100,
      vcs: 95,
      'vcse supplier': 100,
      'voluntary community social enterprise': 98,
      'voluntary community': 92,
      'voluntary sector': 88,
    },
    not: 'sme date value',
  },
};
