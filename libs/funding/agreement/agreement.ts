import type { AgreementCommand } from '#contracts/commands/agreement.js';
import { type AgreementEvent } from '#contracts/events/agreement.js';
import type { ExitLine } from '#contracts/events/agreement/exit.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Circumstances, Decision } from '../decision.js';
import { exitDeciders } from './exit.js';
import { versionOn } from '../versions.js';
import { limitsOf, termsFor, type AgreementInForce, type AgreementVersion } from './in-force.js';
import { lifeDeciders } from './life.js';
import { passDownDeciders, type Passable, type PassDown } from './pass-down.js';
import { termsDeciders } from './terms.js';

/** An agreement as its decisions see it. */
export interface Agreement {
  /** Of its last event; -1 before it is signed. */
  revision: number;
  /** In the order in which they were recorded. */
  readonly versions: AgreementVersion[];
  /** The last day of the part of each partner that has given notice. */
  readonly notices: Map<string, string>;
  readonly exits: Map<string, Exit>;
  readonly reviewed: Set<string>;
  readonly passDowns: Map<string, PassDown>;
  terminated: string | undefined;
}

export interface Exit {
  state: 'proposed' | 'disputed' | 'agreed';
  readonly left: string;
  readonly proposedNet: Pence;
  lines: readonly ExitLine[];
  /** The event in which it took this state. */
  revision: number;
}

export const newAgreement = (): Agreement => ({
  revision: -1,
  versions: [],
  notices: new Map(),
  exits: new Map(),
  reviewed: new Set(),
  passDowns: new Map(),
  terminated: undefined,
});

export function evolveAgreement(
  agreement: Agreement,
  { type, data, effective }: AgreementEvent & { readonly effective: string },
): Agreement {
  agreement.revision += 1;
  const { revision } = agreement;
  switch (type) {
    case 'AgreementSigned': {
      const { version, signedOn: _, ...terms } = data;
      agreement.versions.push({ version, revision, since: effective, terms });
      break;
    }
    case 'AgreementVaried': {
      const { version, signedOn: _, changes: __, ...terms } = data;
      agreement.versions.push({ version, revision, since: effective, terms });
      break;
    }
    case 'NoticeGiven':
      agreement.notices.set(data.partner, data.ends);
      break;
    case 'PartnerLeft':
      agreement.exits.set(data.partner, {
        state: 'proposed',
        left: effective,
        proposedNet: parsePence(data.net),
        lines: data.lines,
        revision,
      });
      break;
    case 'ExitSettlementDisputed':
      Object.assign(exitOf(agreement, data.partner), { state: 'disputed', revision });
      break;
    case 'ExitSettlementAgreed': {
      const { lines } = data;
      Object.assign(exitOf(agreement, data.partner), { state: 'agreed', lines, revision });
      break;
    }
    case 'AgreementTerminated':
      agreement.terminated = effective;
      break;
    case 'ReviewHeld':
      if (data.due !== null) agreement.reviewed.add(data.due);
      break;
    case 'PassDownRecorded':
      agreement.passDowns.set(data.passDown, { ...data, pence: parsePence(data.amount) });
      break;
    case 'PassDownChanged': {
      const before = agreement.passDowns.get(data.passDown);
      if (before)
        agreement.passDowns.set(data.passDown, { ...before, pence: parsePence(data.amount) });
      break;
    }
  }
  return agreement;
}

function exitOf(agreement: Agreement, partner: string): Exit {
  const exit = agreement.exits.get(partner);
  if (!exit) throw new Error(`the log speaks of the settlement with ${partner} before it left`);
  return exit;
}

/** Its part ends with the last day of its notice, or with the day on which it left. */
function hasLeft({ notices, exits }: Agreement, partner: string, day: string): boolean {
  const [ends, left] = [notices.get(partner), exits.get(partner)?.left];
  return (ends !== undefined && ends < day) || (left !== undefined && left <= day);
}

/** What a fund may know of the agreement when it decides something for a day, today. */
export function agreementInForce(
  agreement: Agreement,
  id: string,
  fund: string,
  day: string,
  today = day,
): AgreementInForce | undefined {
  const versions = agreement.versions.map((one) => ({ ...one, terms: termsFor(one.terms, fund) }));
  const version = versionOn(versions, day);
  if (!version) return undefined;
  return {
    ...version,
    agreement: id,
    limits: limitsOf(version.terms, fund),
    versions,
    exits: [...agreement.exits].flatMap(([partner, { state, revision, lines }]) =>
      state === 'agreed'
        ? [{ partner, revision, lines: lines.filter((line) => line.fund === fund) }]
        : [],
    ),
    partners: version.terms.partners.filter(
      (partner) => !hasLeft(agreement, partner, day) && !hasLeft(agreement, partner, today),
    ),
    endsOn: agreement.terminated ?? version.terms.until,
  };
}

type Asked<Name extends AgreementCommand['command']> = Extract<AgreementCommand, { command: Name }>;

export interface AgreementCircumstances extends Circumstances {
  /** Of the fund from which money is to be passed down, where there is one. */
  readonly passable?: Passable | undefined;
}

/** What an agreement makes of each command. */
export type AgreementDeciders = {
  readonly [Name in AgreementCommand['command']]: (
    agreement: Agreement,
    command: Asked<Name>,
    circumstances: AgreementCircumstances & { readonly id: string },
  ) => Decision<AgreementEvent>;
};

const byName: AgreementDeciders = {
  ...termsDeciders,
  ...lifeDeciders,
  ...exitDeciders,
  ...passDownDeciders,
};

/** What was agreed, what came of it, and how it ended: it moves no money, and funds decide by it. */
export function decideAgreement(
  agreement: Agreement,
  command: AgreementCommand,
  id: string,
  circumstances: AgreementCircumstances,
): Decision<AgreementEvent> {
  const decide = byName[command.command] as (
    agreement: Agreement,
    command: AgreementCommand,
    circumstances: AgreementCircumstances & { readonly id: string },
  ) => Decision<AgreementEvent>;
  return decide(agreement, command, { ...circumstances, id });
}
