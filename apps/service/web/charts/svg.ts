import { init, type EChartsOption } from 'echarts';

export interface Drawing {
  /** Unique on the page: identifiers inside the picture begin with it. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}

/**
 * A picture drawn on the server. Nothing in it needs a script or an inline style, so it stands under
 * the strictest content security policy, and it prints.
 */
export function drawn({ name, title, description, width, height, option }: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit', fontSize: 14, color: '#0b0c0c' },
      ...option,
    });
    return tidied(chart.renderToSVGString(), name, title, description);
  } finally {
    chart.dispose();
  }
}

function tidied(svg: string, name: string, title: string, description: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|pointer-events|xmlns:xlink|baseProfile)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => presented(style))
    .replace(/(id="|url\(#)zr\d+-/g, `$1${name}-`)
    .replace(
      /^<svg[^>]*viewBox="([^"]*)"[^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="$1" class="cp-chart" role="img" aria-labelledby="${name}-title ${name}-desc"><title id="${name}-title">${escaped(title)}</title><desc id="${name}-desc">${escaped(description)}</desc>`,
    );
}

/** `font-size:12px;` as the attribute that means the same. */
const presented = (style: string): string =>
  style
    .split(';')
    .map((rule) => rule.split(':').map((part) => part.trim()))
    .filter(([property, value]) => property && value && value !== 'inherit')
    .map(([property, value]) => ` ${property ?? ''}="${(value ?? '').replaceAll('"', "'")}"`)
    .join('');

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
