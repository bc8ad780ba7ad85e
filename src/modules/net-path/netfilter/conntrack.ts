import { formatAddress, parseAddress } from '../address/address.ts';
import type { Tuple } from './packet.ts';

/** Sums over all processors of `conntrack -S`: `cpu=0 found=0 invalid=0 insert=0 insert_failed=0 drop=0 …`. */
export function readConntrackStatistics(text: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [, key = '', value = '0'] of text.matchAll(/\b([a-z_]{3,20})=(\d{1,15})/g)) {
    if (key !== 'cpu') sums.set(key, (sums.get(key) ?? 0) + Number(value));
  }
  return sums;
}

/** A connection that conntrack holds: how it began, and what its answers look like. */
export interface ConntrackEntry {
  readonly protocol: string;
  readonly original: Tuple;
  readonly reply: Tuple;
}

const tuple = 'src=([0-9a-f.:]{2,45}) dst=([0-9a-f.:]{2,45}) sport=(\\d{1,5}) dport=(\\d{1,5})';
// udp      17 29 src=10.244.0.2 dst=10.96.0.10 sport=5555 dport=53 [UNREPLIED] src=10.244.1.2 dst=10.244.0.2 sport=53 dport=5555 mark=0 use=1
const entryLine = new RegExp(
  `^(?:ipv[46] +\\d+ +)?([a-z]{2,10}) +\\d{1,3} \\d{1,7} (?:[A-Z_]{2,20} )?${tuple} (?:\\[UNREPLIED\\] )?${tuple}`,
);

/** One line of `conntrack -L` of a protocol with ports; undefined for another one. */
export function readConntrackLine(line: string): ConntrackEntry | undefined {
  const match = entryLine.exec(line);
  if (match === null) return undefined;
  const [, protocol = '', ...parts] = match;
  const at = (from: number): Tuple => ({
    source: canonical(parts[from]),
    destination: canonical(parts[from + 1]),
    sourcePort: Number(parts[from + 2]),
    destinationPort: Number(parts[from + 3]),
  });
  return { protocol, original: at(0), reply: at(4) };
}

function canonical(text = ''): string {
  const address = parseAddress(text);
  return address === undefined ? text : formatAddress(address);
}
