import type { FixScript } from '../../../core/fix-script.ts';
import { runningFix } from './running-fix.ts';

/** What the walk knows of a drop; a part that is not known makes no script. */
export interface Drop {
  readonly namespace: string;
  readonly backend: string;
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** 1-based number of the rule; absent: the policy. */
  readonly rule?: number;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port?: number;
  readonly reply: boolean;
}

const tools: Readonly<Record<string, string>> = {
  'iptables ip': 'iptables',
  'iptables ip6': 'ip6tables',
  'iptables-legacy ip': 'iptables-legacy',
  'iptables-legacy ip6': 'ip6tables-legacy',
  'iptables-nft ip': 'iptables-nft',
  'iptables-nft ip6': 'ip6tables-nft',
};

/** Chains that a daemon writes anew: a rule put there is gone again. */
const owned = /^(?:KUBE-|cali-|cilium|CILIUM|DOCKER|FLANNEL-|LIBVIRT_|ufw-|f2b-|WEAVE-|CNI-)/;

/** Accepts this one flow in front of the rule that drops it, or its replies. Rules of nft are left to their owner. */
export function acceptInFront(code: string, drop: Drop): readonly FixScript[] {
  const { namespace, backend, family, table, chain, rule, source, destination, protocol, port, reply } = drop;
  const tool = tools[`${backend} ${family}`];
  if (tool === undefined || owned.test(chain)) return [];
  const service = port === undefined ? [] : ['--dport', String(port)];
  const flow = reply
    ? ['-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED']
    : ['-s', source, '-d', destination, '-p', protocol, ...service];
  const words = [...flow, '-j', 'ACCEPT'];
  const at = [tool, '-w', '-t', table];
  return runningFix({
    id: 'accept-in-front',
    code,
    title: `accept ${reply ? 'replies' : 'this flow'} in ${table} ${chain} of ${namespace}`,
    effect: `One rule of ${tool} accepts ${reply ? 'what belongs to connections that were let through' : `${source} to ${destination}${port === undefined ? '' : ` port ${port}`}`}; it is gone when the rules are loaded anew.`,
    applicability: 'review',
    namespace,
    check: [...at, '-C', chain, ...words],
    apply: rule === undefined ? [...at, '-A', chain, ...words] : [...at, '-I', chain, String(rule), ...words],
    undo: [...at, '-D', chain, ...words],
  });
}

/** Writes a setting of the kernel. With slashes, because a device's name may hold dots: `net/ipv4/conf/eth0.5/rp_filter`. */
export function setTo(
  code: string,
  namespace: string,
  key: string,
  value: string,
  before: string,
): readonly FixScript[] {
  const path = `/proc/sys/${key}`;
  return runningFix({
    id: 'set-to',
    code,
    title: `set ${key} to ${value} in ${namespace}`,
    effect: `Writes ${value} to ${path}, where ${before} stands; a file below /etc/sysctl.d keeps it over a boot.`,
    applicability: 'safe',
    namespace,
    check: ['grep', '-qx', value, path],
    apply: ['sysctl', '-w', `${key}=${value}`],
    undo: ['sysctl', '-w', `${key}=${before}`],
  });
}
