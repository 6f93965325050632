import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import { streamOf } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Reading } from '#projections/reading/reading.js';
import { askingAs } from '../access/asking-as.js';
import { pointOf } from '../api/point.js';
import { STORE } from '../api/tokens.js';
import { everybody } from '../example/place/people.js';
import { tourMark, tours, type Tour } from '../example/place/tour.js';
import { READING } from '../reading/tokens.js';
import { pointForm } from './links.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';

/** Whether the whole example place is there to be shown around: for all to know, signed in or not. */
async function hasTour(store: Pick<EventStore, 'readStream'>): Promise<boolean> {
  for await (const _ of store.readStream(streamOf('organisation', tourMark))) return true;
  return false;
}

/** A way through the example place for each kind of user. */
@Controller('tour')
@UseFilters(PageErrorFilter)
export class TourController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async tour(@Query() query: Readonly<Record<string, unknown>>): Promise<string> {
    const { moment } = await this.reading.place(pointOf(query));
    const { asker, person = null } = askingAs() ?? {};
    const role = asker?.role ?? 'public';
    return page('tour', {
      there: await hasTour(this.store),
      own: tours
        .filter((tour) => tour.of === role)
        .map((tour) => ({ ...named(tour), isOwn: tour.person === person })),
      others: tours.filter((tour) => tour.of !== role).map(named),
      moment,
      point: pointForm('/tour', query),
    });
  }
}

/** With the name by which one signs in as its person. */
const named = (tour: Tour): Tour & { readonly name: string | undefined } => ({
  ...tour,
  name: everybody.find(({ id }) => id === tour.person)?.name,
});
