import type { Envelope, JsonObject, RecordedEvent } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { total, whole, written } from '../auditor/amounts.js';
import type { Broken, Kind } from './memory-place.js';

type Changed<Event extends Envelope> = (event: Event) => Event;

/** The log, with some of what the store does done otherwise. */
const otherwise = (store: EventStore, how: Partial<EventStore>): EventStore =>
  Object.create(
    store,
    Object.fromEntries(Object.entries(how).map(([name, value]) => [name, { value }])),
  ) as EventStore;

/** What is recorded is not what was right to decide. */
const records =
  (changed: Changed<Envelope>): Broken =>
  (store) =>
    otherwise(store, {
      append: (asked) => store.append({ ...asked, events: asked.events.map(changed) }),
    });

/** What decisions are made on is not what was recorded; whoever reads the log reads it as it is. */
const decidesOn =
  (changed: Changed<RecordedEvent>): Broken =>
  (store) =>
    otherwise(store, {
      readStream: async function* (...of) {
        for await (const event of store.readStream(...of)) yield changed(event);
      },
    });

/** Nothing of a type is recorded. */
const leavesOut =
  (type: string): Broken =>
  (store) =>
    otherwise(store, {
      append: (asked) =>
        store.append({ ...asked, events: asked.events.filter((event) => event.type !== type) }),
    });

const changing = <Event extends Envelope>(
  types: readonly string[],
  change: (data: JsonObject) => JsonObject,
): Changed<Event> => {
  return (event) => (types.includes(event.type) ? { ...event, data: change(event.data) } : event);
};

interface Part extends JsonObject {
  readonly amount: string;
}
const partsOf = (data: JsonObject, name: string): readonly Part[] =>
  (data[name] ?? []) as unknown as readonly Part[];

/** A penny from the first to the last, so that all add up as before. */
function pennyAside(parts: readonly Part[]): readonly Part[] {
  if (parts.length < 2) return parts;
  return parts.map((part, place) => {
    const pence = place === 0 ? -1n : place === parts.length - 1 ? 1n : 0n;
    return { ...part, amount: written(whole(part.amount) + pence) };
  });
}

/** Every row of a scheme of delegation, otherwise. */
const powersAre = (change: (power: JsonObject) => JsonObject): Broken =>
  decidesOn(
    changing(['DelegationAdopted', 'DelegationRevised'], (data) => ({
      ...data,
      powers: (data['powers'] as readonly JsonObject[]).map(change),
    })),
  );

const unlimited = { indicative: '1000000.00', expected: '1000000.00' };

/** A store that does not know a key again. */
const forgetsKeys: Broken = (store) => {
  const again = /~\d+$/;
  let nth = 0;
  const asItWas = (event: RecordedEvent): RecordedEvent => ({
    ...event,
    key: event.key.replace(again, ''),
  });
  return otherwise(store, {
    append: (asked) => {
      const key = `${asked.key}~${(nth += 1)}`;
      return store.append({
        ...asked,
        key,
        events: asked.events.map((event) => ({ ...event, key })),
      });
    },
    findKeys: () => Promise.resolve(new Map()),
    read: async function* (...of) {
      for await (const events of store.read(...of)) yield events.map(asItWas);
    },
  });
};

/** A reader that is shown one number too many, from one event on. */
const skipsANumber: Broken = (store) =>
  otherwise(store, {
    read: async function* (...of) {
      for await (const events of store.read(...of))
        yield events.map((event) =>
          event.number > 80 ? { ...event, number: event.number + 1 } : event,
        );
    },
  });

/** How code may be wrong, and the rule by which it must be found out. */
export const faults: readonly {
  readonly fault: string;
  readonly rule: RegExp;
  readonly broken: Broken;
  /** What must be wished for often, so that it shows soon. */
  readonly oftener?: readonly Kind[];
}[] = [
  {
    fault: 'spending falls on its sources with a penny wrong',
    rule: /rules 2, 4: .* by largest remainder/,
    broken: records(
      changing(['ExpenditureVerified', 'ExpenditureAccrued', 'PaymentRecorded'], (data) => ({
        ...data,
        parts: pennyAside(partsOf(data, 'parts')),
      })),
    ),
  },
  {
    fault: 'an override of a promise is not recorded',
    rule: /rule 19: .*but by an (obligation or an )?override/,
    broken: records(changing(['CommitmentReserved'], (data) => ({ ...data, override: null }))),
    oftener: ['overpromise'],
  },
  {
    fault: 'nobody thinks of the share that costs may have',
    rule: /rule 18: costs get no more than the share/,
    broken: decidesOn(
      changing(['ShareLimitSet'], (data) =>
        data['costCategories'] === null ? data : { ...data, kind: 'minimum' },
      ),
    ),
    oftener: ['shareLimit', 'award'],
  },
  {
    fault: 'a payment is a penny more than its parts',
    rule: /rule 2: the parts of a payment sum to it/,
    broken: records(
      changing(['ExpenditurePaid'], (data) => ({
        ...data,
        amount: written(whole(data['amount'] as string) + 1n),
      })),
    ),
  },
  {
    fault: 'a reservation that lapses is not wholly released',
    rule: /rule 4: /,
    broken: records(
      changing(['CommitmentReleased'], (data) =>
        data['from'] === 'reserved' ? { ...data, lines: partsOf(data, 'lines').slice(1) } : data,
      ),
    ),
  },
  {
    fault: 'a key that is used again is recorded again',
    rule: /rule 9: wish\S* is recorded once/,
    broken: forgetsKeys,
  },
  { fault: 'a number of the log is skipped', rule: /rule 10: 82 follows 80/, broken: skipsANumber },
  {
    fault: 'a late fact lands in a closed period',
    rule: /rule 17: /,
    oftener: ['hardClose', 'payment'],
    broken: decidesOn(changing(['PeriodHardClosed'], (data) => ({ ...data, period: '1999-04' }))),
  },
  {
    fault: 'whoever proposes a move approves it',
    rule: /rule 20: .* who proposed it, approves only/,
    broken: decidesOn(
      changing(['ReallocationProposed'], (data) => ({ ...data, proposer: 'nobody' })),
    ),
  },
  {
    fault: 'more is promised ahead of confirmed money than the agreement lets be',
    rule: /rule 19: .* within the agreement's limit/,
    broken: decidesOn(
      changing(['AgreementSigned', 'AgreementVaried'], (data) => ({
        ...data,
        commitmentLimits: unlimited,
        limitsByFund: [],
      })),
    ),
  },
  {
    fault: 'a ring-fence is not looked at',
    rule: /rule 18: .*ring-fence/,
    broken: decidesOn(
      changing(['RingFenceDefined', 'RingFenceChanged'], (data) => ({
        ...data,
        years: null,
        schemes: null,
        categories: null,
        areas: null,
      })),
    ),
  },
  {
    fault: 'what an award is for is not held against the ring-fences of its money',
    rule: /rule 18: .* is for .*, and its money for/,
    oftener: ['fence', 'award'],
    broken: decidesOn(
      changing(['RingFenceDefined', 'RingFenceChanged'], (data) => ({
        ...data,
        costCategories: null,
      })),
    ),
  },
  {
    fault: 'a permission is taken for more than it says',
    rule: /rule 18: \S+ is for/,
    oftener: ['permit', 'usePermit'],
    broken: decidesOn(
      changing(['PermissionRecorded'], (data) => ({
        ...data,
        ...{ years: null, forYears: null, schemes: null, until: null },
      })),
    ),
  },
  {
    fault: 'a partner that no agreement names is not flagged',
    rule: /\*partner\*: .* party to the agreement/,
    oftener: ['openSource'],
    broken: records(changing(['SourceOpened'], (data) => ({ ...data, notParty: false }))),
  },
  {
    fault: 'a body that is no party shares the variance',
    rule: /\*partner\*: .* shares risk/,
    oftener: ['openSource', 'pledge', 'confirm', 'closeYear'],
    broken: decidesOn(changing(['SourceOpened'], (data) => ({ ...data, notParty: false }))),
  },
  {
    fault: 'more is given in kind than was pledged, and nothing says so',
    rule: /rule 15: .* is flagged/,
    oftener: ['pledge', 'inKind'],
    broken: leavesOut('InKindBeyondPledge'),
  },
  {
    fault: 'a year is settled by terms that were not in force in it',
    rule: /rule 12: judged by version/,
    oftener: ['varyAgreement', 'closeYear'],
    broken: records(changing(['YearClosed'], (data) => ({ ...data, agreementRevision: 0 }))),
  },
  {
    fault: 'a period that is soft-closed is open to everybody',
    rule: /rule 17: .* posts in .*, which is soft-closed/,
    oftener: ['softClose', 'payment'],
    broken: decidesOn(
      changing(['PeriodSoftClosed'], (data) => ({
        ...data,
        offices: ['head', 'director', 'finance'],
      })),
    ),
  },
  {
    fault: 'a decision that a scheme of delegation names is anybody’s',
    rule: /rule 20: somebody decided/,
    oftener: ['reviseDelegation', 'override', 'award', 'permit'],
    broken: powersAre((power) => ({ ...power, decisions: ['virement'] })),
  },
  {
    fault: 'a scheme of delegation that was followed by another is still decided by',
    rule: /rule 20: the delegation .* is in force/,
    oftener: ['reviseDelegation', 'propose', 'approveMove'],
    broken: decidesOn((event) =>
      event.type === 'DelegationRevised' ? { ...event, effective: '2199-04-01' } : event,
    ),
  },
  {
    fault: 'an office moves budget between funds that it may not',
    rule: /rule 20: .* goes between-/,
    oftener: ['confirm', 'propose', 'approveMove'],
    broken: powersAre((power) => ({
      ...power,
      boundaries: ['within-scheme', 'between-schemes', 'between-funds', 'between-years'],
    })),
  },
  {
    fault: 'an office binds later years that it may not bind',
    rule: /rule 20: .* binds later years/,
    oftener: ['reviseDelegation', 'award'],
    broken: powersAre((power) => ({ ...power, recurrent: true })),
  },
  {
    fault: 'a grant is paid before its conditions are met',
    rule: /is not paid before/,
    oftener: ['award', 'agreeTerms', 'verify', 'pay'],
    broken: decidesOn(
      changing(['GrantTermsAgreed'], (data) => ({
        ...data,
        conditions: (data['conditions'] as readonly JsonObject[]).map((condition) => ({
          ...condition,
          gatesPayment: false,
        })),
      })),
    ),
  },
  {
    fault: 'more of a contract is passed on than it is worth',
    rule: /passes on no more than it is worth/,
    oftener: ['award', 'subcontract', 'varySubcontract'],
    broken: decidesOn(
      changing(['SubcontractRecorded', 'SubcontractChanged'], (data) => ({
        ...data,
        value: '0.00',
      })),
    ),
  },
  {
    fault: 'more is allocated than a source gives',
    // What the source does not have may also be seen as authority that stands unconfirmed.
    rule: /rule 19: |certainty: /,
    broken: decidesOn(
      changing(['BudgetAllocated'], (data) => ({
        ...data,
        amount: '0.01',
        parts: partsOf(data, 'parts')
          .slice(0, 1)
          .map((part) => ({ ...part, amount: '0.01' })),
      })),
    ),
  },
  {
    fault: 'a share of a variance is a penny wrong',
    rule: /rules? [37]: /,
    oftener: ['closeYear', 'payment', 'confirm'],
    broken: records(
      changing(['YearClosed'], (data) => ({
        ...data,
        shares: pennyAside(partsOf(data, 'shares')),
      })),
    ),
  },
  {
    fault: 'a closing loses a penny between two years',
    rule: /rule [58]: |the books of/,
    oftener: ['closeYear', 'payment', 'confirm'],
    broken: records(
      changing(['YearClosed'], (data) => {
        const brought = partsOf(data, 'brought');
        const sum = total(brought.map(({ amount }) => whole(amount)));
        return sum === 0n ? data : { ...data, brought: brought.slice(1) };
      }),
    ),
  },
  {
    fault: 'an outcome of one person is paid twice',
    rule: /is for an outcome that|one achievement is paid once/,
    oftener: ['startPerson', 'claimStage', 'verifyStage', 'payStage'],
    broken: decidesOn(
      changing(['StageClaimed'], (data) => ({ ...data, person: `${data['person'] as string}-2` })),
    ),
  },
];
