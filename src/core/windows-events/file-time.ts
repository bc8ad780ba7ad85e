/**
 * `Faulting application start time: 0x01dcb0a1f3c2d4e5`, in every language; newer Windows writes `0x0x1DCB0A1F3C2D4E5`.
 * 100 ns since 1601 in UTC (learn.microsoft.com, FILETIME); 0x01c and 0x01d are 2000 to 2057.
 */
const fileTime = /\b(?:0x){0,2}0?(1[cd][0-9a-f]{13})\b/i;
/** From 1601 to 1970 in ms. */
const epochMs = 11_644_473_600_000;

/** The first FILETIME of a text, ms UTC: of Application Error 1000 the start of the process that crashed. */
export function fileTimeIn(text: string): number | undefined {
  const ticks = fileTime.exec(text.slice(0, 4000))?.[1];
  return ticks === undefined ? undefined : Number(BigInt(`0x${ticks}`) / 10_000n) - epochMs;
}
