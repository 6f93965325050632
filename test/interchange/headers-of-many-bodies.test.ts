import {
  SPENDING_COLUMNS,
  type SpendingMapping,
} from '#libs/interchange/columns/spending-columns.js';
import { matchColumns } from '#libs/interchange/columns/match-columns.js';

const match = (header: string) => matchColumns(header.split('|'), SPENDING_COLUMNS, {});

const HEADERS: readonly (readonly [string, SpendingMapping])[] = [
  [
    'Department Family|Entity|Date|Expense Type|Expense Area|Supplier|Transaction number|AP Amount (£)',
    {
      bodyName: 'Entity',
      datePaid: 'Date',
      expenditureType: 'Expense Type',
      serviceLabel: 'Expense Area',
      supplier: 'Supplier',
      transactionNumber: 'Transaction number',
      amount: 'AP Amount (£)',
    },
  ],
  [
    'Department Family|Entity|Payment Date|Expense Type|Expense Area|Supplier Name|Transaction Number|Amount|VAT Registration Number|Purchase Invoice Number|Postcode',
    { datePaid: 'Payment Date', supplier: 'Supplier Name', amount: 'Amount' },
  ],
  [
    'Vendor Name|Vendor No.|Payment Amt|Pymt Date|Doc No|Directorate|GL Description',
    {
      supplier: 'Vendor Name',
      supplierReference: 'Vendor No.',
      amount: 'Payment Amt',
      datePaid: 'Pymt Date',
      transactionNumber: 'Doc No',
      division: 'Directorate',
    },
  ],
  [
    'Creditor Name|Creditor ID|Date Paid|Invoice Date|Net Invoice Amount|VAT Amount|Gross Amount|Invoice Number|Service Area|Cost Centre Description|Subjective Description',
    {
      supplier: 'Creditor Name',
      supplierReference: 'Creditor ID',
      datePaid: 'Date Paid',
      amount: 'Net Invoice Amount',
      transactionNumber: 'Invoice Number',
      serviceLabel: 'Service Area',
      division: 'Cost Centre Description',
      expenditureType: 'Subjective Description',
      irrecoverableVat: null,
    },
  ],
  [
    'OrganisationName|OrganisationCode|EffectiveDate|DirectorateName|ServiceCategoryName|SupplierName|SupplierID|PaymentDate|TransactionNumber|NetAmount|IrrecoverableVAT|Purpose|ProcurementCategory|CardTransaction|ContractID|CapitalRevenue|MerchantCategory|SMEFlag|VCSE Flag|Company Registration Number|Charity Number',
    {
      bodyName: 'OrganisationName',
      bodyId: 'OrganisationCode',
      datePaid: 'PaymentDate',
      supplier: 'SupplierName',
      supplierReference: 'SupplierID',
      amount: 'NetAmount',
      irrecoverableVat: 'IrrecoverableVAT',
      nature: 'CapitalRevenue',
      vcse: 'VCSE Flag',
      companyNumber: 'Company Registration Number',
      charityNumber: 'Charity Number',
      expenditureCategory: 'ProcurementCategory',
    },
  ],
  [
    'Payee|Amount excl. VAT|Paid|Our Ref',
    {
      supplier: 'Payee',
      amount: 'Amount excl. VAT',
      datePaid: 'Paid',
      transactionNumber: 'Our Ref',
    },
  ],
  [
    'BENEFICIARY NAME|TRANS DATE|VALUE (£)|REF NO',
    {
      supplier: 'BENEFICIARY NAME',
      datePaid: 'TRANS DATE',
      amount: 'VALUE (£)',
      transactionNumber: 'REF NO',
    },
  ],
  [
    'Suplier Name|Ammount|Date of Payement|Expendature Catagory',
    {
      supplier: 'Suplier Name',
      amount: 'Ammount',
      datePaid: 'Date of Payement',
      expenditureCategory: 'Expendature Catagory',
    },
  ],
  [
    'Date|Supplier|Total Amount Inc. VAT|Non-Recoverable VAT',
    { amount: 'Total Amount Inc. VAT', irrecoverableVat: 'Non-Recoverable VAT' },
  ],
  [
    'Local Authority Department|Beneficiary|Summary of Purpose of Expenditure|Date of Expenditure|Amount £|Merchant Category|Contract Reference',
    {
      bodyName: null,
      serviceLabel: 'Local Authority Department',
      supplier: 'Beneficiary',
      datePaid: 'Date of Expenditure',
      amount: 'Amount £',
      expenditureCategory: 'Merchant Category',
      transactionNumber: null,
    },
  ],
  [
    'SUPPLIER_NAME|GROSS|VAT|NET|CHEQUE_DATE|CHEQUE_NO|NOMINAL|NOMINAL_DESC|CAP_REV',
    {
      supplier: 'SUPPLIER_NAME',
      amount: 'NET',
      datePaid: 'CHEQUE_DATE',
      transactionNumber: 'CHEQUE_NO',
      expenditureCode: 'NOMINAL',
      expenditureType: 'NOMINAL_DESC',
      nature: 'CAP_REV',
    },
  ],
  [
    'Vendor Name(T)|Posting Date|Distribution Amount|Exp Type|Cost Centre(T)|Document Number',
    {
      supplier: 'Vendor Name(T)',
      datePaid: 'Posting Date',
      amount: 'Distribution Amount',
      expenditureType: 'Exp Type',
      division: 'Cost Centre(T)',
      transactionNumber: 'Document Number',
    },
  ],
];

describe('headers of many bodies', () => {
  it.each(HEADERS)('%s', (header, expected) => {
    const { mapping, missing } = match(header);
    expect(missing).toEqual([]);
    expect(mapping).toMatchObject(expected);
  });

  it('takes net before gross, and the date paid before the invoice date, in any order', () => {
    expect(match('Gross Amount|Invoice Date|Supplier|Net Amount|Date Paid').mapping).toMatchObject({
      amount: 'Net Amount',
      datePaid: 'Date Paid',
    });
  });

  it('does not take a VAT amount, a supplier number or a supplier’s type for what it is not', () => {
    const { missing } = match('VAT Amount|Supplier Number|Supplier Type|Purchase Order Date');
    expect(missing).toEqual(['datePaid', 'amount', 'supplier']);
  });

  it('reports columns that would fit as well', () => {
    expect(match('Supplier|Amount|Amount|Date').ambiguous).toEqual([]);
    expect(
      matchColumns(['Supplier', 'Amount', 'Amount (2)', 'Date'], SPENDING_COLUMNS, {}).ambiguous,
    ).toEqual([{ meaning: 'amount', chosen: 'Amount', alsoFits: ['Amount (2)'] }]);
  });
});
