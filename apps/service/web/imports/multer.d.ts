// The part of the package that is used: one file of a form, kept by a storage of one's own.
declare module 'multer' {
  import type { Readable } from 'node:stream';
  import type { Request, RequestHandler } from 'express';

  interface ComingFile {
    readonly originalname: string;
    readonly stream: Readable;
  }

  interface Storage {
    _handleFile(
      request: Request,
      file: ComingFile,
      done: (error: unknown, info?: object) => void,
    ): void;
    _removeFile(request: Request, file: ComingFile, done: (error: null) => void): void;
  }

  interface Options {
    readonly storage: Storage;
    readonly limits: Readonly<Record<string, number>>;
    readonly fileFilter: (
      request: Request,
      file: ComingFile,
      answer: (error: null, taken: boolean) => void,
    ) => void;
    readonly defParamCharset: string;
  }

  export default function multer(options: Options): {
    single(field: string): RequestHandler;
  };
}
