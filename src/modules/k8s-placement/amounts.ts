/** Bytes of the binary suffixes, largest first. */
const suffixes = [
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
] as const;

const isBytes = (resource: string): boolean =>
  resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');

/** An amount as people write it: `500m`, `2`, `1.5Gi`. cpu is in thousandths, all else in units. */
export function sayAmount(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`;
  if (!isBytes(resource)) return String(amount);
  for (const [suffix, size] of suffixes) {
    if (Math.abs(amount) >= size) return `${Math.floor((amount / size) * 10) / 10}${suffix}`;
  }
  return String(amount);
}

/** The same as a quantity that is not more than the amount: `200m`, `1536Mi`. */
export function asQuantity(resource: string, amount: number): string {
  if (resource === 'cpu') return `${amount}m`;
  if (!isBytes(resource)) return String(amount);
  return amount >= 2 ** 20 ? `${Math.floor(amount / 2 ** 20)}Mi` : String(amount);
}
