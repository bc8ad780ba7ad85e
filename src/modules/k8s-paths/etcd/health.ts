import type { Message } from '../error-text/message.ts';
import { memberList } from './advice.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';

/** What etcdctl and health checks say of the members. */
export const healthMessages: readonly Message[] = [
  {
    id: 'etcd-endpoint-failed',
    matches: /Failed to get the status of endpoint (\S{3,300}) \((.{1,200})\)/,
    kind: 'state',
    part: 'etcd',
    says: 'etcd at $1 gives no status ($2): it does not run or is not reached, or it wants other certificates or https. While more than half of the members answer, the cluster works.',
    next: [
      'on that host: {etcd-log}',
      'the same with --cacert, --cert and --key of etcd, and with https:// in front of the address',
    ],
    samples: ['Failed to get the status of endpoint https://192.0.2.13:2379 (context deadline exceeded)'],
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
  },
  {
    id: 'etcd-rke-health',
    matches:
      /failed to check etcd health: failed to get \/health for host \[([^\]]{1,120})\]: .{0,200}?(remote error: tls: bad certificate|x509: .{1,160}|connection refused|i\/o timeout|no route to host|EOF)/,
    kind: 'cause',
    part: 'etcd',
    says: (met) => {
      const reason = met.groups[2] ?? '';
      const why = /tls|x509/.test(reason)
        ? 'the certificate of one side is not of the CA the other trusts (certificates left over of an earlier cluster on that host, or another state file), or a clock is wrong'
        : 'it does not run there or its port is blocked in between';
      return `RKE gets no healthy answer from etcd on ${met.groups[1] ?? ''} (${reason}): ${why}.`;
    },
    next: [
      'on that host: `docker ps -a --filter name=etcd` and `docker logs --tail 50 etcd`; compare the certificates in /etc/kubernetes/ssl with those of the state file, and the clocks',
    ],
    samples: [
      '[etcd] host [192.0.2.7] failed to check etcd health: failed to get /health for host [192.0.2.7]: Get "https://192.0.2.7:2379/health": remote error: tls: bad certificate',
    ],
    source: 'rancher/rke services/etcd.go',
  },
  {
    id: 'etcd-member-unhealthy',
    matches: /^\s*(\S{3,160}) is unhealthy: (failed to .{1,300})/,
    // What answers for another member cannot be the way there or the certificates of the client.
    needs: { text: / is healthy: / },
    kind: 'state',
    part: 'etcd',
    says: 'The etcd member at $1 does not answer as it should, while others do: $2',
    next: ['on that host: {etcd-log}', memberList],
    where: [manifest, data],
    samples: [
      'https://192.0.2.12:2379 is unhealthy: failed to commit proposal: context deadline exceeded; https://192.0.2.13:2379 is healthy: successfully committed proposal',
      // A text that names etcd, which more rows ask for.
      'https://192.0.2.12:2379 is unhealthy: failed to commit proposal: context deadline exceeded; https://etcd-2:2379 is healthy: successfully committed proposal',
    ],
    not: ['https://192.0.2.12:2379 is healthy: successfully committed proposal: took = 2ms'],
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
  },
  {
    id: 'etcd-some-unhealthy',
    matches: /^\s*Error: unhealthy cluster/,
    kind: 'state',
    catchAll: true,
    part: 'etcd',
    confidence: 'possible',
    says: 'A member that etcdctl asked is not healthy, or was not reached with these certificates; the lines before say which.',
    next: [memberList],
    samples: ['Error: unhealthy cluster'],
    yieldsTo: /./,
    source: 'etcd etcdctl/ctlv3/command/ep_command.go',
  },
  {
    // Of one member; what another one said before is not over.
    id: 'etcd-member-healthy',
    matches: /is healthy: successfully committed|"health":\s?"?true/,
    kind: 'well',
    part: 'etcd',
    says: 'That member of etcd answers, and it has a leader.',
    samples: [
      'https://127.0.0.1:2379 is healthy: successfully committed proposal: took = 2ms',
      '{"health":"true","reason":""}',
    ],
    source: 'etcd server/etcdserver/api/etcdhttp/health.go, etcdctl/ctlv3/command/ep_command.go',
  },
];
