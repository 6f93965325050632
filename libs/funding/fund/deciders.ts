import type { FundCommandName, FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import type { AreaSets } from '../area/membership.js';
import type { AwardInForce } from '../award/in-force.js';
import type { Circumstances, Decision } from '../decision.js';
import type { Delegation } from '../delegation/delegation.js';
import type { StageClaim } from '../outcome/claims.js';
import type { ConfirmedShare } from '../outcome/savings.js';
import type { Fund } from './fund.js';
import type { Unpublished } from './publication.js';
import type { MadeStatement } from './statements.js';
import type { AlignedVariance } from './year-end/aligned.js';

/** What a decision may know beside the fund itself. */
export interface FundContext extends Circumstances {
  /**
   * In force on the day on which the command takes effect, or on the last of the year that it closes, as
   * known now; none where the fund has none.
   */
  readonly agreement: AgreementInForce | undefined;
  /** In force on the day on which it is decided. */
  readonly agreementToday?: AgreementInForce | undefined;
  /** The terms of the award that a payment is on, where it has any. */
  readonly ofAward?: AwardInForce | undefined;
  /** The identifiers of that award's provider, where it has several. */
  readonly oneBody?: ReadonlySet<string> | undefined;
  /** The confirmed share of the outcome that the command names, where it is this fund's. */
  readonly savingsShare?: ConfirmedShare | undefined;
  /** The claim that the command names, and the fund that is asked to pay for it. */
  readonly stageClaim?: (StageClaim & { readonly askedOf: string }) | undefined;
  /** Schemes of delegation of the organisations whose offices decide. */
  readonly delegations?: readonly Delegation[];
  /** The fund's own name, by which schemes of delegation speak of its schemes. */
  readonly fund?: string;
  /** What areas are made of, as far as the fund's ring-fences and schemes are about areas. */
  readonly areas?: AreaSets | undefined;
  /** Those of the strategies that the command names which are in force on its day. */
  readonly strategiesInForce?: ReadonlySet<string>;
  /** Of the aligned funds that the closing of a year names. */
  readonly aligned?: readonly AlignedVariance[];
  /** The document that the command issues, as it was made. */
  readonly statement?: MadeStatement | undefined;
  /** What a publication is made of. */
  readonly unpublished?: Unpublished;
}

/** What a fund makes of each command of an area: pure, one function per command. */
export type DecidersBy<Commands> = {
  readonly [Name in keyof Commands & FundCommandName]: (
    fund: Fund,
    command: FundCommandOf<Name>,
    context: FundContext,
  ) => Decision<FundEvent>;
};
