/** Lines that labs begin with. */
export const quiet = (names: readonly string[]): string =>
  names
    .map((n) => `@${n} ip link set lo up; for i in all default; do echo 0 >/proc/sys/net/ipv6/conf/$i/accept_dad; done`)
    .join('\n');

/** A server of both families that takes connections and closes them. */
export const server = (n: string, port: number): string =>
  `@${n} setsid socat TCP6-LISTEN:${port},fork,reuseaddr,ipv6only=0 /dev/null >/dev/null 2>&1 &`;

/** Until something listens there. */
export const listening = (n: string, port: number): string =>
  `@${n} until ss -Hltn 'sport = :${port}' | grep -q .; do sleep 0.02; done`;

/** A cable: `a:eth0 b:lan0`. */
export function cable(one: string, other: string): string {
  const [a, deviceA] = one.split(':');
  const [b, deviceB] = other.split(':');
  return `ip link add ${deviceA} netns %${a} type veth peer name ${deviceB} netns %${b}`;
}

/** Puts addresses on a device and switches it on. */
export const address = (n: string, device: string, ...addresses: readonly string[]): string =>
  `@${n} ${addresses.map((one) => `ip addr add ${one} dev ${device}${one.includes(':') ? ' nodad' : ''}; `).join('')}ip link set ${device} up`;

export const forward = (n: string): string => `@${n} sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1`;

/** Loads a text by a command's standard input; dash's echo knows `\\n`. */
export const load = (n: string, command: string, text: string): string =>
  `@${n} dash -c 'echo "$0"' '${text.replaceAll('\n', '\\n')}' | ${command}`;
