import type { FixScript } from '../../../core/fix-script.ts';
import { runningFix } from './running-fix.ts';

/** A pipe inside the namespace; the words behind it are its `$1`, `$2`. */
const says = (script: string, ...words: readonly string[]): readonly string[] => ['sh', '-c', script, 'sh', ...words];

export const switchDeviceOn = (code: string, namespace: string, device: string): readonly FixScript[] =>
  runningFix({
    id: 'switch-device-on',
    code,
    title: `switch ${device} of ${namespace} on`,
    effect: `Sets ${device} up; routes that went with it come back only from what configures them.`,
    applicability: 'safe',
    namespace,
    check: says('ip -o link show dev "$1" up | grep -q .', device),
    apply: ['ip', 'link', 'set', 'dev', device, 'up'],
    undo: ['ip', 'link', 'set', 'dev', device, 'down'],
  });

export const joinBridge = (code: string, namespace: string, device: string, bridge: string): readonly FixScript[] =>
  runningFix({
    id: 'join-bridge',
    code,
    title: `make ${device} a port of ${bridge} in ${namespace}`,
    effect: `Frames pass between ${device} and the other ports of ${bridge}.`,
    applicability: 'safe',
    namespace,
    check: says('ip -o link show dev "$1" | grep -qF " master $2 "', device, bridge),
    apply: ['ip', 'link', 'set', 'dev', device, 'master', bridge],
    undo: ['ip', 'link', 'set', 'dev', device, 'nomaster'],
  });

const portFlag = (code: string, namespace: string, device: string, flag: string, on: boolean): readonly FixScript[] => {
  const [wanted, before] = on ? ['on', 'off'] : ['off', 'on'];
  return runningFix({
    id: `${flag}-${wanted}`,
    code,
    title: `set ${flag} ${wanted} at port ${device} of ${namespace}`,
    effect: `The bridge of ${device} ${flag === 'hairpin' ? 'sends back what came from it where that is its way' : 'lets it see the other isolated ports'}.`,
    applicability: flag === 'hairpin' ? 'safe' : 'review',
    namespace,
    check: says(`bridge -d link show dev "$1" | grep -q "${flag} ${wanted}"`, device),
    apply: ['bridge', 'link', 'set', 'dev', device, flag, wanted],
    undo: ['bridge', 'link', 'set', 'dev', device, flag, before],
  });
};

export const hairpinOn = (code: string, namespace: string, device: string): readonly FixScript[] =>
  portFlag(code, namespace, device, 'hairpin', true);

export const notIsolated = (code: string, namespace: string, device: string): readonly FixScript[] =>
  portFlag(code, namespace, device, 'isolated', false);

/** Takes a wrong neighbor entry out: the kernel asks anew. */
export function withoutNeighbor(
  code: string,
  namespace: string,
  { device, address, mac }: { readonly device: string; readonly address: string; readonly mac: string },
): readonly FixScript[] {
  return runningFix({
    id: 'without-neighbor',
    code,
    title: `take ${address} at ${mac} out of the neighbors of ${namespace}`,
    effect: `The next packet to ${address} asks on ${device} who has it.`,
    applicability: 'safe',
    namespace,
    check: says(
      'n=$(ip neigh show to "$1" dev "$2") || exit 2; ! printf %s "$n" | grep -qF "$3"',
      address,
      device,
      mac,
    ),
    apply: ['ip', 'neigh', 'del', address, 'dev', device],
    undo: ['ip', 'neigh', 'replace', address, 'lladdr', mac, 'dev', device, 'nud', 'permanent'],
  });
}
