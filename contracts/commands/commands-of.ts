import type { z } from 'zod';

/** A command checked against its schema, its defaults filled in. */
export type CommandsOf<Catalogue extends Readonly<Record<string, z.ZodType>>> = {
  [Name in keyof Catalogue]: { readonly command: Name; readonly effective: string } & Readonly<
    z.output<Catalogue[Name]>
  >;
}[keyof Catalogue];
