import { generate } from 'selfsigned';

/** A key and what is certified about it, in PEM. */
export interface Certified {
  readonly key: string;
  readonly certificate: string;
}

/** An authority that nobody knows yet: clients are given its certificate to trust. */
export async function authority(): Promise<Certified> {
  const made = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...SHORT,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

/** A server certificate for one name, `localhost` with its addresses. */
export async function certified(by: Certified, name: string): Promise<Certified> {
  const addresses = name === 'localhost' ? [{ type: 7, ip: '127.0.0.1' } as const] : [];
  const made = await generate([{ name: 'commonName', value: name }], {
    ...SHORT,
    ca: { key: by.key, cert: by.certificate },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }, ...addresses] },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

const SHORT = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
