const time = /(?:^|[\sT])(\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})?/;

/** The second of the day of a line's first time stamp, which must stand near its beginning. */
export function secondOfDay(line: string): number | undefined {
  const [, hours, minutes, seconds] = time.exec(line.slice(0, 90)) ?? [];
  if (hours === undefined) return undefined;
  const second = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return second < 86_400 ? second : undefined;
}

/** Seconds from one second of a day to another, over midnight where the second is the earlier. */
export const secondsBetween = (from: number, to: number): number => (to - from + 86_400) % 86_400;
