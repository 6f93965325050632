import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { catalogue, type Collection } from '#contracts/commands/catalogue.js';
import type { Json } from '#contracts/envelope.js';
import { londonDay } from '#contracts/financial-year.js';
import { Day, Id } from '#contracts/values.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { LedgerCommand, type Answer, type Asked } from '../ledger/commands.js';
import type { Touched } from '../ledger/awards.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Sent } from '../access/may-command.js';
import { reasonOf, requiredIdentity } from './asking.js';
import { wordsOf } from './checked-query.js';
import { LEDGER } from './tokens.js';

/** How a command is given: under the caller's own name for it, or as a rehearsal that records nothing. */
export type Manner =
  | { readonly key: string; readonly expectedRevision?: number | undefined }
  | { readonly dryRun: true; readonly expectedRevision?: number | undefined };

/** Where every command that people and programs send is handed in, in the name of who asks. */
@Injectable()
export class CommandDesk {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** Throws what refuses it as `Refused`. */
  give(sent: Sent, manner: Manner): Promise<Touched> {
    return this.hand(sent, commandOf(sent, this.ledger.now()), manner);
  }

  /** What an open proposal would recode now, whoever has yet to approve it; nothing is recorded. */
  rehearseRecoding(fund: string, proposal: string): Promise<Touched> {
    const command = 'rehearse-recoding' as const;
    const effective = londonDay(this.ledger.now());
    return this.hand(
      { collection: 'funds', id: fund, command, body: { proposal } },
      {
        asked: { kind: 'fund', id: fund, command: { command, proposal, effective } },
        ...{ reason: 'To see what it would do', about: undefined },
      },
      { dryRun: true },
    );
  }

  private async hand(
    { collection, id, command, body }: Sent,
    { asked, reason, about }: Checked,
    manner: Manner,
  ): Promise<Touched> {
    const identity = requiredIdentity();
    const answer = await this.bus.execute<LedgerCommand, Answer>(
      new LedgerCommand(
        {
          provenance: {
            actor: identity.id,
            organisation: identity.organisation,
            authority: identity.authority,
            reason,
          },
          // Keys of different callers never meet.
          key: `${identity.id}/${'key' in manner ? manner.key : 'dry-run'}`,
          asked: [collection, id, command, body as Json],
          dryRun: 'dryRun' in manner,
          about,
          office: identity.office,
        },
        { ...asked, expectedRevision: manner.expectedRevision },
      ),
    );
    if ('refused' in answer) throw new Refused(answer.refused);
    return answer;
  }
}

/** The command of a name among those of a collection; refused where there is none. */
export function schemaOf(collection: string, command: string): z.ZodObject {
  const found = collectionOf(collection);
  const schema =
    found && Object.hasOwn(found.commands, command) ? found.commands[command] : undefined;
  if (schema) return schema;
  throw refuse('not-found', {
    ...{ what: 'command', id: `${collection}/…/${command}`, where: 'the API' },
  });
}

const collectionOf = (collection: string): Collection | undefined =>
  Object.hasOwn(catalogue, collection)
    ? catalogue[collection as keyof typeof catalogue]
    : undefined;

const Wrapping = z.looseObject({
  effective: Day.optional(),
  reason: z.unknown(),
  about: Id.optional(),
});

/** A command that its schema has nothing against. */
interface Checked {
  readonly asked: Asked;
  readonly reason: string;
  readonly about: string | undefined;
}

/** Checks what came with a command against its schema; says where it is wrong. */
function commandOf({ collection, id, command: name, body }: Sent, now: Date): Checked {
  const schema = schemaOf(collection, name);
  if (!Id.safeParse(id).success)
    throw refuse('invalid-request', {
      detail: `"${id}" is no identifier: use letters, digits and . : _ -`,
    });

  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse('invalid-request', {
      detail: 'send the command as a JSON object, with the header Content-Type: application/json',
    });
  const wrapping = Wrapping.safeParse(body);
  if (!wrapping.success) throw refuse('invalid-request', { detail: wordsOf(wrapping.error) });
  const { effective, reason, about, ...input } = wrapping.data;
  const said = reasonOf(reason);
  const command = schema.safeParse(input);
  if (!command.success) throw refuse('invalid-request', { detail: wordsOf(command.error) });
  const checked = { ...command.data, command: name, effective: effective ?? londonDay(now) };
  const kind = collectionOf(collection)?.kind;
  return { asked: { kind, id, command: checked } as unknown as Asked, reason: said, about };
}
