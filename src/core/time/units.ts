import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';

/** Lengths of time in ms. A day is 24 hours: where a zone's clock changes, days are counted by `zone.ts`. */
export const minuteMs = millisecondsInMinute;
export const hourMs = millisecondsInHour;
export const dayMs = millisecondsInDay;

/** As `Date.getUTCDay` numbers them. */
export const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
