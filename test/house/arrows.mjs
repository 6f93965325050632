import { posix } from 'node:path';

/**
 * The house's one table: who may import whom, and from which packages (any, where none are named).
 * Every unit may import itself. Pure units have no framework, clock, random source or I/O, so their
 * packages are named, and for node:crypto the functions too.
 */
const HOUSE = {
  'libs/money': { units: [], pure: true, packages: { 'decimal.js': true } },
  contracts: { units: ['libs/money'], packages: { zod: true } },
  'libs/ledger': { units: ['contracts', 'libs/money'], pure: true, packages: {} },
  'libs/funding': {
    // What is published is decided with what would disclose a line left out.
    units: ['contracts', 'libs/access/suppression.js', 'libs/ledger', 'libs/money'],
    pure: true,
    packages: {},
  },
  'libs/transparency': {
    units: ['contracts'],
    pure: true,
    packages: {
      'node:crypto': ['createPrivateKey', 'createPublicKey', 'hash', 'sign', 'verify'],
    },
  },
  'libs/evidence': {
    units: [
      ...['contracts', 'libs/ledger', 'libs/money', 'libs/transparency'],
      ...['libs/event-store/instant.js', 'projections/statements/figures'],
      ...['projections/reading/reading.js', 'projections/runner/series-book.js'],
    ],
    pure: true,
    packages: { canonicalize: true, 'node:crypto': ['createHash'], zod: true },
  },
  'libs/sealing': {
    units: [],
    pure: true,
    packages: { 'node:crypto': ['createCipheriv', 'createDecipheriv'] },
  },
  'libs/event-store': { units: ['contracts'] },
  'libs/access': { units: ['contracts', 'libs/funding', 'libs/ledger', 'libs/money'] },
  'libs/interchange': { units: ['contracts', 'libs/funding', 'libs/ledger', 'libs/money'] },
  projections: {
    units: ['contracts', 'libs/event-store', 'libs/funding', 'libs/ledger', 'libs/money'],
  },
  'apps/service': { units: ['contracts', 'libs', 'projections'] },
  'apps/purse': { units: ['contracts', 'libs', 'projections', 'apps/service'] },
  test: { units: ['contracts', 'libs', 'projections', 'apps'] },
};

/**
 * The figures of a view are pure, whatever else their folder does: they know what a view is made of.
 * What a fund's figure means it means in every view.
 */
const FIGURES = {
  units: [
    ...['contracts', 'libs/funding', 'libs/ledger', 'libs/money'],
    ...['projections/reading/reading.js', 'projections/fund-health/figures'],
  ],
  pure: true,
  packages: {},
};

/** Files that the purity rules hold for, as globs. */
export const PURE_FILES = [
  ...Object.keys(HOUSE)
    .filter((unit) => HOUSE[unit].pure)
    .map((unit) => `${unit}/**/*.ts`),
  'projections/*/figures/**/*.ts',
];

const isSpec = (path) => /\.(spec|test)\.ts$/.test(path);
const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const unitOf = (path) => Object.keys(HOUSE).find((unit) => within(path, unit));

/**
 * What is wrong with an import, as a sentence, or undefined.
 * @param {string} file path of the importing file from the root, with slashes
 * @param {string} specifier as written
 * @param {readonly string[]} names imported by name
 */
function wrongArrow(file, specifier, names) {
  const unit = unitOf(file);
  if (unit === undefined) return undefined;
  const figures = /^projections\/[^/]+\/figures(?=\/)/.exec(file)?.[0];
  const rule = figures === undefined ? HOUSE[unit] : FIGURES;
  const own = figures ?? unit;

  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier);
    if (within(target, own)) return undefined;
    return `${specifier} leaves ${own}: write it as "#…", so that the arrow can be seen.`;
  }
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1);
    if (within(target, own) || rule.units.some((allowed) => within(target, allowed))) {
      return undefined;
    }
    // What tests share may be used by every test.
    if (isSpec(file) && within(target, 'test')) return undefined;
    return `${own} may not import ${unitOf(target) ?? target}: it may import ${rule.units.join(', ') || 'only itself'}.`;
  }
  if (rule.packages === undefined || isSpec(file)) return undefined;
  const allowed = rule.packages[specifier];
  if (
    allowed === true ||
    (Array.isArray(allowed) && names.every((name) => allowed.includes(name)))
  ) {
    return undefined;
  }
  return `${file} may not import ${names.join(', ') || 'all'} from ${specifier}: no framework, clock, random source or I/O belongs here.`;
}

/** The table as an ESLint rule. */
export const arrows = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{sentence}}' } },
  create(context) {
    const file = posix.relative(
      context.cwd.replaceAll('\\', '/'),
      context.filename.replaceAll('\\', '/'),
    );
    const check = (source, names) => {
      if (typeof source?.value !== 'string') return;
      const sentence = wrongArrow(file, source.value, names);
      if (sentence !== undefined) {
        context.report({ node: source, messageId: 'wrong', data: { sentence } });
      }
    };
    const nameOf = (specifier) => (specifier.imported ?? specifier.local)?.name ?? '*';
    return {
      ImportDeclaration: (node) => check(node.source, node.specifiers.map(nameOf)),
      ExportNamedDeclaration: (node) => check(node.source, ['*']),
      ExportAllDeclaration: (node) => check(node.source, ['*']),
      ImportExpression: (node) => check(node.source, ['*']),
      TSImportType: (node) => check(node.source ?? node.argument, ['*']),
    };
  },
};
