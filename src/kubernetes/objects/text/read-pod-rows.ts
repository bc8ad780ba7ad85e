import type { Pod } from '../types/pod.ts';
import { readAge } from './age.ts';
import { type Columns, cellsOf } from './columns.ts';

/**
 * A row of `kubectl get pods`, with or without namespace and `-o wide`, with or without heading:
 * `web-1   0/1   CrashLoopBackOff   12 (2m ago)   40m`; of `kubectl get all` behind `pod/`.
 */
const bare =
  /^(?:([a-z0-9][a-z0-9-]{0,62})\s+)?(?:pod\/)?([a-z0-9][a-z0-9.-]{0,252})\s+(\d{1,3})\/(\d{1,3})\s+([A-Z]\S{2,60})\s+(\d{1,9})(?:\s\((\S+) ago\))?(?:\s+(\d{1,6}[smhdy]\S{0,20}|<unknown>|<invalid>)(?:\s+(\S+)\s+(\S+))?(?:\s+\S+\s+\S+)?)?\s*$/;

/** What a row of the table tells of a pod; its node only with `-o wide`. */
export function readPodRow(
  line: string,
  columns: Columns | undefined,
  source: string,
  number: number,
): Pod | undefined {
  const match = bare.exec(line);
  if (match === null) return undefined;
  const cells = columns === undefined ? undefined : cellsOf(line, columns);
  const [, first = '', name = '', ready = '', all = '', shown = '', restarts = '', ago = '', old = '', , node] = match;
  const hasNode = columns === undefined || columns.names.includes('NODE');
  const nodeName = hasNode && node !== undefined && node !== '<none>' && !/^[\d.:]+$/.test(node) ? node : undefined;
  const isReady = Number(ready) === Number(all) && Number(all) > 0;
  return {
    kind: 'Pod',
    name,
    namespace: cells?.['NAMESPACE'] ?? first,
    labels: {},
    finalizers: [],
    from: 'table',
    source,
    line: number,
    mirror: false,
    age: readAge(old),
    shown,
    status: {
      phase: phaseOf(shown),
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      initContainers: [],
      containers: [
        { name: '', ready: isReady, restarts: Number(restarts), ...(ago === '' ? {} : { restartedAgo: readAge(ago) }) },
      ],
      ...(nodeName === undefined ? {} : { hostIP: nodeName }),
    },
  };
}

/** A phase where the column shows one; else what it shows is a reason. */
const phaseOf = (shown: string): string | undefined =>
  ({ Running: 'Running', Pending: 'Pending', Succeeded: 'Succeeded', Completed: 'Succeeded', Failed: 'Failed' })[shown];
