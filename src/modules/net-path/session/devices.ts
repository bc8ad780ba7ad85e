import type { ShownDevice } from './session.ts';

/** `2: eth0: <…>` of ip, `eth0: flags=4163<…>` of ifconfig, `eth0  Link encap:` of an old one, `eth0 DOWN 52:54:… <…>` of ip -br link. */
const heads: readonly RegExp[] = [
  /^\d{1,5}: (?<name>[\w.-]{1,40})(?:@[\w.-]{1,40})?: <(?<flags>[A-Z0-9_,-]{0,200})>/,
  /^(?<name>[a-zA-Z][\w.-]{0,19}): flags=[\da-f]{1,6}<(?<ifconfig>[A-Z0-9_,]{0,200})>/,
  /^(?<name>[a-zA-Z][\w.:-]{0,19}) {1,10}Link encap:(?<old>\w)/,
  /^(?<name>[a-zA-Z][\w.-]{0,39})(?:@[\w.-]{1,40})? {1,30}(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT) {1,20}[0-9a-f:]{11,59} {1,4}<(?<flags>[A-Z0-9_,-]{0,200})>/,
];
/** `eth0  UP  10.0.0.5/24 fe80::1/64` of ip -br addr, which does not tell a device that is off from one without carrier. */
const brief =
  /^(?<name>[a-zA-Z][\w.-]{0,39})(?:@[\w.-]{1,40})? {1,30}(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT)(?<all>(?: {1,20}[0-9a-f.:]{2,45}\/\d{1,3}){1,40}) {0,3}$/;
const oldFlags = /^ {8,12}(?<flags>(?:[A-Z]{2,15} ){1,10}) ?MTU:\d/;
const address = /^ {4,10}inet6? (?:addr: ?)?([0-9a-f.:]{2,45})(?:\/\d{1,3})?/;

/** Takes a line of a list of devices. */
export function takeDevice(devices: ShownDevice[], text: string, line: number, ask: number): void {
  for (const head of heads) {
    const groups = head.exec(text)?.groups;
    if (groups === undefined) continue;
    const flags =
      groups['ifconfig'] === undefined
        ? (groups['flags']?.split(',') ?? [])
        : ofIfconfig(groups['ifconfig'].split(','));
    devices.push({ name: groups['name'] ?? '', flags, addresses: [], line, text, ask });
    return;
  }
  const shown = brief.exec(text)?.groups;
  if (shown !== undefined) {
    const addresses = (shown['all'] ?? '').trim().split(/ +/);
    const own = addresses.map((one) => one.replace(/\/.*$/, ''));
    devices.push({ name: shown['name'] ?? '', flags: ['UP'], addresses: own, line, text, ask });
    return;
  }
  const last = devices.at(-1);
  if (last === undefined || last.ask !== ask) return;
  const own = address.exec(text)?.[1];
  if (own !== undefined) devices[devices.length - 1] = { ...last, addresses: [...last.addresses, own] };
  const flags = oldFlags.exec(text)?.groups?.['flags']?.trim().split(' ');
  if (flags !== undefined && last.flags.length === 0)
    devices[devices.length - 1] = { ...last, flags: ofIfconfig(flags) };
}

/** For ifconfig a device that is up and not RUNNING has no carrier (IFF_RUNNING, netdevice(7)). */
const ofIfconfig = (flags: readonly string[]): readonly string[] =>
  flags.includes('UP') && !flags.includes('RUNNING') ? [...flags, 'NO-CARRIER'] : flags;
