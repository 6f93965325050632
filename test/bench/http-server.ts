// The whole service on a database, with one route more that answers what it is sent.
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Module, Post, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { pino } from 'pino';
import { ProblemFilter } from '#apps/service/api/problem-filter.js';
import { AppModule } from '#apps/service/app.module.js';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';

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
const app = await NestFactory.create<NestExpressApplication>(EchoingService.over(runtime), {
  logger: ['error', 'warn'],
});
app.use(helmet());
app.useGlobalFilters(new ProblemFilter(logger));
app.useBodyParser('json', { limit: '1mb' });
await app.listen(0, '127.0.0.1');
process.send?.((app.getHttpServer().address() as AddressInfo).port);

process.once('disconnect', () => {
  app.getHttpServer().closeAllConnections();
  void app
    .close()
    .then(() => runtime.stop())
    .then(() => process.exit(0));
});
