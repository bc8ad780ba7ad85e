import { bashFix } from '../../../core/bash/bash-fix.ts';
import { functionsOf } from '../../../core/bash/shell-text.ts';
import etcd from './etcd.sh';
import { hostOf, idOf, type Maker } from './maker.ts';

/** Makes room in the database and lets etcd write again. */
export const freeSpace: Maker = (draft, node) => {
  const endpoint = node.endpoints.find(({ component, role }) => component === 'etcd' && role === undefined)?.url;
  return bashFix({
    id: 'compact-and-disarm',
    code: idOf(draft),
    title: 'Compact, defragment, disarm the alarm',
    applicability: 'review',
    effect:
      'Takes a snapshot, discards old revisions, blocks this member for some seconds while it is defragmented. A compaction cannot be undone.',
    ...hostOf(node),
    data: {
      ENDPOINT: endpoint ?? 'https://127.0.0.1:2379',
      PKI: '/etc/kubernetes/pki/etcd',
      SNAPSHOT: '/var/lib/etcd/diag-snapshot.db',
    },
    steps: 'no_alarm',
    functions: functionsOf(etcd),
    after: 'live make_room "$SNAPSHOT"',
    keepsResult: true,
  });
};
