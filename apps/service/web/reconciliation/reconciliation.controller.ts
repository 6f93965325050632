import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { FundTerms, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { called } from '../../access/asking-as.js';
import { pointOf } from '../../api/point.js';
import { LEDGER } from '../../api/tokens.js';
import type { Ledger } from '../../ledger/ledger.js';
import { READING } from '../../reading/tokens.js';
import { readReconciliation, type ReconciliationAsRead } from '../../reconciliation/read.js';
import { isMine } from '../commands/is-mine.js';
import type { CommandName } from '../commands/task-groups.js';
import { pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { inWords, nameIn } from '../words.js';
import {
  agesTable,
  balancesAgreedTable,
  matchesTable,
  reconciliationsTable,
  sidesTable,
  unmatchedTable,
} from './reconciliation-tables.js';

type Asked = Readonly<Record<string, unknown>>;

/** The cash book of a fund beside a bank's, a general ledger's or a partner's record of the same money. */
@Controller('funds/:fund/reconciliation')
@UseFilters(PageErrorFilter)
export class ReconciliationPagesController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async all(@Param('fund') fund: string, @Query() query: Asked): Promise<string> {
    const view = await this.reading.terms(fund, pointOf(query));
    // What becomes of a reconciliation is recorded in its own stream.
    const place = await this.reading.place(pointOf(query));
    return page('reconciliation/reconciliations', {
      title: 'Reconciliation',
      fund: fundOf(view, query),
      moment: view.moment,
      point: pointForm(`/funds/${fund}/reconciliation`, query),
      accounts: reconciliationsTable(fund, place, query, { partners: false }),
      partners: reconciliationsTable(fund, place, query, { partners: true }),
      agreed: balancesAgreedTable(view, query),
      steps: steps([
        ['reconciliations/begin-reconciliation', 'Begin a reconciliation', `?fund=${fund}`],
        ['funds/agree-balances', 'Record what a partner says it owes', '', fund],
      ]),
    });
  }

  @Get(':reconciliation')
  @Header('Cache-Control', 'no-store')
  async one(
    @Param() { fund = '', reconciliation: id = '' }: Readonly<Record<string, string>>,
    @Query() query: Asked,
  ): Promise<string> {
    const view = await this.reading.terms(fund, pointOf(query));
    const read = await readReconciliation(this.ledger, this.reading, id, pointOf(query));
    const { terms, state, found, moment, stands, signedBy } = read;
    if (terms.fund !== fund)
      throw refuse('not-found', { what: 'reconciliation', id, where: 'the fund' });
    const path = `/funds/${fund}/reconciliation/${encodeURIComponent(id)}`;
    return page('reconciliation/reconciliation', {
      title: `Reconciliation: ${terms.counterparty}`,
      ...{
        counterparty: terms.counterparty,
        moment,
        stands,
        fund: fundOf(view, query),
        mirrored: terms.mirrored,
      },
      signed: signedBy && {
        by: called(signedBy.person),
        of: nameIn(view.facts, 'organisation', signedBy.organisation),
        on: inWords(signedBy.on),
        href: withPoint(`/events/${signedBy.number}`, query),
      },
      back: withPoint(`/funds/${fund}/reconciliation`, query),
      of: `${inWords(terms.from)} to ${inWords(terms.to)}`,
      point: pointForm(path, query),
      sides: sidesTable(read),
      ages: agesTable(found),
      unmatched: [unmatchedTable('extract', found, query), unmatchedTable('ledger', found, query)],
      proposed: matchesTable('proposed', fund, id, read, query),
      decided: matchesTable('decided', fund, id, read, query),
      steps: state.signed ? [] : nextSteps(fund, id, read),
      send:
        stands === 'begun' && isMine('reconciliations/make-match') ? `${path}/extract` : undefined,
    });
  }
}

function nextSteps(fund: string, id: string, { stands }: ReconciliationAsRead): object[] {
  if (stands === 'begun') return [];
  const of = `?fund=${fund}`;
  return steps([
    ['reconciliations/propose-matches', 'Look for matches', of, id],
    ['reconciliations/make-match', 'Match by hand', of, id],
    ['reconciliations/sign-reconciliation', 'Sign the reconciliation', of, id],
  ]);
}

/** What whoever asks may do next, each as a link to the form of its command. */
const steps = (
  of: readonly (readonly [name: CommandName, words: string, query: string, id?: string])[],
): object[] =>
  of
    .filter(([name]) => isMine(name))
    .map(([name, words, query, id]) => {
      const [collection = '', command = ''] = name.split('/');
      const to = id === undefined ? '' : `/${encodeURIComponent(id)}`;
      return { text: words, href: `/do/${collection}${to}/${command}${query}` };
    });

const fundOf = ({ fund, facts }: FundTerms, query: Asked): object => ({
  name: facts.get('fund', fund)?.attributes.name ?? fund,
  href: withPoint(`/funds/${fund}`, query),
});
