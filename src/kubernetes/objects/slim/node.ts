import { flagAt, mapAt, mapsAt, type Raw, textAt, textsAt, wordAt } from '../raw.ts';
import type { Node } from '../types/node.ts';
import { conditionsAt, slimMeta, timeAt } from './meta.ts';

export function slimNode(raw: Raw, source: string): Node {
  const spec = mapAt(raw, 'spec');
  const status = mapAt(raw, 'status');
  const info = mapAt(status, 'nodeInfo');
  return {
    ...slimMeta(raw, 'Node', source),
    unschedulable: flagAt(spec, 'unschedulable') === true,
    taints: mapsAt(spec, 'taints').map((taint) => ({
      key: textAt(taint, 'key') ?? '',
      value: textAt(taint, 'value') ?? '',
      effect: textAt(taint, 'effect') ?? '',
      timeAdded: timeAt(taint, 'timeAdded'),
    })),
    allocatable: textsAt(status, 'allocatable'),
    capacity: textsAt(status, 'capacity'),
    conditions: conditionsAt(status),
    kubeletVersion: wordAt(info, 'kubeletVersion'),
    runtimeVersion: wordAt(info, 'containerRuntimeVersion'),
    operatingSystem: wordAt(info, 'operatingSystem'),
    provider: wordAt(spec, 'providerID')?.split(':', 1)[0],
  };
}
