/** From this size on an input is read for long enough to fill what memory there is for garbage. */
const largeBytes = 32 * 2 ** 20;

/** Before inputs of so many bytes are read: see `keepNewSpaceSmall`. */
export async function prepareFor(bytes: number): Promise<void> {
  if (bytes >= largeBytes) await keepNewSpaceSmall();
}

/**
 * Keeps the space for new objects as small as it is, in all threads. The engine would double it again
 * and again, up to three times 16 MiB in each of them; what reading leaves behind is garbage nearly all,
 * and collecting it from a small space is no slower. A thread that starts undoes it. An engine that does
 * not know the flag ignores it.
 */
export async function keepNewSpaceSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
}
