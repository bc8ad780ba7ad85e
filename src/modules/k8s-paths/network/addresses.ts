import ipaddr from 'ipaddr.js';
import { serverAddress } from '../../../kubernetes/kubeconfig.ts';
import { componentNamed } from '../model/model.ts';
import type { RuleContext } from '../rules/rule.ts';

/** A URL of --listen-client-urls and the like, taken apart. */
export interface ListenUrl {
  readonly text: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

/** URLs of a comma-separated flag. */
export const urlsOf = (text: string): ListenUrl[] =>
  text.split(',').flatMap((one) => {
    const address = serverAddress(one.trim());
    return address === undefined ? [] : [{ text: one.trim(), ...address }];
  });

/** Whether a host is loopback by name or address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isAddress(host) && ipaddr.parse(bare(host)).range() === 'loopback');
/** Whether an address stands for all of a host. */
export const isAnyAddress = (host: string): boolean => host === '0.0.0.0' || host === '::' || host === '[::]';

/** Addresses of /etc/hosts by name. */
export function hostsFile({ model }: RuleContext): ReadonlyMap<string, string> {
  const lines = (model.extra.get('/etc/hosts')?.text ?? '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  return new Map(
    lines.flatMap(([address, ...names]) =>
      address === undefined ? [] : names.map((name) => [name, address] as const),
    ),
  );
}

/** Addresses and names that are this host: of its interfaces, of its apiserver's flags, of /etc/hosts. */
export function localNames(context: RuleContext): readonly string[] {
  const { node } = context.model;
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const etcd = componentNamed(context.model, 'etcd');
  const announced = [
    apiserver?.value('advertise-address'),
    ...urlsOf(etcd?.value('advertise-client-urls') ?? '').map(({ host }) => host),
  ];
  const addresses = ['127.0.0.1', '::1', ...(node.addresses ?? []), ...announced.flatMap((one) => one ?? [])];
  const names = [...hostsFile(context)].flatMap(([name, address]) =>
    addresses.includes(address) || isLoopback(address) ? [name] : [],
  );
  return [...addresses, 'localhost', ...(node.hostname === undefined ? [] : [node.hostname]), ...names];
}

/** Whether a host is this one, by name or address. */
export const isLocalHost = (context: RuleContext, host: string): boolean =>
  localNames(context).some((one) => sameAddress(one, host));

/** Whether a text is an address of either family, and no name. */
export const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(bare(text));

/** Whether two texts are one address: IPv6 has many spellings. */
export const sameAddress = (a: string, b: string): boolean =>
  a === b || (isAddress(a) && isAddress(b) && ipaddr.parse(bare(a)).toString() === ipaddr.parse(bare(b)).toString());

/** Whether an address is in a range such as 10.96.0.0/12 or fd00::/108; undefined where one is none or they are of two families. */
export function inRange(address: string, range: string): boolean | undefined {
  if (!isAddress(address) || !ipaddr.isValidCIDR(range)) return undefined;
  const one = ipaddr.parse(bare(address));
  const [base, bits] = ipaddr.parseCIDR(range);
  return one.kind() === base.kind() ? one.match(base, bits) : undefined;
}

/** The first address behind the network's own: the service `kubernetes` has it. Undefined where it is no range. */
export function firstAddress(range: string): string | undefined {
  if (!ipaddr.isValidCIDR(range)) return undefined;
  const [base] = ipaddr.parseCIDR(range);
  const bytes = base.toByteArray();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) + 1;
  return ipaddr.fromByteArray(bytes).toString();
}

/** An IPv6 address in a URL stands in brackets. */
const bare = (text: string): string => text.replace(/^\[(.*)\]$/, '$1');
