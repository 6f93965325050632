import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { refuse } from '#projections/reading/refused.js';
import { scripts, stylesheets } from './browser-files.js';

const purse = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4f4a"/><path d="M7 13h18l-2 12H9z" fill="#f4b942"/><path d="M11 13a5 5 0 0 1 10 0" fill="none" stroke="#fff" stroke-width="2.5"/></svg>`;

/** What pages need besides themselves. */
@Controller('assets')
export class AssetsController {
  @Get('purse.svg')
  @Header('Content-Type', 'image/svg+xml')
  @Header('Cache-Control', 'public, max-age=86400')
  icon(): string {
    return purse;
  }

  @Get(':file')
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  file(@Param('file') file: string, @Res({ passthrough: true }) response: Response): string {
    const found = [...stylesheets, ...Object.values(scripts)].find(
      ({ href }) => href === `/assets/${file}`,
    );
    if (!found) throw refuse('not-found', { what: 'file', id: file, where: 'the service' });
    response.setHeader('Content-Type', found.type);
    return found.content;
  }
}
