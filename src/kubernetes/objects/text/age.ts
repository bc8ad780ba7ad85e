const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 };

/** Seconds of kubectl's ages: `35s`, `5m10s`, `3d`, `2y45d`, `3m (x14 over 5m)`; undefined for `<unknown>`. */
export function readAge(text: string): number | undefined {
  const parts = [...text.matchAll(/^(\d{1,9})([smhdy])|(?<=^\d{1,9}[smhdy])(\d{1,9})([smhd])/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, part) => sum + Number(part[1] ?? part[3]) * (units[part[2] ?? part[4] ?? ''] ?? 0), 0);
}

/** `x14` of `3m (x14 over 5m)`. */
export const readTimes = (text: string): number | undefined => {
  const times = /\(x(\d{1,9}) over /.exec(text)?.[1];
  return times === undefined ? undefined : Number(times);
};
