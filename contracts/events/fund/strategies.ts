import { z } from 'zod';
import { event } from '../../event-type.js';
import { Id, Text } from '../../values.js';

/**
 * From its day on a scheme serves these strategies and no others: none where it is withdrawn from all.
 * No money moves by it, and no rule asks for it.
 */
export const ServedStrategiesStated = event('ServedStrategiesStated', 1, {
  scheme: Id,
  strategies: z.array(Id).max(50),
  evidence: Text,
});

export const strategyStatements = { ServedStrategiesStated } as const;
