import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import type { JsonObject } from '#contracts/envelope.js';
import { refuse } from '#projections/reading/refused.js';
import { openApiDocument } from '../api/openapi.js';
import { PageErrorFilter } from './page-error.filter.js';
import { page } from './pages.js';
import { schemaInWords } from './schema-in-words.js';
import { capital } from './words.js';

/** The API for people: what there is, and what each request takes, from its OpenAPI document. */
@Controller('api/docs')
@UseFilters(PageErrorFilter)
export class ApiDocsController {
  private made: readonly Group[] | undefined;

  /** Every request by name, each leading to the page of its group. */
  @Get()
  all(): string {
    return page('api-docs/index', { groups: this.groups() });
  }

  @Get(':group')
  of(@Param('group') id: string): string {
    const group = this.groups().find((one) => one.id === id);
    if (group === undefined)
      throw refuse('not-found', { what: 'group of requests', id, where: 'the API' });
    return page('api-docs/group', { group });
  }

  private groups(): readonly Group[] {
    return (this.made ??= groups());
  }
}

interface Group {
  /** Its place below /api/docs. */
  readonly id: string;
  readonly name: string;
  /** What each of several requests takes alike, said once. */
  readonly alike: readonly Named[];
  readonly operations: readonly Operation[];
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly Named[];
  readonly members: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly needed: boolean;
  readonly says: string;
}

/** Operations by tag, in the document's order. */
function groups(): readonly Group[] {
  const byTag = new Map<string, Operation[]>();
  const { paths } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, Documented>>;
  };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [tag = ''] = operation.tags;
      const of = byTag.get(tag) ?? [];
      of.push(described(method, path, operation));
      byTag.set(tag, of);
    }
  return [...byTag].map(([tag, all]) => {
    const alike = all.length === 1 ? [] : alikeIn(all);
    const operations = all.map((each) => ({
      ...each,
      parameters: each.parameters.filter((one) => !alike.some((of) => isSame(of, one))),
    }));
    const id = tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return { id, name: capital(tag), alike, operations };
  });
}

const alikeIn = ([first, ...others]: readonly Operation[]): readonly Named[] =>
  (first?.parameters ?? []).filter((one) =>
    others.every(({ parameters }) => parameters.some((of) => isSame(of, one))),
  );

const isSame = (a: Named, b: Named): boolean =>
  a.name === b.name && a.needed === b.needed && a.says === b.says;

interface Documented {
  readonly summary: string;
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly {
    in: string;
    name: string;
    description: string;
    required: boolean;
  }[];
  readonly requestBody?: {
    readonly content: Record<string, { schema: { properties?: JsonObject; required?: string[] } }>;
  };
}

function described(method: string, path: string, operation: Documented): Operation {
  const schema = operation.requestBody?.content['application/json']?.schema;
  return {
    method: method.toUpperCase(),
    path,
    id: operation.operationId,
    summary: operation.summary,
    parameters: operation.parameters
      .filter(({ in: where }) => where !== 'path')
      .map(({ name, required, description }) => ({ name, needed: required, says: description })),
    members: Object.entries(schema?.properties ?? {}).map(([name, of]) => ({
      name,
      needed: schema?.required?.includes(name) ?? false,
      says: schemaInWords(of as JsonObject),
    })),
  };
}
