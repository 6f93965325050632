import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { parseCheckpoint } from '#libs/transparency/checkpoint.js';
import { hashLength, type Hash } from '#libs/transparency/hashes.js';
import { parseNote } from '#libs/transparency/note.js';
import { consistencyProof, inclusionProof } from '#libs/transparency/stored-tree.js';
import { tileWidthMax } from '#libs/transparency/tiles.js';
import { refuse } from '#projections/reading/refused.js';
import type { LogService } from '../log/log-service.js';
import { proved } from '../log/proved.js';
import { TRANSPARENCY } from './tokens.js';

type Query = Readonly<Record<string, unknown>>;

/** Proofs ready made, for those who do not read tiles. Hashes are in base64, as in a checkpoint. */
@Controller('api/v1')
export class ProofsController {
  constructor(@Inject(TRANSPARENCY) private readonly log: LogService) {}

  /** That an event stands in the tree of a size: if none is named, of a checkpoint that covers it. */
  @Get('events/:number/proof')
  async inclusion(@Param('number') asked: string, @Query() query: Query): Promise<object> {
    const number = countOf('the number', asked, 1);
    const named = query['size'] === undefined ? undefined : countOf('size', query['size'], number);
    return proved(this.log, async () => {
      const size = named ?? (await this.signedSize(number));
      const root = await this.log.rootAt(size);
      const index = number - 1;
      return {
        ...{ origin: this.log.origin, number, index, size },
        leaf: written(await this.leafAt(index)),
        root: written(root),
        proof: (await inclusionProof(this.log.tiles, index, size)).map(written),
      };
    });
  }

  /** That the tree of a size only appends to that of another. */
  @Get('log/consistency')
  async consistency(@Query() query: Query): Promise<object> {
    const from = countOf('from', query['from'], 1);
    const to = countOf('to', query['to'], from);
    return proved(this.log, async () => ({
      ...{ origin: this.log.origin, from, to },
      toRoot: written(await this.log.rootAt(to)),
      fromRoot: written(await this.log.rootAt(from)),
      proof: (await consistencyProof(this.log.tiles, from, to)).map(written),
    }));
  }

  private async signedSize(number: number): Promise<number> {
    const note = await this.log.checkpointCovering(number);
    return parseCheckpoint(parseNote(note).text).size;
  }

  private async leafAt(index: number): Promise<Hash> {
    const place = index % tileWidthMax;
    const tile = await this.log.tiles(0, Math.floor(index / tileWidthMax), place + 1);
    return tile.subarray(place * hashLength, (place + 1) * hashLength);
  }
}

const written = (hash: Hash): string => Buffer.from(hash).toString('base64');

function countOf(name: string, given: unknown, least: number): number {
  const count = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : -1;
  if (count < least)
    throw refuse('invalid-request', { detail: `${name} is a whole number of ${least} or more` });
  return count;
}
