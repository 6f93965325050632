/** A path of this service and nothing else: nobody is led elsewhere by signing in, or by choosing. */
export function ownPath(wanted: unknown, url: string): string {
  const { origin } = new URL(url);
  if (typeof wanted !== 'string' || !URL.canParse(wanted, origin)) return '/';
  const to = new URL(wanted, origin);
  if (to.origin !== origin) return '/';
  // What begins with two slashes is the name of another place.
  return `${to.pathname.replace(/^\/+/, '/')}${to.search}`;
}
