import { Controller, Get, Header, Param } from '@nestjs/common';
import { refuse } from '#projections/reading/refused.js';
import { stylesheets } from './stylesheets.js';

const purse = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4f4a"/><path d="M7 13h18l-2 12H9z" fill="#f4b942"/><path d="M11 13a5 5 0 0 1 10 0" fill="none" stroke="#fff" stroke-width="2.5"/></svg>`;

/** What pages need besides themselves. No script is among it. */
@Controller('assets')
export class AssetsController {
  @Get('purse.svg')
  @Header('Content-Type', 'image/svg+xml')
  @Header('Cache-Control', 'public, max-age=86400')
  icon(): string {
    return purse;
  }

  @Get(':file')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  stylesheet(@Param('file') file: string): string {
    const found = stylesheets.find(({ href }) => href === `/assets/${file}`);
    if (!found) throw refuse('not-found', { what: 'file', id: file, where: 'the service' });
    return found.css;
  }
}
