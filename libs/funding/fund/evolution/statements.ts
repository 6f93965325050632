import type { statementEvents } from '#contracts/events/fund/statements.js';
import type { Fund } from '../fund.js';
import { signatoryKey, type Statement } from '../statements.js';
import { must, type EvolutionBy } from './evolution.js';

export const statementEvolution: EvolutionBy<typeof statementEvents> = {
  StatementIssued: (fund, { data, effective: since }) => {
    const { statement, kind, year, quarter, number, sha256, signatories } = data;
    const of = { kind, year, quarter, number, sha256, signatories };
    fund.statements.set(statement, { ...of, state: 'issued', since, signed: new Set() });
  },
  StatementSuperseded: (fund, { data, effective: since }) => {
    becomes(fund, data.statement, 'superseded', since);
  },
  RestatementRequired: (fund, { data, effective: since }) => {
    becomes(fund, data.statement, 'to be restated', since);
  },
  SignOffGiven: (fund, { data }) => {
    must(fund.statements.get(data.statement), data.statement).signed.add(signatoryKey(data));
  },
};

function becomes(fund: Fund, id: string, state: Statement['state'], since: string): void {
  const statement = must(fund.statements.get(id), id);
  statement.state = state;
  statement.since = since;
}
