import type { AppointmentCommand } from '#contracts/commands/appointment.js';
import {
  decideAppointment,
  evolveAppointment,
  newAppointment,
  type Appointment,
  type AppointmentCircumstances,
} from './appointment.js';

const council = 'GB-LAE-NMR';
const circumstances: AppointmentCircumstances = {
  ...{ now: '2026-04-01T09:00:00Z', today: '2026-04-01', actor: 'nadia' },
  ...{ organisation: council, authority: 'Administrator', office: 'administrator' },
  funds: new Map([
    ['pool', { host: council, parties: [council, 'icb'] }],
    ['theirs', { host: 'icb', parties: ['icb', council] }],
    ['elsewhere', { host: 'district', parties: ['district'] }],
  ]),
};
const appoint = (
  changed: Partial<Extract<AppointmentCommand, { command: 'appoint' }>> = {},
): AppointmentCommand => ({
  ...{ command: 'appoint', effective: '2026-04-01', person: 'amina', organisation: council },
  ...{ role: 'commissioner', office: 'manager', authority: 'Manager', funds: null, until: null },
  ...changed,
});
const decided = (
  asked: AppointmentCommand,
  appointment: Appointment = newAppointment(),
  organisation = council,
) => decideAppointment(appointment, asked, 'one', { ...circumstances, organisation });
const made = (organisation: string, by: string): Appointment => ({ made: { organisation, by } });

describe('an administrator', () => {
  it('appoints for funds that the own organisation is a party to', () => {
    expect(decided(appoint({ funds: ['pool', 'theirs'] })).events).toMatchObject([
      { type: 'PersonAppointed', data: { person: 'amina', funds: ['pool', 'theirs'] } },
    ]);
    expect(decided(appoint({ funds: ['elsewhere'] })).refused).toMatchObject({
      problem: 'fund-of-others',
      facts: { fund: 'elsewhere', needed: 'a party' },
    });
  });

  it('lets others in to see funds that the own organisation hosts, and names', () => {
    const auditor = { person: 'priya', organisation: 'firm', role: 'auditor' } as const;
    expect(decided(appoint({ ...auditor, funds: ['pool'] })).events).toHaveLength(1);
    expect(decided(appoint({ ...auditor, funds: ['theirs'] })).refused?.problem).toBe(
      'fund-of-others',
    );
    expect(decided(appoint(auditor)).refused?.problem).toBe('not-yours-to-appoint');
    expect(decided(appoint({ organisation: 'icb', funds: ['pool'] })).refused?.problem).toBe(
      'not-yours-to-appoint',
    );
  });

  it('does not appoint himself, nor the same twice, nor until before it begins', () => {
    expect(decided(appoint({ person: 'nadia' })).refused?.problem).toBe('appoints-self');
    expect(decided(appoint(), made(council, council)).refused?.problem).toBe('already-exists');
    expect(decided(appoint({ until: '2026-03-31' })).refused?.problem).toBe(
      'ends-before-it-begins',
    );
  });
});

describe('an appointment', () => {
  const end: AppointmentCommand = {
    ...{ command: 'end-appointment', effective: '2026-06-30', cause: 'Has left' },
  };

  it('is ended by the organisation that it is for, or by the one that made it', () => {
    expect(decided(end, made('firm', council)).events).toMatchObject([
      { type: 'AppointmentEnded' },
    ]);
    expect(decided(end, made('firm', council), 'firm').events).toHaveLength(1);
    expect(decided(end, made('firm', council), 'icb').refused?.problem).toBe(
      'another-organisation',
    );
    expect(decided(end).refused?.problem).toBe('not-found');
  });

  it('may be made anew once it is ended', () => {
    const ended = evolveAppointment(made(council, council), {
      ...{ type: 'AppointmentEnded', version: 1, effective: '2026-06-30' },
      data: { cause: 'Has left' },
    });
    expect(decided(appoint(), ended).events).toHaveLength(1);
  });
});

it('has its first administrator from the operator', () => {
  const first = decideAppointment(
    newAppointment(),
    {
      ...{ command: 'set-up-administrator', effective: '2026-04-01' },
      ...{ person: 'nadia', organisation: council },
    },
    'first',
    circumstances,
  );
  expect(first.events).toMatchObject([
    { data: { person: 'nadia', role: 'administrator', organisation: council } },
  ]);
});
