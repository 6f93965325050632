import { Controller, Get } from '@nestjs/common';
import type { JsonObject } from '#contracts/envelope.js';
import { openApiDocument } from './openapi.js';

@Controller('api')
export class DocumentationController {
  @Get('openapi.json')
  openApi(): JsonObject {
    return openApiDocument();
  }
}
