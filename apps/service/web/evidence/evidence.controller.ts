import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { idOf, kindOf } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import type { FundTerms, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { askingAs } from '../../access/asking-as.js';
import { pointOf } from '../../api/point.js';
import { TRANSPARENCY } from '../../api/tokens.js';
import type { LogService } from '../../log/log-service.js';
import { checkpointsBelow } from '../../log/stored-checkpoints.js';
import { READING } from '../../reading/tokens.js';
import { pointForm, withPoint } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { page } from '../pages.js';
import { kindInWords, periodInWords } from '../statements/statement-tables.js';
import { link, number, text, type Table } from '../table.js';
import { capital, counted, nameIn, sentenceCase, spelled } from '../words.js';
import { checkpointsTable } from './checkpoints-table.js';

type Asked = Readonly<Record<string, unknown>>;
const checkpointsShown = 10;

/** Evidence packs: what they hold, where they are had, and how they are checked without us. */
@Controller()
@UseFilters(PageErrorFilter)
export class EvidencePagesController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(TRANSPARENCY) private readonly log: Pick<LogService, 'pool' | 'origin'>,
  ) {}

  @Get('audit/evidence')
  @Header('Cache-Control', 'no-store')
  async packs(@Query() query: Asked): Promise<string> {
    const funds = askingAs()?.scope.funds ?? [];
    const moment = await this.reading.moment(pointOf(query));
    const point = {
      asKnownAt: String(moment.number),
      effectiveOn: moment.effectiveOn ?? undefined,
    };
    const views: FundTerms[] = [];
    for (const fund of funds) {
      const view = await this.reading.terms(fund, point);
      // A fund that was not there yet at that point has no statements.
      if (view.facts.get('fund', fund)) views.push(view);
    }
    return page('evidence/packs', {
      title: 'Evidence packs',
      moment,
      point: pointForm('/audit/evidence', query),
      audit: withPoint('/audit', query),
      packs: packsTable(views, query),
      ofProviders: providersTable(views),
      checkpoints: await this.checkpoints(),
    });
  }

  @Get('funds/:fund/statements/:statement/evidence')
  @Header('Cache-Control', 'no-store')
  async pack(
    @Param() { fund = '', statement = '' }: Readonly<Record<string, string>>,
    @Query() query: Asked,
  ): Promise<string> {
    const view = await this.reading.terms(fund, pointOf(query));
    const found = view.facts.get('statement', statement);
    if (!found) throw refuse('not-found', { what: 'statement', id: statement, where: 'the fund' });
    const { kind, year, quarter, asKnownAt, issuedAt, sha256 } = found.attributes;
    const path = `/funds/${fund}/statements/${encodeURIComponent(statement)}`;
    return page('evidence/pack', {
      title: `Evidence pack: ${kindInWords[kind]}`,
      of: `${nameOf(view)}, ${periodInWords({ kind, year, quarter })}`,
      fund: { name: nameOf(view), href: withPoint(`/funds/${fund}`, query) },
      statement: { name: kindInWords[kind], href: withPoint(path, query) },
      moment: view.moment,
      point: pointForm(`${path}/evidence`, query),
      holds: { asKnownAt, sha256, issued: issuedAt, origin: this.log.origin },
      streams: streamsTable(view, found.attributes.streams),
      download: `/api/v1${path}/evidence`,
      file: `${fund}-${statement}-*.evidence`,
      checkpoints: await this.checkpoints(),
    });
  }

  private async checkpoints(): Promise<Table> {
    return checkpointsTable(
      await checkpointsBelow(this.log.pool, Number.MAX_SAFE_INTEGER, checkpointsShown),
    );
  }
}

/** One for each statement that was issued, of every fund that whoever asks sees whole. */
const packsTable = (views: readonly FundTerms[], query: Asked): Table => ({
  caption: 'Packs of statements',
  head: [...['Pack', 'Fund', 'State', 'Signed by'].map((name) => text(name)), number('Log number')],
  rows: views.flatMap((view) =>
    view.facts.list('statement').map(({ id, attributes: of }) => {
      const { kind, year, quarter, state, asKnownAt, signatories } = of;
      const signed = view.facts
        .list('sign-off')
        .filter(({ attributes }) => attributes.statement === id).length;
      const path = `/funds/${view.fund}/statements/${encodeURIComponent(id)}/evidence`;
      return [
        {
          ...link(
            `${kindInWords[kind]}, ${periodInWords({ kind, year, quarter })}`,
            withPoint(path, query),
          ),
          note: spelled(id),
        },
        text(nameOf(view)),
        text(capital(state)),
        text(signatories.length === 0 ? 'Nobody is asked' : `${signed} of ${signatories.length}`),
        number(String(asKnownAt)),
      ];
    }),
  ),
  empty: 'No statement has been issued yet in a fund that you see. Each has a pack once it is.',
});

/** One for each body to whom a fund has promised something; who was paid alone is asked for over HTTP. */
const providersTable = (views: readonly FundTerms[]): Table => ({
  caption: 'Packs of providers',
  head: [text('Provider'), text('Identifier'), text('Fund')],
  rows: views.flatMap((view) =>
    [...new Set(view.facts.list('commitment').map(({ provider }) => provider))]
      .filter((provider) => provider !== none)
      .map((provider) => ({
        provider,
        name: view.facts.get('organisation', provider)?.attributes.name ?? provider,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(({ provider, name }) => [
        link(name, `/api/v1/funds/${view.fund}/evidence?provider=${encodeURIComponent(provider)}`),
        text(provider),
        text(nameOf(view)),
      ]),
  ),
  empty: 'No fund that you see has promised anything to a provider yet.',
});

/** Every stream that a pack holds from its beginning; the fund’s own comes first and goes on. */
const streamsTable = (
  view: FundTerms,
  streams: readonly { readonly stream: string; readonly revision: number }[],
): Table => ({
  caption: 'What the pack holds whole',
  head: [text('Of'), text('Kind'), text('Identifier'), number('Events by then')],
  rows: streams.map(({ stream, revision }, place) => [
    text(
      nameOfStream(view, stream),
      ...(place === 0 ? ['and what followed, up to the checkpoint'] : []),
    ),
    text(sentenceCase(kindOf(stream))),
    text(idOf(stream)),
    number(counted(revision + 1)),
  ]),
});

/** As the fund knows it today; by its identifier alone where it has no name. */
function nameOfStream(view: FundTerms, stream: string): string {
  const { facts } = view;
  const [kind, id] = [kindOf(stream), idOf(stream)];
  if (kind === 'fund') return nameOf(view);
  if (kind === 'agreement') return facts.get('agreement', id)?.attributes.title ?? id;
  if (kind === 'contract' || kind === 'grant') return nameIn(facts, 'award', id);
  return kind === 'organisation' ? nameIn(facts, 'organisation', id) : id;
}

const nameOf = ({ fund, facts }: FundTerms): string =>
  facts.get('fund', fund)?.attributes.name ?? fund;
