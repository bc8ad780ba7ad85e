import { serverAddress } from '../../../core/kubernetes/kubeconfig.ts';
import { componentNamed } from '../model/model.ts';
import type { RuleContext } from './rule.ts';

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
export const isLoopback = (host: string): boolean => host === 'localhost' || host.startsWith('127.') || host === '::1';
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
export const isLocalHost = (context: RuleContext, host: string): boolean => localNames(context).includes(host);

/** An IPv4 address as a number; undefined for anything else. */
export function ipv4(text: string): number | undefined {
  const parts = text.split('.').map(Number);
  const valid = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return valid ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

/** Whether an IPv4 address is in a range such as 10.96.0.0/12; undefined where one is no IPv4. */
export function inRange(address: string, range: string): boolean | undefined {
  const [base = '', bits = ''] = range.split('/');
  const [a, b] = [ipv4(address), ipv4(base)];
  if (a === undefined || b === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const block = 2 ** (32 - Number(bits));
  return Math.floor(a / block) === Math.floor(b / block);
}
