/** The newest Node on which the flags were tried; a V8 without them would say so on stderr. */
const lastTried = 24;
/** The first Node whose V8 has a quick compiler between its two, and no such flag as `optimizeLater` sets. */
const withMaglev = 22;
const release = Number.parseInt(process.versions.node, 10);
/** From this size on an input is read for long enough to fill what memory there is for garbage. */
const largeBytes = 32 * 2 ** 20;

async function setFlags(...flags: readonly string[]): Promise<void> {
  if (release > lastTried) return;
  const { setFlagsFromString } = await import('node:v8');
  for (const flag of flags) setFlagsFromString(flag);
}

/** Before inputs of so many bytes are read: see `keepNewSpaceSmall`. */
export async function prepareFor(bytes: number): Promise<void> {
  if (bytes >= largeBytes) await keepNewSpaceSmall();
}

/**
 * Keeps the space for new objects as small as it is, in all threads. V8 would double it again and again, up
 * to three times 16 MiB in each of them; what reading leaves behind is garbage nearly all, and collecting it
 * from a small space is no slower. A thread that starts undoes it.
 */
export const keepNewSpaceSmall = (): Promise<void> => setFlags('--semi-space-growth-factor=1');

/**
 * The same, and lets the heap grow only as far as what is in use asks for: V8 looks at old objects again at
 * four times their size. Of a MiB there is nothing to share among threads that collect; waking them takes
 * longer than the work, the more so on a busy host.
 */
export const keepHeapSmall = (): Promise<void> =>
  setFlags('--semi-space-growth-factor=1', '--heap-growing-percent=50', '--no-parallel-scavenge');

/**
 * Optimizes what ran for a million bytes of code, not for 135,000: else compiling takes a quarter of the CPU time of a
 * run that reads 20 MB, for code that hardly runs any more. What reads gigabytes gets there all the same.
 */
export const optimizeLater = async (): Promise<void> => {
  if (release < withMaglev) await setFlags('--interrupt-budget=1000000');
};
