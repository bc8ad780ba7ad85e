/** Scheme, host and port of a URL, the port always written; undefined for what is no http(s) URL. */
export function originWithPort(url: string): string | undefined {
  const match = /^(https?):\/\/(\[[^\]\s]{2,60}\]|[^:/?#@\s]{1,255})(?::(\d{1,5}))?(?:[/?#]|$)/.exec(url);
  if (match === null) return undefined;
  const port = Number(match[3] ?? (match[1] === 'https' ? 443 : 80));
  return port < 1 || port > 65_535 ? undefined : `${match[1]}://${match[2]}:${port}`;
}

/** Path of a URL without a slash at its end, as client-go puts it before its own: `/k8s/clusters/c-abc`; empty for none. */
export const basePathOf = (url: string): string =>
  URL.canParse(url)
    ? new URL(url).pathname
        .split('/')
        .map((part) => (part === '' ? '' : `/${part}`))
        .join('')
    : '';

/** The port of a URL, the scheme's where none is written. */
export const portOf = (url: string): string => /:(\d+)$/.exec(originWithPort(url) ?? '')?.[1] ?? '';

/** Host of a URL, brackets of IPv6 taken away. */
export const hostOf = (url: string): string =>
  url
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');
