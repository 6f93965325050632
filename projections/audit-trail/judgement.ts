import type { EntityManager } from 'typeorm';
import type { DelegationTerms, Power } from '#contracts/events/delegation.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { entriesWhere, Values, type Entry } from './entries.js';
import type { Judged } from './figures/judged.js';

/** A version of terms by which something was judged: where it stands in the log. */
export interface Terms {
  readonly stream: string;
  readonly revision: number;
  /** Null where the log holds no such revision. */
  readonly number: number | null;
}

/** An approval with the powers of the scheme of delegation as it stood. */
export interface ApprovalJudged extends Approval {
  readonly terms: Terms;
  readonly powersThen: readonly Power[];
}

export interface Judgement extends Omit<Judged, 'approvals'> {
  readonly approvals: readonly ApprovalJudged[];
  readonly agreement: Terms | null;
  /** Events of the same command that say by what it was judged: an authorisation, a permission used. */
  readonly beside: readonly number[];
}

/** What an event was judged by, with its terms found in the log; null where nothing says so. */
export async function judgementOf(
  models: EntityManager,
  entry: Entry,
  /** Entries of the same command in the same stream. */
  beside: readonly Entry[],
): Promise<Judgement | null> {
  const said = [entry, ...beside.filter(({ judged }) => judged !== null)];
  const judged = Object.assign({}, ...said.map((each) => each.judged).reverse()) as Judged;
  if (Object.keys(judged).length === 0) return null;
  const { approvals = [], ...rest } = judged;
  return {
    ...rest,
    approvals: await withTerms(models, approvals),
    agreement:
      rest.agreementRevision === undefined
        ? null
        : await agreementOf(models, entry, rest.agreementRevision),
    beside: said.map(({ number }) => number).filter((number) => number !== entry.number),
  };
}

async function agreementOf(
  models: EntityManager,
  { funds, number, effective }: Entry,
  revision: number,
): Promise<Terms | null> {
  const [row] = await models.query<{ agreement: string | null }[]>(
    `select attributes ->> 'agreement' as agreement from fact
      where entity = 'fund' and id = $1 and number <= $2 and attributes ? 'agreement'
      order by (effective <= $3) desc, effective desc, number desc limit 1`,
    [funds[0] ?? '', number, effective],
  );
  const agreement = row?.agreement ?? undefined;
  if (agreement === undefined) return null;
  return (await termsAt(models, [{ stream: `agreement-${agreement}`, revision }]))[0] ?? null;
}

async function termsAt(
  models: EntityManager,
  asked: readonly { readonly stream: string; readonly revision: number }[],
): Promise<Terms[]> {
  const values = new Values();
  const streams = values.at(asked.map(({ stream }) => stream));
  const revisions = values.at(asked.map(({ revision }) => revision));
  const found = await entriesWhere(
    models,
    `(p.stream, e.revision) in (select * from unnest(${streams}::text[], ${revisions}::int[]))`,
    values,
  );
  return asked.map(({ stream, revision }) => ({
    stream,
    revision,
    number:
      found.find((each) => each.stream === stream && each.revision === revision)?.number ?? null,
  }));
}

/** Approvals with the rows of the schemes of delegation, as they stood, that they rested on. */
export async function withTerms(
  models: EntityManager,
  approvals: readonly Approval[],
): Promise<ApprovalJudged[]> {
  if (approvals.length === 0) return [];
  const terms = await termsAt(
    models,
    approvals.map(({ organisation, delegation }) => ({
      stream: `delegation-${organisation}`,
      revision: delegation,
    })),
  );
  const rows = await models.query<{ number: string; powers: DelegationTerms['powers'] | null }[]>(
    `select number, attributes -> 'powers' as powers from fact
      where entity = 'delegation' and number = any($1::bigint[])`,
    [terms.map(({ number }) => number)],
  );
  return approvals.map((approval, place) => {
    const of = terms[place] ?? { stream: '', revision: approval.delegation, number: null };
    const powers = rows.find(({ number }) => Number(number) === of.number)?.powers ?? [];
    return {
      ...approval,
      terms: of,
      powersThen: powers.filter(({ power }) => approval.powers.includes(power)),
    };
  });
}
