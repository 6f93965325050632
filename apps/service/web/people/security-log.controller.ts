import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import { z } from 'zod';
import type { Reading } from '#projections/reading/reading.js';
import { somebodyAsking } from '../../access/may-command.js';
import { checkedQuery } from '../../api/checked-query.js';
import { ENTRIES, SECURITY } from '../../api/tokens.js';
import type { Entries } from '../../directory/entries.js';
import { READING } from '../../reading/tokens.js';
import type { SecurityLog } from '../../security/security-log.js';
import { bodyCalled } from '../acts-for.js';
import { filled, kept, textOf } from '../links.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { linksToFiles } from '../page-tables.js';
import { page } from '../pages.js';
import { kindsInWords, securityTable } from './security-page.js';

type Query = Readonly<Record<string, unknown>>;
const kinds = Object.keys(kindsInWords) as (keyof typeof kindsInWords)[];
const perPage = 50;
/** As many as anybody reads as a file; the operator reads all in the database. */
const inFile = 5_000;

const Asked = z.object({
  kind: z.enum(kinds).optional(),
  person: z.string().max(200).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  table: z.string().optional(),
});

/** What the security log says of the people of the administrator's organisation. */
@Controller('security-log')
@UseFilters(PageErrorFilter)
export class SecurityLogController {
  constructor(
    @Inject(ENTRIES) private readonly entries: Entries,
    @Inject(SECURITY) private readonly security: SecurityLog,
    @Inject(READING) private readonly reading: Reading,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async log(@Query() query: Query): Promise<string> {
    const { kind, person, cursor, table } = checkedQuery(Asked, filled(query));
    const { asker } = somebodyAsking();
    const people = await this.entries.keptBy(asker);
    const found = await this.security.entries({
      // Of anybody else there is nothing, whether they are somebody or not.
      people: people
        .map((one) => one.person)
        .filter((one) => person === undefined || one === person),
      ...{ what: kind, cursor, limit: table === undefined ? perPage : inFile },
    });
    const carried = new URLSearchParams(kept(query, ['kind', 'person'])).toString();
    const { moment } = await this.reading.place({});
    return page('people/security-log', {
      ...{ title: 'The security log', moment, standing: null },
      organisation: bodyCalled(asker.organisation),
      kinds: kinds.map((value) => ({ value, text: kindsInWords[value] })),
      people: people.map(({ person: value, name }) => ({ value, text: name })),
      ...{ kind: textOf(query['kind']), person: textOf(query['person']) },
      table: {
        ...securityTable(found, people),
        files: linksToFiles(
          (format) => `/security-log?${carried}&table=${tableId}&format=${format}`,
        ),
      },
      next:
        found.next === null
          ? undefined
          : `/security-log?${carried}${carried === '' ? '' : '&'}cursor=${found.next}`,
    });
  }
}

const tableId = 'sign-ins-refusals-and-changes-of-the-directory-newest-first';
