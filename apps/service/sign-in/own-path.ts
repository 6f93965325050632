/** A path of this service and nothing else: nobody is led elsewhere by signing in, or by choosing. */
export function ownPath(wanted: unknown, url: string): string {
  const { origin } = new URL(url);
  if (typeof wanted !== 'string' || !URL.canParse(wanted, origin)) return '/';
  const to = new URL(wanted, origin);
  return to.origin === origin ? `${to.pathname}${to.search}` : '/';
}
