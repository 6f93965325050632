import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { steadyGround } from './steady-ground.js';
import { told } from './telling.js';

/** Reviews of the agreements that the partners have held; the Better Care Fund's second is still due. */
export const reviewsHeld: readonly Step[] = [
  told(
    'agreement',
    betterCare,
    'hold-review',
    {
      due: '2025-10-31',
      outcome: 'Goes on unchanged; the partners look at the wait for care at home again in spring',
    },
    '2025-11-04',
    { reason: 'Review by the partners' },
  ),
  told(
    'agreement',
    steadyGround,
    'hold-review',
    { due: '2026-03-31', outcome: 'Goes on to 2031; long awards kept their staff' },
    '2026-03-26',
    { reason: 'Review by the partners' },
  ),
];
