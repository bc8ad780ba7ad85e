import type { FixScript } from '../../../core/fix-script.ts';
import { acceptInFront, type Drop, setTo } from '../fixes/filter-fixes.ts';
import { hairpinOn, joinBridge, notIsolated, switchDeviceOn, withoutNeighbor } from '../fixes/link-fixes.ts';
import type { Namespace } from '../model/namespace.ts';
import type { Break } from '../walk/state.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

type Maker = (found: Break, code: string, namespace: string) => readonly FixScript[];

const drop: Maker = ({ facts, reply }, code, namespace) => {
  const known: Drop = {
    namespace,
    // Where only the plain programs are there, they are this backend's.
    backend: facts['plain'] === true ? 'iptables' : text(facts['backend']),
    family: text(facts['family']),
    table: text(facts['table']),
    chain: text(facts['chain']),
    ...(typeof facts['rule'] === 'number' && facts['policy'] !== true ? { rule: facts['rule'] } : {}),
    source: text(facts['source']),
    destination: text(facts['destination']),
    protocol: text(facts['protocol']),
    ...(typeof facts['port'] === 'number' ? { port: facts['port'] } : {}),
    reply,
  };
  return acceptInFront(code, known);
};

const up: Maker = ({ device }, code, namespace) =>
  device === undefined ? [] : switchDeviceOn(code, namespace, device);

/** Writes a setting that was read; without its old value there is no undo, so no script. */
const setting =
  (key: (found: Break) => string | undefined, value: string): Maker =>
  (found, code, namespace) => {
    const path = key(found);
    const before = path === undefined ? undefined : found.ns.sysctls.get(path)?.value;
    return path === undefined || before === undefined ? [] : setTo(code, namespace, `net/${path}`, value, before);
  };

const isSix = ({ facts }: Break): boolean => facts['family'] === 6 || text(facts['destination']).includes(':');

/** What mends a break in the running kernel; none where only a person can tell what was meant. */
const makers: Readonly<{ [name: string]: Maker }> = {
  'interface-down': up,
  'loopback-down': up,
  'bridge-down': up,
  'vtep-down': up,
  'port-not-in-bridge': ({ device, facts }, code, namespace) =>
    device === undefined || text(facts['bridge']) === ''
      ? []
      : joinBridge(code, namespace, device, text(facts['bridge'])),
  'ports-isolated': ({ device }, code, namespace) => (device === undefined ? [] : notIsolated(code, namespace, device)),
  'hairpin-off': ({ device }, code, namespace) => (device === undefined ? [] : hairpinOn(code, namespace, device)),
  'mac-wrong': ({ device, facts }, code, namespace) =>
    device === undefined || text(facts['mac']) === ''
      ? []
      : withoutNeighbor(code, namespace, { device, address: text(facts['address']), mac: text(facts['mac']) }),
  'forwarding-off': setting(
    (found) => (isSix(found) ? 'ipv6/conf/all/forwarding' : `ipv4/conf/${found.device}/forwarding`),
    '1',
  ),
  'reverse-path-filtered': setting(
    (found) => (isSix(found) || found.facts['byRule'] === true ? undefined : `ipv4/conf/${found.device}/rp_filter`),
    '2',
  ),
  'arp-not-answered': setting(
    ({ facts, device }) => (facts['setting'] === 'proxy_arp' ? `ipv4/conf/${device}/proxy_arp` : undefined),
    '1',
  ),
  'bridge-netfilter-off': setting(
    (found) => `bridge/bridge-nf-call-${text(found.facts['answered']).includes(':') ? 'ip6tables' : 'iptables'}`,
    '1',
  ),
  'filter-drops': drop,
  'forward-policy-drops': drop,
  'second-firewall-drops': drop,
  'reply-dropped': drop,
  'overlay-port-blocked': drop,
};

/** How a script enters the namespace: not at all, by a name of /run/netns, by a PID. */
const entryOf = ({ capture: { own, name, pids } }: Namespace): string | undefined =>
  own ? 'host' : (name ?? (pids[0] === undefined ? undefined : String(pids[0])));

/** Scripts that mend a break at run time. */
export function fixesFor(found: Break, code: string): readonly FixScript[] {
  const namespace = entryOf(found.ns);
  return namespace === undefined ? [] : (makers[found.name]?.(found, code, namespace) ?? []);
}
