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
    expect(settings).toMatchObject({ environment: 'development', example: true });
    expect(basename(settings.data)).toBe('.data');
    expect(existsSync(join(dirname(settings.data), 'package.json'))).toBe(true);
  });

  it('come from the environment, where an empty variable is as good as none', () => {
    const settings = readSettings({
      PORT: '8080',
      HOST: '::1',
      DATABASE_URL: 'postgres://purse:secret@db.example:5432/purse',
      EVENTSTORE_URL: '',
      PURSE_DATA: 'elsewhere',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    });
    expect(settings).toEqual({
      port: 8080,
      host: '::1',
      databaseUrl: 'postgres://purse:secret@db.example:5432/purse',
      data: resolve('elsewhere'),
      logLevel: 'warn',
      example: false,
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
    'refuse to be reachable at %s while nobody has to sign in',
    (host) => {
      expect(refusal({ HOST: host })).toEqual([
        expect.stringContaining('without sign-in the service answers this machine only'),
      ]);
    },
  );

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

  it('refuse an EventStoreDB, which this version cannot use', () => {
    expect(refusal({ EVENTSTORE_URL: 'esdb://host' })).toEqual([
      expect.stringMatching(/^EVENTSTORE_URL is "esdb:\/\/host": leave it out, /),
    ]);
  });
});
