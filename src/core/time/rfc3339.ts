const first = Date.parse('0001-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Milliseconds since 1970 as RFC 3339 in UTC; undefined for what is no time, or of a year that has not four digits. */
export const rfc3339 = (ms: number): string | undefined =>
  ms >= first && ms <= last ? new Date(ms).toISOString() : undefined;
