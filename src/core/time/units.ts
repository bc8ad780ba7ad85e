/** Lengths of time in ms. A day is 24 hours: where a zone's clock changes, days are counted by `zone.ts`. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** As `Date.getUTCDay` numbers them. */
export const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
