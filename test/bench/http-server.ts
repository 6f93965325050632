// The whole service on a database, with one route more that answers what it is sent.
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post, type DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import { routeRules } from '#apps/service/access/routes.js';
import { openRuntime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { onThisMachine } from '#test/support/listening.js';
import { appointPeople } from '#test/support/people.js';
import { signedInAs } from '#test/support/tokens.js';

@Controller('echo')
class EchoController {
  @Post()
  @HttpCode(200)
  echo(@Body() body: object): object {
    return body;
  }
}

@Module({})
class EchoingService {
  static with(service: DynamicModule): DynamicModule {
    return {
      module: EchoingService,
      imports: [service],
      controllers: [EchoController],
    };
  }
}

const [url = ''] = process.argv.slice(2);
const logger = pino({ level: 'warn' });
const runtime = await openRuntime(url, logger);
await appointPeople(runtime.ledger, 'northmoor-council');
// The service's own routes are all that it has rules for.
Object.assign(routeRules, { 'POST /echo': 'anybody' });
const { url: address, close } = await listen(runtime, logger, {
  ...(await onThisMachine(runtime)),
  within: (service) => EchoingService.with(service),
});
process.send?.({ address, headers: await signedInAs('amina', address) });

process.once('disconnect', () => {
  void close()
    .then(() => runtime.stop())
    .then(() => process.exit(0));
});
