import type { InputCoverage } from '../../core/coverage.ts';
import type { Families } from '../../input/network/commands.ts';
import type { HostNetwork } from '../../input/network/host-network.ts';
import { parseAddress } from './address/address.ts';
import type { Capture, NamespaceCapture } from './capture/capture.ts';
import { coverageOf } from './capture/coverage.ts';
import { readStream } from './capture/stream.ts';
import { wholeVerdict } from './judge/path-data.ts';
import { hostOf, isCalled } from './model/world.ts';
import type { NetOptions } from './options.ts';
import { type Walked, walkAll } from './walk-all.ts';

/** Up to so many namespaces all are read where something is broken; beyond, those on the way. */
const few = 24;

/** Reads of this machine the namespaces that the flow passes. */
export async function readLive(
  network: HostNetwork,
  options: NetOptions,
): Promise<{ capture: Capture; coverage: InputCoverage }> {
  // What each process is of is looked up only where a pod is asked for.
  const pods = [options.from, options.netns].some((word) => word?.startsWith('pod:')) ? network.pods() : [];
  const podsIn = (inode: string) => {
    const named = pods.filter((one) => one.inode === inode).map(({ pod }) => pod);
    return named.length === 0 ? {} : { pods: named };
  };
  const listed: readonly NamespaceCapture[] = network.namespaces.map((one) => ({
    ...one,
    host: network.host,
    own: one.inode === network.own,
    answers: [],
    ...podsIn(one.inode),
  }));
  const done = new Map<string, NamespaceCapture>();
  const capture = (): Capture => ({ namespaces: listed.map((one) => done.get(one.inode) ?? one) });
  const read = async (wanted: readonly NamespaceCapture[]): Promise<boolean> => {
    const fresh = wanted.filter(({ inode }) => !done.has(inode));
    for (const one of fresh) done.set(one.inode, await readOne(network, one, familiesOf(options)));
    return fresh.length > 0;
  };
  const host = hostOf(listed, options.netns);
  const called = listed.filter((one) => isCalled(one, options.from ?? ''));
  await read(called.length > 0 ? called : host === undefined ? [] : [host]);
  if (options.queries === undefined) {
    if (isElsewhere(options.from)) await read(listed);
    else while (await read(onTheWay(network, listed, walkAll({ capture: capture() }, options))));
    // What is broken may have its cause beside the way.
    if (listed.length <= few && !arrives(walkAll({ capture: capture() }, options))) await read(listed);
  }
  const { namespaces } = capture();
  const timeZone = { name: 'unknown', provenance: 'unknown' } as const;
  return {
    capture: { namespaces },
    coverage: { source: 'this host', format: 'net-path', encoding: 'utf-8', ...coverageOf(namespaces), timeZone },
  };
}

/** An address: whose it is only a look at all of them tells. */
const isElsewhere = (from: string | undefined): boolean => from !== undefined && parseAddress(from) !== undefined;

/** Walks with what is there, and tells which namespaces the way goes on in. */
function onTheWay(
  network: HostNetwork,
  listed: readonly NamespaceCapture[],
  { world }: Walked,
): readonly NamespaceCapture[] {
  return listed.filter((one) =>
    world.wanted.some(({ index, name }) =>
      name === undefined ? (network.devices(one.inode)?.has(index) ?? true) : one.name === name,
    ),
  );
}

const arrives = ({ branches }: Walked): boolean => branches.length > 0 && wholeVerdict(branches) === 'arrives';

/** An IPv6 flow may go through a tunnel over IPv4. */
const familiesOf = ({ to }: NetOptions): Families => (parseAddress(to?.name ?? '')?.family === 4 ? 4 : 'both');

async function readOne(network: HostNetwork, one: NamespaceCapture, families: Families): Promise<NamespaceCapture> {
  const { capture } = readStream(await network.read(one.inode, families), 'this host', undefined);
  return { ...one, answers: capture.namespaces[0]?.answers ?? [] };
}
