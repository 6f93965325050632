import type { statementEvents } from '#contracts/events/fund/statements.js';
import { signatoryKey } from '../statements.js';
import { must, type EvolutionBy } from './evolution.js';

export const statementEvolution: EvolutionBy<typeof statementEvents> = {
  StatementIssued: (fund, { data }) => {
    const { statement, kind, year, quarter, number, sha256, signatories } = data;
    const of = { kind, year, quarter, number, sha256, signatories };
    fund.statements.set(statement, { ...of, state: 'issued', signed: new Set() });
  },
  StatementSuperseded: (fund, { data }) => {
    must(fund.statements.get(data.statement), data.statement).state = 'superseded';
  },
  RestatementRequired: (fund, { data }) => {
    must(fund.statements.get(data.statement), data.statement).state = 'to be restated';
  },
  SignOffGiven: (fund, { data }) => {
    must(fund.statements.get(data.statement), data.statement).signed.add(signatoryKey(data));
  },
};
