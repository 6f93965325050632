/** Where a form may lead beside to us: to the issuer, when somebody signs out. */
type Elsewhere = () => string;
type Allowed = Iterable<string | Elsewhere> | null;

/**
 * What a browser may do with a page: show it with our own stylesheets, pictures and scripts, and send
 * its forms back to us. No script stands in a page itself, so none of those may run.
 */
export const pageSecurity = (issuer: Elsewhere): Readonly<Record<string, Allowed>> => ({
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  connectSrc: ["'self'"],
  fontSrc: ["'none'"],
  objectSrc: ["'none'"],
  formAction: ["'self'", issuer],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  // The service speaks plain HTTP on this machine; a proxy that speaks HTTPS may add it.
  upgradeInsecureRequests: null,
});
