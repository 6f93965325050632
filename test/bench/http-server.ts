// The whole service on a database, with one route more that answers what it is sent.
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post, type DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import { AppModule } from '#apps/service/app.module.js';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { signedInAs, testKey } from '#test/support/tokens.js';

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
  static over(runtime: Runtime): DynamicModule {
    return {
      module: EchoingService,
      imports: [AppModule.over(runtime)],
      controllers: [EchoController],
    };
  }
}

const [url = ''] = process.argv.slice(2);
const logger = pino({ level: 'warn' });
const runtime = await openRuntime(url, logger);
const echoing = EchoingService.over(runtime);
const { url: address, close } = await listen(runtime, logger, 0, '127.0.0.1', testKey, echoing);
process.send?.({ address, headers: await signedInAs('amina', address) });

process.once('disconnect', () => {
  void close()
    .then(() => runtime.stop())
    .then(() => process.exit(0));
});
