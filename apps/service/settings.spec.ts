import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readSettings } from './settings.js';

function refusal(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  throw new Error('was accepted');
}

describe('settings', () => {
  it('need none to be given', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', logLevel: 'info' });
    expect(settings.databaseUrl).toBeUndefined();
    expect(settings).toMatchObject({ eventStoreUrl: undefined, eventStoreLog: 'purse' });
    expect(readSettings({ EVENTSTORE_URL: '' }).eventStoreUrl).toBeUndefined();
    expect(settings).toMatchObject({ environment: 'development', example: 'whole' });
    expect(basename(settings.data)).toBe('.data');
    expect(existsSync(join(dirname(settings.data), 'package.json'))).toBe(true);
  });

  it('come from the environment, where an empty variable is as good as none', () => {
    const settings = readSettings({
      PORT: '8080',
      HOST: '::1',
      DATABASE_URL: 'postgres://purse:secret@db.example:5432/purse',
      EVENTSTORE_URL: 'esdb://purse:secret@one.example:2113,two.example:2113?tls=true',
      EVENTSTORE_LOG: 'north',
      PURSE_DATA: 'elsewhere',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      PURSE_LOG_KEY: 'elsewhere/keys/log',
      PURSE_LOG_ORIGIN: 'ledger.north.example/log',
      PURSE_URL: 'https://purse.north.example/',
      PURSE_ISSUER: 'https://login.north.example/realms/staff',
      PURSE_CLIENT_ID: 'purse',
      PURSE_CLIENT_SECRET: 'hush',
    });
    expect(settings).toEqual({
      port: 8080,
      host: '::1',
      databaseUrl: 'postgres://purse:secret@db.example:5432/purse',
      eventStoreUrl: 'esdb://purse:secret@one.example:2113,two.example:2113?tls=true',
      eventStoreLog: 'north',
      data: resolve('elsewhere'),
      logKey: resolve('elsewhere/keys/log'),
      logOrigin: 'ledger.north.example/log',
      logLevel: 'warn',
      url: 'https://purse.north.example',
      issuer: {
        url: 'https://login.north.example/realms/staff',
        clientId: 'purse',
        clientSecret: 'hush',
        audience: 'https://purse.north.example/api',
      },
      metricsToken: undefined,
      securityLogDays: 400,
      timeouts: { headers: 15, request: 300, keepAlive: 5, silence: 600, statement: 120 },
      requestsPerMinute: 12_000,
      proxies: 0,
      example: undefined,
      environment: 'production',
    });
  });

  it('are refused all at once, each in one sentence with its name, its value and what would be right', () => {
    const sentences = refusal({ PORT: 'eighty', LOG_LEVEL: 'loud', NODE_ENV: 'staging' });
    expect(sentences).toEqual([
      'PORT is "eighty": give a whole number from 0 to 65535.',
      'LOG_LEVEL is "loud": give one of fatal, error, warn, info, debug, trace, silent.',
      'NODE_ENV is "staging": give one of development, test, production.',
    ]);
  });

  it.each(['65536', '-1', '3000.5', '0x10', ' 3000'])('refuse the port %j', (port) => {
    expect(refusal({ PORT: port })).toEqual([
      `PORT is "${port}": give a whole number from 0 to 65535.`,
    ]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'purse.example', '127.example'])(
    'refuse to be reachable at %s without an issuer',
    (host) => {
      expect(refusal({ HOST: host })).toEqual([
        expect.stringContaining(
          'without an issuer of your own the service answers this machine only',
        ),
      ]);
    },
  );

  const issuer = { PURSE_ISSUER: 'https://login.example', PURSE_CLIENT_ID: 'purse' };

  it('let the service be reachable anywhere with an issuer', () => {
    const given = { ...issuer, PURSE_URL: 'https://purse.example' };
    expect(readSettings({ ...given, HOST: '0.0.0.0' })).toMatchObject({ host: '0.0.0.0' });
    const meant = { ...given, PURSE_AUDIENCE: 'api://purse' };
    expect(readSettings(meant).issuer?.audience).toBe('api://purse');
  });

  it('need of an issuer what it calls the service, and where it sends people back', () => {
    expect(refusal({ PURSE_ISSUER: 'https://login.example' })).toEqual([
      'PURSE_CLIENT_ID is missing: give what PURSE_ISSUER calls this service.',
      'PURSE_URL is missing: give the address of the service, to which PURSE_ISSUER sends people back.',
    ]);
  });

  it.each([
    'http://login.example',
    'login.example',
    'https://me:x@login.example',
    'https://a.example?b',
  ])('refuse the address %s, over which others could read along, or which is none', (url) => {
    expect(refusal({ ...issuer, PURSE_URL: 'https://p.example', PURSE_ISSUER: url })).toEqual([
      expect.stringContaining('give an address that begins with https://'),
    ]);
    expect(refusal({ ...issuer, PURSE_URL: url })).toHaveLength(1);
  });

  it.each([
    'PURSE_REQUESTS_PER_MINUTE',
    'PURSE_PROXIES',
    'PURSE_SECURITY_LOG_DAYS',
    'PURSE_HEADERS_SECONDS',
    'PURSE_REQUEST_SECONDS',
    'PURSE_KEEP_ALIVE_SECONDS',
    'PURSE_SILENCE_SECONDS',
    'PURSE_STATEMENT_SECONDS',
  ])('refuse in %s what is no number', (name) => {
    expect(refusal({ [name]: 'many' })).toEqual([
      expect.stringMatching(`${name} is "many": give a whole number from \\d+ to \\d+`),
    ]);
  });

  it('take the secret from a file, and from one place only', () => {
    const given = { ...issuer, PURSE_URL: 'https://purse.example' };
    const file = { ...given, PURSE_CLIENT_SECRET_FILE: 'package.json' };
    expect(readSettings(file).issuer?.clientSecret).toContain('common-purse');
    expect(refusal({ ...file, PURSE_CLIENT_SECRET: 'hush' })).toEqual([
      'PURSE_CLIENT_SECRET_FILE is "package.json": give this or PURSE_CLIENT_SECRET, not both.',
    ]);
    expect(refusal({ ...given, PURSE_CLIENT_SECRET_FILE: '/nowhere' })).toEqual([
      expect.stringContaining('which cannot be read'),
    ]);
  });

  it('take the token for the metrics from a file too, and show nothing of one that is too short', () => {
    const file = { PURSE_METRICS_TOKEN_FILE: 'package.json' };
    expect(readSettings(file).metricsToken).toContain('common-purse');
    expect(refusal({ ...file, PURSE_METRICS_TOKEN: 'a-token-of-some-length' })).toEqual([
      'PURSE_METRICS_TOKEN_FILE is "package.json": give this or PURSE_METRICS_TOKEN, not both.',
    ]);
    expect(refusal({ PURSE_METRICS_TOKEN: 'hush' })).toEqual([
      'PURSE_METRICS_TOKEN is not right: give at least 16 characters, drawn at random.',
    ]);
  });

  it.each(['mysql://u:p@host/db', 'postgres://u:p@host', 'purse', 'postgresql://u:p@host/'])(
    'refuse the database address %s',
    (url) => {
      expect(refusal({ DATABASE_URL: url })).toEqual([
        expect.stringContaining('give postgresql://user:password@host:port/database'),
      ]);
    },
  );

  it('never repeat a password', () => {
    const [sentence] = refusal({ DATABASE_URL: 'mysql://me:se/cr@et@host/db' });
    expect(sentence).toMatch(/^DATABASE_URL is "mysql:\/\/me:\*\*\*@host\/db": /);
  });

  it.each([
    ['http://host', 'give esdb://user:password@host:2113'],
    ['esdb://host:x', 'at its character 13 should stand port number'],
    ['esdb://host?tls=maybe', 'at its character 17 should stand true or false'],
    ['esdb://host?colour=red', 'leave out "colour"'],
    ['esdb://host?tls-verify-cert=false', 'certificates are always verified'],
    ['esdb://host?tlsCAFile=/nowhere.crt', 'name certificate files that exist'],
    ['esdb://me:se%cret@host', 'give esdb://user:password@host:2113'],
  ])('refuse the EventStoreDB address %s', (url, what) => {
    const [sentence] = refusal({ EVENTSTORE_URL: url });
    expect(sentence).toContain(what);
    expect(sentence).toContain('or leave it out to keep the log in PostgreSQL.');
    expect(sentence).not.toContain('se%cret');
  });

  it.each(['North', 'a.b', '1st', ''.padEnd(51, 'a')])('refuse the name %s of a log', (name) => {
    expect(refusal({ EVENTSTORE_LOG: name })).toEqual([
      `EVENTSTORE_LOG is "${name}": give lower-case letters, digits and hyphens, beginning with a letter.`,
    ]);
  });
});
