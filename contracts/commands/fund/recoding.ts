import { z } from 'zod';
import { Id, Nature, Text } from '../../values.js';
import { Sources } from './shapes.js';

export const recodingCommands = {
  /** Under another award, or under a scheme and its sources; re-sourced where only the sources differ. */
  'recode-spending': z.strictObject({
    expenditure: Id,
    corrects: Id,
    award: Id.optional(),
    scheme: Id.optional(),
    sources: Sources.default('as-scheme'),
    nature: Nature.optional(),
    /** Why capital is written off to revenue. */
    abortive: Text.optional(),
  }),
} as const;
