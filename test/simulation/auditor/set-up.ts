import { must, there } from './amounts.js';
import { awaitsEach, partnersKnown } from './agreements.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import { beyondAnything } from './authority.js';
import { isDecision } from './given-up.js';

/** Rules 19 and 20: what its budget does not bound is an override, and of no amount. */
function ledByDemand(
  auditor: Auditor,
  event: Read<'SchemeOpened' | 'SchemeDescribed'>,
  scheme: string,
): void {
  const books = auditor.books(event);
  isDecision(auditor, books, event, 'override', scheme);
  awaitsEach(auditor, books, event, 'override', beyondAnything);
}

export const setUpAudit = {
  FundEstablished: (auditor, event) => {
    const books = auditor.books(event);
    must('rule 1: a fund is established once', books.terms === undefined);
    const { kind, agreement, host } = event.data;
    books.terms = { kind };
    books.hostings.push({ host, agreement, since: event.effective });
  },
  HostingChanged: (auditor, event) => {
    const { host, agreement } = event.data;
    auditor.books(event).hostings.push({ host, agreement, since: event.effective });
  },
  SourceOpened: (auditor, event) => {
    const { source, role, organisation, notParty } = event.data;
    const books = auditor.books(event);
    const { sources } = books;
    must(`rule 1: the source ${source} is opened once`, !sources.has(source));
    const power = event.data.power === 'unknown' ? null : event.data.power;
    const { through } = event.data;
    sources.set(source, { role, organisation, power, through, formerly: [] });
    const named = partnersKnown(auditor, books, event.effective, event.stamp);
    must(
      `*partner*: ${organisation} is ${notParty ? 'no' : 'a'} party to the agreement of ${books.id}`,
      named.some(
        (partners) => notParty === (role === 'partner' && !partners.includes(organisation)),
      ) ||
        (named.length === 0 && !notParty),
    );
    if (notParty) books.flags.push({ number: event.number, kind: 'not-party', pence: 0n });
  },
  SchemeOpened: (auditor, event) => {
    const { scheme, category, demandLed, area, need, cohort } = event.data;
    const { schemes } = auditor.books(event);
    must(`rule 1: the scheme ${scheme} is opened once`, !schemes.has(scheme));
    schemes.set(scheme, { category, demandLed, area, need, cohort });
    if (demandLed) ledByDemand(auditor, event, scheme);
  },
  SchemeDescribed: (auditor, event) => {
    const { scheme, stated } = event.data;
    const { schemes } = auditor.books(event);
    const known = there(schemes.get(scheme), scheme);
    must(
      `rule 14: only what was unknown of ${scheme} is stated later`,
      (stated.category === undefined || known.category === 'unknown') &&
        (stated.area === undefined || known.area === 'unknown') &&
        (stated.need === undefined || known.need === null) &&
        (stated.cohort === undefined || known.cohort === null),
    );
    schemes.set(scheme, { ...known, ...stated });
    if (stated.demandLed === true) ledByDemand(auditor, event, scheme);
  },
  SourceDescribed: (auditor, event) => {
    const { source, stated } = event.data;
    const { sources } = auditor.books(event);
    const known = there(sources.get(source), source);
    must(
      `rule 14: only what was unknown of ${source} is stated later`,
      (stated.power === undefined || known.power === null) &&
        (stated.through === undefined || known.through === null),
    );
    sources.set(source, { ...known, ...stated });
  },
  AccountingBasisStated: (auditor, event) => {
    const { scheme } = event.data;
    must(
      `a basis is of a scheme that is open: ${scheme}`,
      auditor.books(event).schemes.has(scheme),
    );
  },
} satisfies AuditBy;
