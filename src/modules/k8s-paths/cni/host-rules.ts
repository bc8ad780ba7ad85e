import { facts, isAbsent, type Raised, type Rule, type RuleContext, state, type Unchecked } from '../rules/rule.ts';
import { inForce, runsPods } from './rules.ts';

/** Files network add-ons write when they run. */
function addOns(context: RuleContext): (Raised | Unchecked)[] {
  const winner = inForce(context);
  const { runtime, node } = context.model;
  const types = winner?.reading?.status === 'conf' ? winner.reading.conf.types : [];
  const raise = (name: 'cni-leftover-calico' | 'cni-flannel-subnet', file: string, actual: string): Raised => ({
    name,
    facts: facts(file, { actual }),
    confidence: 'proven',
    evidence: [state(winner?.path ?? '', `types ${types.join(', ')}`), state(actual, 'no such file')],
    breaks: 'cni',
  });
  const needsNodename = winner?.reading?.status === 'conf' && !winner.reading.conf.nodenameElsewhere;
  if (types.includes('calico') && needsNodename && isAbsent(runtime.calicoNodename))
    return [raise('cni-leftover-calico', winner?.path ?? '', runtime.calicoNodename.path)];
  if (!types.includes('flannel') || !isAbsent(runtime.flannelSubnet)) return [];
  if (node.processes === undefined)
    return [
      {
        unchecked: 'cni-flannel-subnet',
        reason: `${runtime.flannelSubnet.path} exists on a running host only`,
        command: `cat ${runtime.flannelSubnet.path}`,
      },
    ];
  // flannel's pod writes it after each boot: without runtime or kubelet there is no such pod.
  return [{ ...raise('cni-flannel-subnet', runtime.flannelSubnet.path, runtime.flannelSubnet.path), derived: true }];
}

/** Networks whose traffic crosses a Linux bridge. */
const bridged = ['bridge', 'flannel', 'weave-net'];

function kernel(context: RuleContext): Raised[] {
  const { sysctls } = context.model.node;
  const winner = inForce(context);
  const types = winner?.reading?.status === 'conf' ? winner.reading.conf.types : [];
  if (!runsPods(context) || types.length === 0) return [];
  const bridge = '/proc/sys/net/bridge/bridge-nf-call-iptables';
  const forward = '/proc/sys/net/ipv4/ip_forward';
  const found: Raised[] = [];
  if (types.some((type) => bridged.includes(type)) && ['0', 'absent'].includes(sysctls[bridge] ?? '')) {
    found.push({
      name: 'cni-br-netfilter',
      facts: facts(bridge, { actual: sysctls[bridge] ?? '', expected: '1' }),
      confidence: 'proven',
      evidence: [state(bridge, sysctls[bridge] ?? '')],
    });
  }
  if (sysctls[forward] === '0') {
    found.push({
      name: 'cni-ip-forward',
      facts: facts(forward, { actual: '0', expected: '1' }),
      confidence: 'proven',
      evidence: [state(forward, '0')],
      breaks: 'cni',
    });
  }
  return found;
}

/** host-local reserves a file for each address; network, gateway and broadcast are not to be had. */
function addresses(context: RuleContext): Raised[] {
  const winner = inForce(context);
  const conf = winner?.reading?.status === 'conf' ? winner.reading.conf : undefined;
  const flannel = /^FLANNEL_SUBNET=\S+?\/(\d{1,2})/m.exec(
    context.observations.files['/run/flannel/subnet.env']?.text ?? '',
  )?.[1];
  const bits = Number(/\/(\d{1,2})$/.exec(conf?.subnet ?? '')?.[1] ?? flannel ?? 24);
  const usable = 2 ** (32 - bits) - 3;
  return context.model.runtime.reservations
    .filter(({ count }) => count >= usable)
    .map(({ folder, count }) => ({
      name: 'cni-ip-exhausted',
      facts: facts(folder, { actual: String(count), expected: String(usable) }),
      confidence: 'likely',
      evidence: [state(folder, `${count} reserved addresses, ${usable} usable in a /${bits}`)],
      breaks: 'cni',
    }));
}

export const cniHostRules: readonly Rule[] = [
  { theme: 'cni', names: ['cni-leftover-calico', 'cni-flannel-subnet'], run: addOns },
  { theme: 'cni', names: ['cni-br-netfilter', 'cni-ip-forward'], run: kernel },
  { theme: 'cni', names: ['cni-ip-exhausted'], run: addresses },
];
