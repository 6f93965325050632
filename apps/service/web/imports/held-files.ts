import { createHash, randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** A file that somebody sent, which can be read as often as it is needed while it is held. */
export interface SentFile {
  /** As whoever sent it calls it: for people, and for nothing else. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly read: () => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** How long a file is held after it was last asked for, and how many are at a time. */
const heldMilliseconds = 30 * 60_000;
const heldByOne = 3;
const heldByAll = 16;
export const sentBytesMax = 64 * 1024 * 1024;

interface Held {
  readonly holder: string;
  readonly file: SentFile;
  until: number;
}

/**
 * Files between their being sent and what is done with them, so that nobody has to choose a file again to
 * check it, to mend how it is read, and to put its rows right. Each is held for the one session that sent
 * it, for half an hour, in a file that has no name: it goes with the process, whatever ends that.
 */
@Injectable()
export class HeldFiles implements OnModuleDestroy {
  #held: readonly Held[] = [];
  #clearing: NodeJS.Timeout | undefined;

  hold(holder: string, file: SentFile): void {
    const before = this.#held.find((each) => each.holder === holder && isSame(each.file, file));
    const own = this.#held.filter((each) => each.holder === holder && each !== before);
    const others = this.#held.filter((each) => each.holder !== holder);
    const until = Date.now() + heldMilliseconds;
    this.#keep([...others, ...own.slice(1 - heldByOne), { holder, file, until }].slice(-heldByAll));
    this.#clearing ??= setInterval(() => {
      this.#keep(this.#held.filter((each) => each.until > Date.now()));
    }, 60_000).unref();
  }

  /** The file of that hash which the holder has sent, and may still use. */
  find(holder: string, sha256: string): SentFile | undefined {
    const found = this.#held.find(
      (each) => each.holder === holder && each.file.sha256 === sha256 && each.until > Date.now(),
    );
    if (found) found.until = Date.now() + heldMilliseconds;
    return found?.file;
  }

  has(file: SentFile): boolean {
    return this.#held.some((each) => each.file === file);
  }

  onModuleDestroy(): void {
    clearInterval(this.#clearing);
    this.#keep([]);
  }

  #keep(kept: readonly Held[]): void {
    const gone = this.#held.filter((each) => !kept.includes(each));
    this.#held = kept;
    for (const { file } of gone) if (!this.has(file)) file.close().catch(() => undefined);
  }
}

const isSame = (one: SentFile, other: SentFile): boolean => one.sha256 === other.sha256;

/** Writes what comes into a file without a name. */
export async function keepSent(coming: AsyncIterable<Uint8Array>, name: string): Promise<SentFile> {
  const path = join(tmpdir(), `purse-sent-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of coming) {
      hash.update(piece);
      for (let at = 0; at < piece.length;)
        at += (await file.write(piece, at, piece.length - at, bytes + at)).bytesWritten;
      bytes += piece.length;
    }
    return {
      ...{ name, bytes, sha256: hash.digest('hex') },
      read: () => piecesOf(file),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const pieceBytes = 64 * 1024;

async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(
      Buffer.allocUnsafe(pieceBytes),
      0,
      pieceBytes,
      at,
    );
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
