// The service as it is started to try it out, with the whole example place, on a database of the benchmark's.
import { dirname } from 'node:path';
import { readSettings } from '#apps/service/settings.js';
import { startService } from '#apps/service/start.js';

const [url = '', folder = ''] = process.argv.slice(2);
const service = await startService(
  readSettings({
    ...{ DATABASE_URL: url, PORT: '0', PURSE_EXAMPLE: 'yes', LOG_LEVEL: 'warn' },
    ...{ PURSE_DATA: dirname(folder), PURSE_REQUESTS_PER_MINUTE: '0' },
  }),
);
process.send?.(service.url);

process.once('disconnect', () => {
  void service.stop().then(() => process.exit(0));
});
