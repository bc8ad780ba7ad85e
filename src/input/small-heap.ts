/** The newest Node on which the flags were tried; a V8 without them would say so on stderr. */
const lastTried = 24;

/**
 * Lets the heap grow only as far as what is in use asks for. V8 trades memory for fewer collections: once a
 * few MiB lived for a while it makes 48 MiB of room for new objects, and looks at old ones at four times their
 * size. Readers make garbage that dies young, and take as long with far less of either.
 */
export async function keepHeapSmall(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) > lastTried) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
  // Of a MiB there is nothing to share among threads; waking them takes longer than the work, the more so on a busy host.
  setFlagsFromString('--no-parallel-scavenge');
}
