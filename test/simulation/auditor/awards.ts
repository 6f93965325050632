import { must, totalOf, whole } from './amounts.js';
import type { Auditor, AuditBy, Decided, Read } from './auditor.js';
import { byYear } from './cost-lines.js';

export const awardAudit = {
  ContractAwarded: (auditor, event) => {
    awarded(auditor, event);
    if (event.data.optionMonths.length > 0) auditor.options.add(event.stream);
  },
  GrantAwarded: (auditor, event) => awarded(auditor, event),
  AwardLapsed: (auditor, { stream, effective }) => {
    must(`rule 4: ${stream} lapses or is awarded, once`, !auditor.decisions.has(stream));
    auditor.decisions.set(stream, {
      outcome: 'lapsed',
      from: effective,
      provider: 'none',
      value: 0n,
      ...{ original: 0n, varied: 0n, optionsOver: 0, regime: 'none' },
      ...{ ...nothingYet(), funds: new Map(), years: new Map() },
    });
  },
} satisfies AuditBy;

/** Of an award that has not changed yet. */
export const nothingYet = (): Pick<
  Decided,
  'underWay' | 'givenUp' | 'passedOn' | 'flexibility' | 'movedInYear'
> => ({
  ...{ underWay: new Map(), givenUp: new Set(), passedOn: new Map() },
  ...{ flexibility: null, movedInYear: new Map() },
});

function awarded(auditor: Auditor, event: Read<'ContractAwarded'> | Read<'GrantAwarded'>): void {
  const { stream, data } = event;
  const offered = auditor.decisions.get(stream);
  must(
    `rule 4: ${stream} lapses or is awarded, once`,
    offered === undefined || offered.outcome === 'accepted',
  );
  must(
    `rule 4: ${stream} is awarded as it was offered`,
    offered === undefined || offered.value === whole(data.value),
  );
  must(
    'rule 2: an award is worth the sum of its funding',
    totalOf(data.funding) === whole(data.value),
  );
  const funds = new Map<string, bigint>();
  for (const { fund, amount } of data.funding)
    funds.set(fund, (funds.get(fund) ?? 0n) + whole(amount));
  auditor.decisions.set(stream, {
    outcome: 'awarded',
    from: event.effective,
    provider: data.provider,
    value: whole(data.value),
    original: whole(data.value),
    varied: 0n,
    optionsOver: 0,
    ...nothingYet(),
    regime: event.type === 'ContractAwarded' ? event.data.regime : 'none',
    ...{ funds, years: byYear(data.funding) },
  });
}
