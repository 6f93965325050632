import { generateKeyPairSync } from 'node:crypto';
import type { LogStep } from '#contracts/commands/log.js';
import { formatVerifierKey, signerFrom, type KeyKind } from '#libs/transparency/keys.js';
import { expectRefused } from '#test/support/given.js';
import { decideLog } from './decide-log.js';
import { evolveLogKeys, logDecider, type LogKeys } from './log-keys.js';

const keyOf = (kind: KeyKind, name: string): string => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return formatVerifierKey(signerFrom(kind, name, pem).key);
};
const [first, second] = [keyOf('note', 'log.example'), keyOf('note', 'log.example')];
const icb = keyOf('cosignature', 'icb.example');
const effective = '2026-06-01';
const now = '2026-06-01T09:00:00.000Z';
const at = (instant: string): number => Date.parse(instant) / 1000;

type Given = LogStep extends infer Step
  ? Step extends LogStep
    ? Omit<Step, 'effective'>
    : never
  : never;

/** The state after steps that must be taken. */
function after(...steps: Given[]): LogKeys {
  let state = logDecider.initial();
  for (const step of steps)
    for (const event of decide(state, step).events ?? []) state = evolveLogKeys(state, event);
  return state;
}
const decide = (state: LogKeys, step: Given, organisation = 'GB-NHS-QMR') =>
  decideLog(
    state,
    { ...step, effective },
    {
      ...{ now, organisation, today: effective, actor: 'tomasz' },
      ...{ authority: 'Head of commissioning', office: 'head-of-commissioning' },
    },
  );
const refusedBy = (state: LogKeys, step: Given, organisation?: string) =>
  decide(state, step, organisation).refused;

const introduce = (verifierKey: string, from: number): Given => ({
  command: 'introduce-log-key',
  verifierKey,
  from,
});
const retire = (verifierKey: string, to: number): Given => ({
  command: 'retire-log-key',
  verifierKey,
  to,
  cause: 'followed',
});
const admit = (verifierKey = icb): Given => ({ command: 'admit-cosigner', verifierKey });
const remove: Given = { command: 'remove-cosigner', verifierKey: icb, cause: 'Replaced' };
const cosigned = (size: number, time: string): Given => ({
  ...{ command: 'record-cosignature', verifierKey: icb, size, root: `${'A'.repeat(43)}=` },
  ...{ time: at(time), signature: '— icb.example AAAA' },
});

describe('a key of the log', () => {
  it('follows another, which is retired where both have signed', () => {
    const state = after(introduce(first, 0), introduce(second, 101), retire(first, 104));
    expect(state.keys).toEqual([
      { verifierKey: first, from: 0, to: 104 },
      { verifierKey: second, from: 101 },
    ]);
  });

  it('is new, signs notes, and begins after the one before', () => {
    const state = after(introduce(first, 100));
    expectRefused(refusedBy(state, introduce(first, 200)), 'key-known', { key: first });
    expectRefused(refusedBy(state, introduce(second, 100)), 'key-too-early', {
      from: 100,
      before: 100,
    });
    expectRefused(refusedBy(state, introduce(icb, 200)), 'key-of-another-kind', {
      key: icb,
      signatureType: '0x01',
    });
    expectRefused(refusedBy(state, introduce('log.example+00000000+AAAA', 200)), 'not-a-key', {});
  });

  it('is not retired before another signs, twice, or unknown', () => {
    const state = after(introduce(first, 0));
    expectRefused(refusedBy(state, retire(first, 10)), 'last-log-key', { key: first, to: 10 });
    expectRefused(refusedBy(state, retire(second, 10)), 'key-unknown', { key: second });
    const followed = after(introduce(first, 0), introduce(second, 50), retire(first, 60));
    expectRefused(refusedBy(followed, retire(first, 70)), 'key-unknown', { key: first });
    const gap = after(introduce(first, 0), introduce(second, 50));
    expectRefused(refusedBy(gap, retire(first, 40)), 'last-log-key', { to: 40 });
  });
});

describe('a cosigner', () => {
  it('is admitted by its organisation with a key for cosignatures, and removed by it', () => {
    const { cosigners } = after(admit(), remove);
    expect(cosigners).toEqual([
      { organisation: 'GB-NHS-QMR', verifierKey: icb, from: now, to: now },
    ]);
    expectRefused(refusedBy(after(), admit(first)), 'key-of-another-kind', {
      signatureType: '0x04',
    });
    expectRefused(refusedBy(after(admit(), remove), admit()), 'key-known', { key: icb });
    expectRefused(refusedBy(after(), remove), 'key-unknown', { key: icb });
    expectRefused(refusedBy(after(admit(), remove), remove), 'key-unknown', { key: icb });
    expectRefused(refusedBy(after(admit()), remove, 'GB-LAE-NMR'), 'another-organisation', {
      organisation: 'GB-NHS-QMR',
      asked: 'GB-LAE-NMR',
    });
  });

  it('signs larger checkpoints later, within its term, and not after now', () => {
    const state = after(admit(), cosigned(100, '2026-06-01T09:00:10Z'));
    expect(state.largest.get(icb)).toEqual({ size: 100, time: '2026-06-01T09:00:10.000Z' });
    expect(decide(state, cosigned(100, '2026-06-01T09:01:00Z')).events).toHaveLength(1);
    expectRefused(
      refusedBy(state, cosigned(99, '2026-06-01T09:01:00Z')),
      'cosignature-out-of-order',
      { largest: 100, size: 99 },
    );
    expectRefused(
      refusedBy(state, cosigned(101, '2026-06-01T09:00:09Z')),
      'cosignature-out-of-order',
      { size: 101 },
    );
    expectRefused(refusedBy(state, cosigned(101, '2026-06-01T08:59:59Z')), 'key-unknown', {
      key: icb,
    });
    expectRefused(refusedBy(state, cosigned(101, '2026-06-01T09:06:00Z')), 'bad-signature', {});
    const removed = after(admit(), remove);
    expectRefused(refusedBy(removed, cosigned(101, '2026-06-01T09:00:01Z')), 'key-unknown', {
      key: icb,
    });
  });
});
