import { londonDay } from '#contracts/financial-year.js';
import { must, there } from './amounts.js';
import { partnersKnown } from './agreements.js';
import type { Auditor, AuditBy, Read } from './auditor.js';

/** Who acts for whom, and whose administrator said so; in force until it is ended. */
export interface Appointed {
  readonly organisation: string;
  readonly by: string;
  readonly isOver: boolean;
}

/** Rule 20: nobody gives himself a say. Rule 9: an event tells for which organisation it was done. */
export const appointmentAudit = {
  PersonAppointed: (auditor, event) => {
    const { actor, organisation, effective, data } = event;
    const id = idOf(event);
    must('nobody appoints himself', data.person !== actor);
    must('an administrator speaks for his own organisation', data.by === organisation);
    must(
      'others are let in to see, and to funds that are named',
      data.organisation === organisation ||
        (['auditor', 'provider', 'funder'].includes(data.role) && data.funds !== null),
    );
    must(
      `rule 1: ${id} is appointed once, until it is ended`,
      auditor.appointments.get(id)?.isOver ?? true,
    );
    must(`${id} ends after it begins`, data.until === null || effective <= data.until);
    for (const fund of data.funds ?? [])
      must(
        `rule 21: ${fund} is for ${organisation} to let ${id} into`,
        mayLetInto(auditor, event, fund),
      );
    auditor.appointments.set(id, {
      ...{ organisation: data.organisation, by: data.by, isOver: false },
    });
  },
  AppointmentEnded: (auditor, event) => {
    const id = idOf(event);
    const appointed = there(auditor.appointments.get(id), id);
    must(`rule 1: ${id} is ended once`, !appointed.isOver);
    must(
      `${event.organisation} ends ${id} of its own, or that it made`,
      [appointed.organisation, appointed.by].includes(event.organisation),
    );
    auditor.appointments.set(id, { ...appointed, isOver: true });
  },
} satisfies AuditBy;

const idOf = ({ stream }: { readonly stream: string }): string =>
  stream.slice('appointment-'.length);

/** The host lets others in; a party its own people. A provider's are let in where they are paid. */
function mayLetInto(
  auditor: Auditor,
  { organisation, stamp, data }: Read<'PersonAppointed'>,
  fund: string,
): boolean {
  const books = auditor.fund(fund);
  const today = londonDay(new Date(stamp));
  // Who keeps the fund may have changed while it was decided.
  const hosts = [books.hostedOn(today), books.hostings.at(-2)].map((hosting) => hosting?.host);
  if (data.organisation !== organisation) return hosts.includes(organisation);
  return (
    data.role === 'provider' ||
    hosts.includes(organisation) ||
    partnersKnown(auditor, books, today, stamp).some((partners) =>
      partners.includes(organisation),
    ) ||
    [...books.sources.values()].some((source) => source.organisation === organisation)
  );
}
