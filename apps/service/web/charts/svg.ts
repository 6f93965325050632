import { createRequire } from 'node:module';
import type * as ECharts from 'echarts';
import type { EChartsOption } from 'echarts';

const require = createRequire(import.meta.url);
/** Read when the first picture is drawn: it is large, and most requests need none. */
const library = (): typeof ECharts => require('echarts') as typeof ECharts;

export interface Frame {
  /** Unique on the page: identifiers inside the picture begin with it. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
}

export interface Drawing extends Frame {
  readonly option: EChartsOption;
  /**
   * What a mark says when it is pointed at: by series, place in its data, and how many marks of that
   * series and place were drawn before (a Sankey's bands come before its boxes).
   */
  readonly told?: (series: number, place: number, before: number) => string | undefined;
}

/**
 * A picture drawn on the server. Nothing in it needs a script or an inline style, so it stands under
 * the strictest content security policy, and it prints.
 */
export function drawn({ option, told, ...frame }: Drawing): string {
  const { width, height } = frame;
  const chart = library().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit', fontSize: 14, color: '#0b0c0c' },
      ...option,
    });
    const svg = chart.renderToSVGString();
    return framed(frame, tidied(told === undefined ? svg : withTold(svg, told), frame.name));
  } finally {
    chart.dispose();
  }
}

/** Shapes with what a picture needs around them: its size, its name, what it says in text. */
export const framed = (
  { name, title, description, width, height }: Frame,
  shapes: string,
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" class="cp-chart${width < 500 ? ' cp-chart--narrow' : ''}" role="img" aria-labelledby="${name}-title ${name}-desc"><title id="${name}-title">${escaped(title)}</title><desc id="${name}-desc">${escaped(description)}</desc>${shapes}</svg>`;

const mark =
  /(<(?:path|rect)[^>]* ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"[^>]*><\/(?:path|rect)>)(\n<path[^>]* fill="url\(#zr\d+-p\d+\)"[^>]*><\/path>)?/g;

/** Each mark, together with the pattern that is drawn over it, beside what it says. */
function withTold(svg: string, told: NonNullable<Drawing['told']>): string {
  const drawnBefore = new Map<string, number>();
  return svg.replace(
    mark,
    (all, shape: string, series: string, place: string, pattern: string | undefined) => {
      const key = `${series} ${place}`;
      const before = drawnBefore.get(key) ?? 0;
      drawnBefore.set(key, before + 1);
      const words = told(Number(series), Number(place), before);
      return words === undefined
        ? all
        : `<g><title>${escaped(words)}</title>${shape}${pattern ?? ''}</g>`;
    },
  );
}

const tidied = (svg: string, name: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => presented(style))
    // Boxes behind labels, which are drawn with nothing.
    .replace(/<path d="[^"]*"(?: transform="[^"]*")? fill="none"><\/path>\n?/g, '')
    .replace(/ xml:space="preserve"/g, '')
    .replace(/><\/(?:path|rect)>/g, '/>')
    .replace(/ transform="[^"]*"/g, (transform) =>
      transform.replace(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1)))),
    )
    .replace(/(id="|url\(#)zr\d+-/g, `$1${name}-`)
    .trim();

/** `font-size:12px;` as the attribute that means the same. */
const presented = (style: string): string =>
  style
    .split(';')
    .map((rule) => rule.split(':').map((part) => part.trim()))
    .filter(([property, value]) => property && value && value !== 'inherit')
    .map(([property, value]) => ` ${property ?? ''}="${(value ?? '').replaceAll('"', "'")}"`)
    .join('');

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
