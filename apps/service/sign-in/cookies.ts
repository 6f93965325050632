import type { CookieOptions, Request } from 'express';

/** What a browser holds: the ids of its session, and of a sign-in that was begun. */
export type Cookie = 'session' | 'sign-in';

/**
 * Over HTTPS only this host, on every path, is given it, and no other may set it; it comes along when
 * somebody follows a link to here, and not with what other sites send.
 */
export const cookieName = (cookie: Cookie, url: string): string =>
  `${isSecure(url) ? '__Host-' : ''}purse-${cookie}`;

export const cookieOptions = (url: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: isSecure(url),
  path: '/',
});

export function cookieOf(request: Request, cookie: Cookie, url: string): string | undefined {
  const wanted = cookieName(cookie, url);
  for (const pair of (request.get('Cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === wanted && value !== undefined && value !== '') return value;
  }
  return undefined;
}

const isSecure = (url: string): boolean => url.startsWith('https:');
