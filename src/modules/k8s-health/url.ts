/** Scheme, host and port of a URL, the port always written; undefined for what is no http(s) URL. */
export function originWithPort(url: string): string | undefined {
  const match = /^(https?):\/\/(\[[^\]\s]{2,60}\]|[^:/?#\s]{1,255})(?::(\d{1,5}))?(?:[/?#]|$)/.exec(url);
  if (match === null) return undefined;
  return `${match[1]}://${match[2]}:${match[3] ?? (match[1] === 'https' ? 443 : 80)}`;
}

/** Host of a URL, brackets of IPv6 taken away. */
export const hostOf = (url: string): string =>
  url
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');
