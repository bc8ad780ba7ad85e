/**
 * Seconds of an IIS time span `[d.]hh:mm:ss[.ff]`; undefined for anything else. Hours beyond 23
 * carry over, so `29:00:00` and `1.05:00:00` are both 104,400 s and `29.00:00:00` is 29 days.
 * (.NET's TimeSpan.Parse reads `29:00:00` as 29 days; IIS does not.)
 */
export function parseTimeSpan(text: string): number | undefined {
  const match = /^\s*(?:(\d{1,5})\.)?(\d{1,5}):(\d{1,2}):(\d{1,2})(?:\.\d{1,7})?\s*$/.exec(text);
  if (match === null || Number(match[3]) > 59 || Number(match[4]) > 59) return undefined;
  const [, days = '0', hours, minutes, seconds] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
