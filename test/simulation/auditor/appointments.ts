import { must } from './amounts.js';
import type { AuditBy } from './auditor.js';

/** Rule 20: nobody gives himself a say. Rule 9: an event tells for which organisation it was done. */
export const appointmentAudit = {
  PersonAppointed: (_auditor, { actor, organisation, data }) => {
    must('nobody appoints himself', data.person !== actor);
    must('an administrator speaks for his own organisation', data.by === organisation);
    must(
      'others are let in to see, and to funds that are named',
      data.organisation === organisation ||
        (['auditor', 'provider', 'funder'].includes(data.role) && data.funds !== null),
    );
  },
  AppointmentEnded: (_auditor, { stream }) => {
    must('an appointment is ended in its own stream', stream.startsWith('appointment-'));
  },
} satisfies AuditBy;
