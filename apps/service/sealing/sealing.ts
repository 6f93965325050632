import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { refuse } from '#projections/reading/refused.js';
import { openPool } from '#libs/event-store/sql/pool.js';
import { seemsPersonal } from '#libs/funding/outcome/reference.js';
import { nonceLength, seal, subjectOf, unseal } from '#libs/sealing/sealed-text.js';
import type { Identity } from '../identity/identities.js';
import { LedgerCommand, type Answer, type Asked } from '../ledger/commands.js';
import { awardDecider, outcomeDecider, personDecider } from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';
import { withPersonalTexts } from './personal-texts.js';
import { SubjectKeys, type SubjectKey } from './subject-keys.js';

const finishMilliseconds = 60_000;

/**
 * Seals what a request says about a person before it comes near the log, shows it to whoever may
 * read it, and forgets. What is sealed is sealed for ever: only the key can go (rule 16).
 */
export class Sealing {
  private readonly pool: Pool;
  private readonly keys: SubjectKeys;
  private finishing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    databaseUrl: string,
    private readonly ledger: Ledger,
    private readonly logger: Logger,
  ) {
    this.pool = openPool({
      connectionString: databaseUrl,
      application_name: 'purse sealing',
      max: 4,
      options: '-c role=purse_writer -c jit=off',
    });
    this.keys = new SubjectKeys(this.pool, databaseUrl);
  }

  /** Looks now, and from now on, for keys that a crash kept from being destroyed. */
  start(): void {
    this.timer = setInterval(() => void this.finish(), finishMilliseconds);
    void this.finish();
  }

  /**
   * The command with its reason and its personal words sealed, where it concerns a person: named by
   * itself, by its award or its claim, or by `about` beside its reason. A dry run records nothing and
   * seals nothing.
   */
  async sealed(command: LedgerCommand): Promise<LedgerCommand | { readonly refused: Refusal }> {
    const { asking, asked } = command;
    const subject = asking.dryRun ? undefined : (asking.about ?? (await this.personOf(asked)));
    if (subject === undefined) return command;
    const seems = seemsPersonal(subject);
    if (seems !== undefined) return { refused: refusal('personal-reference', { seems }) };
    const { key } = await this.keys.made(subject, asking.provenance.organisation);
    if (!key) {
      // Rule 9: what was recorded before is answered as it was, and nothing more is recorded.
      const known = await this.ledger.store.findKeys([asking.key]);
      return known.has(asking.key)
        ? command
        : { refused: refusal('person-forgotten', { person: subject }) };
    }
    const hidden = (text: string): string => {
      if (subjectOf(text) !== undefined)
        throw refuse('invalid-request', { detail: 'say it in plain words: it is sealed here' });
      return seal(text, subject, key, randomBytes(nonceLength));
    };
    return new LedgerCommand(
      { ...asking, provenance: { ...asking.provenance, reason: hidden(asking.provenance.reason) } },
      { ...asked, command: withPersonalTexts(asked.command, hidden) } as Asked,
    );
  }

  /** Decides that a person is forgotten, and destroys the key; taken up again after a crash. */
  async forget(
    id: string,
    organisation: string,
    dryRun: boolean,
    decide: () => Promise<Answer>,
  ): Promise<Answer> {
    const found = (await this.keys.of([id])).get(id);
    if (!found)
      return {
        refused: refusal('not-found', { what: 'sealed words about', id, where: 'the log' }),
      };
    if (found.controller !== organisation)
      return {
        refused: refusal('another-organisation', {
          what: `Forgetting "${id}"`,
          organisation: found.controller,
          asked: organisation,
        }),
      };
    if (dryRun) return decide();
    await this.keys.announce(id);
    const answer = await decide();
    if (!('refused' in answer)) await this.keys.destroy(id);
    return answer;
  }

  /**
   * An answer in which sealed words are shown to whoever may read them: who sealed them, and
   * auditors. To others it says that they are sealed; to everybody, once that is so, that they are
   * forgotten.
   */
  async shown<Shown>(answer: Shown, to: Identity | undefined): Promise<Shown> {
    const subjects = new Set<string>();
    mapTexts(answer, (text) => {
      const subject = subjectOf(text);
      if (subject !== undefined) subjects.add(subject);
      return text;
    });
    if (subjects.size === 0) return answer;
    const keys = await this.keys.of([...subjects]);
    return mapTexts(answer, (text) => {
      const subject = subjectOf(text);
      return subject === undefined ? text : inWords(text, subject, keys.get(subject), to);
    }) as Shown;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.finishing;
    await this.pool.end();
  }

  private async personOf({ kind, id, command }: Asked): Promise<string | undefined> {
    // Who acts is no secret of theirs: an appointment says so to everybody whom it concerns.
    if (kind === 'person' || kind === 'appointment') return undefined;
    if ('person' in command) return command.person;
    if (kind === 'contract' && command.command !== 'award-contract')
      return this.ledger.read(streamOf(kind, id), awardDecider, (award) =>
        award.outcome === 'awarded' ? (award.contract.person ?? undefined) : undefined,
      );
    if (kind === 'outcome' && 'claim' in command)
      return this.ledger.read(
        streamOf(kind, id),
        outcomeDecider,
        ({ claims }) => claims.get(command.claim)?.person,
      );
    return undefined;
  }

  /** Destroys keys whose destruction was decided and not carried out. */
  finish(): Promise<void> {
    return (this.finishing = this.finishing.then(async () => {
      try {
        for (const subject of await this.keys.announced()) {
          const stream = streamOf('person', subject);
          if (await this.ledger.read(stream, personDecider, ({ forgotten }) => forgotten))
            await this.keys.destroy(subject);
        }
      } catch (error) {
        this.logger.error({ err: error }, 'keys could not be destroyed; trying again');
      }
    }));
  }
}

function inWords(
  sealed: string,
  subject: string,
  found: SubjectKey | undefined,
  reader: Identity | undefined,
): string {
  if (found?.destroyed)
    return `[forgotten: the key of ${subject} was destroyed on ${londonDay(found.destroyed)}]`;
  const hidden = `[sealed: it concerns ${subject}]`;
  if (!reader || !found?.key) return hidden;
  if (reader.kind !== 'auditor' && reader.organisation !== found.controller) return hidden;
  return unseal(sealed, found.key) ?? `[unreadable: it was not sealed with the key of ${subject}]`;
}

/** The same answer, every text in it changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, change));
  // Days and buffers are no part of an answer's texts.
  if ((value as object | null | undefined)?.constructor !== Object) return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, part]) => [name, mapTexts(part, change)]),
  );
}
