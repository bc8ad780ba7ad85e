import type { Message } from '../error-text/message.ts';
import { memberList } from './advice.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';

/** How members reach each other, and agree on a leader. */
export const peerMessages: readonly Message[] = [
  {
    id: 'etcd-no-leader',
    matches:
      /RAFT NO LEADER|etcdserver: no leader|etcd member \S{1,100} has no leader|no leader at term|\/health false; no leader/,
    kind: 'state',
    name: 'etcd-no-leader',
    inLogs: true,
    part: 'etcd',
    says: 'etcd has no leader: the quorum is lost (more than half of the members must be up and reach each other on 2380), or it is electing one.',
    next: [memberList, 'bring the other members back; {etcd-log}'],
    where: [manifest],
    samples: [
      'Error: etcdserver: no leader',
      '{"level":"warn","caller":"etcdhttp/health.go:92","msg":"serving /health false; no leader"}',
      '{"health":"false","reason":"RAFT NO LEADER"}',
      'client: etcd cluster is unavailable or misconfigured; error #0: client: etcd member http://192.0.2.1:2379 has no leader',
    ],
    not: ['Error from server: etcdserver: leader changed'],
    source: 'etcd rpctypes/error.go, raft/raft.go',
  },
  {
    id: 'etcd-not-published',
    matches: /failed to publish local member to cluster through raft|publish error: etcdserver: request timed out/,
    kind: 'retried',
    confidence: 'possible',
    part: 'etcd',
    says: 'This member of etcd cannot write that it is there: the cluster has no leader, as where the other members do not answer on their peer port or more than half are gone; or its disk is far too slow.',
    next: ['do the other members run, and does 2380 answer between them, both ways? {etcd-log}', memberList],
    samples: [
      '{"level":"warn","caller":"etcdserver/server.go:2083","msg":"failed to publish local member to cluster through raft","local-member-id":"a3ec"',
      'etcdserver: publish error: etcdserver: request timed out',
    ],
    not: ['{"level":"info","msg":"published local member to cluster through raft","local-member-id":"a3ec"}'],
    source: 'etcd server/etcdserver/server.go (publishV3)',
  },
  {
    id: 'etcd-peer-unreachable',
    matches:
      /health check for peer \S{1,60} could not connect: .{0,200}|failed to reach the peer ?URL|cannot get the version of member|the connection to peer \S{1,40} is unhealthy|prober detected unhealthy status|lost (?:the )?TCP streaming connection with (?:remote )?peer|peer became inactive|failed to (?:dial|heartbeat).{0,80}(?:stream|peer)|peer \S{1,40} became inactive|failed to dial \S{1,60} on stream|dial tcp \S{1,60}:2380: \S.{0,60}/,
    needs: { component: /^(?:etcd|k3s|rke2|rancher|.*etcd.*)$/ },
    kind: 'state',
    name: 'etcd-no-leader',
    part: 'etcd',
    says: 'etcd does not reach another member on its peer port: that host or its etcd is down, or 2380 is blocked in between. While more than half of the members see each other the cluster works; else the quorum is lost.',
    next: [
      'is etcd up on that member, and does its peer port answer from here (firewall, security group, route)?',
      memberList,
    ],
    where: [manifest],
    samples: [
      'health check for peer 76a752ea9233d534 could not connect: dial tcp 172.16.0.51:2380: i/o timeout',
      '{"level":"warn","caller":"rafthttp/probing_status.go:68","msg":"prober detected unhealthy status","error":"dial tcp 192.0.2.9:2380: connect: no route to host"}',
      'etcdserver: failed to reach the peerURL(http://192.0.2.1:2380) of member 1a2b (Get "http://192.0.2.1:2380/version": dial tcp 192.0.2.1:2380: connect: connection refused)',
    ],
    source: 'etcd server/etcdserver/api/rafthttp, etcdserver/cluster_util.go',
  },
  {
    id: 'etcd-peer-overloaded',
    matches:
      /failed to send out heartbeat on time|server is likely overloaded|slow fdatasync|sync duration of .{1,40}, expected less than|overloaded likely from slow disk|leader failed to send out heartbeat/,
    kind: 'cause',
    name: 'etcd-slow-disk',
    inLogs: true,
    part: 'etcd',
    says: 'etcd is too slow: its disk is slow or shared, or the machine is overloaded. Heartbeats come late, leaders change.',
    next: ["`iostat -x 1` on that node: what else writes to the disk of etcd's data? Give it a fast disk of its own"],
    where: [data],
    samples: [
      'wal: sync duration of 1.92179228s, expected less than 1s',
      '{"level":"warn","msg":"leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk"}',
      '{"level":"warn","caller":"wal/wal.go:802","msg":"slow fdatasync","took":"2.1s","expected-duration":"1s"}',
    ],
    source: 'etcd server/storage/wal/wal.go, etcdserver/raft.go',
  },
  {
    id: 'etcd-clock-skew',
    matches: /the clock difference against peer (\S{1,40}) is too high \[(\S{1,40}) >/,
    kind: 'retried',
    part: 'etcd',
    says: 'The clock of etcd member $1 differs by $2 from this one: leases and certificates suffer. Synchronize the clocks.',
    next: ['on both hosts: `timedatectl`, `chronyc tracking`'],
    samples: ['the clock difference against peer 361f5805326a5a9a is too high [1m0.155650202s > 1s]'],
    source: 'etcd server/etcdserver/api/rafthttp/probing_status.go',
  },
  {
    id: 'etcd-peer-san',
    matches:
      /rejected connection.{0,500}tls: \\?"([\w.:-]{1,100})\\?" does not match any of (?:DNSNames|IPAddresses|DNS|IP)/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd refuses a peer that comes from $1: the peer certificate it shows does not hold that address (the address of the host changed, NAT is in between, or the certificate was made for another).',
    next: [
      'on that member: `openssl x509 -in /etc/kubernetes/pki/etcd/peer.crt -noout -ext subjectAltName`; issue it with that address as SAN, by the CA of etcd, and restart that etcd',
    ],
    where: ['/etc/kubernetes/pki/etcd/peer.crt'],
    samples: [
      '{"level":"warn","caller":"embed/config_logging.go:169","msg":"rejected connection","remote-addr":"10.0.0.12:51234","ip-addresses":["10.0.0.11"],"dns-names":["cp2"],"error":"tls: \\"10.0.0.12\\" does not match any of DNSNames [\\"cp2\\"]"}',
    ],
    source: 'etcd client/pkg/transport/listener_tls.go',
  },
  {
    id: 'etcd-member-address',
    matches:
      /this server is (?:a not|not) an? member of the etcd cluster\. Found \[(.{0,2000}?)\], expect: ([^=\s]{1,260})=(\S{3,60})|this server is (?:a not|not) an? member of the etcd cluster/,
    kind: 'cause',
    part: 'etcd',
    says: ({ groups: [, found = '', name = '', address = ''] }) =>
      name !== '' && found.includes(`${name}=`)
        ? `etcd knows this server under another address than the one it has now (${address.replace(/"$/, '')}): its address changed (DHCP, a restarted VM or container), or it took another interface.`
        : 'This server is not a member of the etcd cluster any more: it was removed from it, or its name or data are those of another.',
    next: [
      'the address changed: give it the old one back, or set node-ip (`/etc/rancher/*/config.yaml`) to the interface of the cluster',
      'other servers work: remove the old member (delete its node), move its server/db/etcd away and let it join anew; it is the only one: `k3s server --cluster-reset` (rke2 the same) keeps its data. First a copy of /var/lib/rancher',
    ],
    samples: [
      'level=info msg="Failed to test data store connection: this server is a not a member of the etcd cluster. Found [srv-1-5d1c=https://192.0.2.3:2380 srv-0-09ac=https://192.0.2.2:2380], expect: srv-1-5d1c=192.0.2.5"',
    ],
    source: 'k3s pkg/etcd/etcd.go',
  },
  {
    id: 'etcd-elections',
    matches:
      /etcdserver: leader changed|raft(?:\.node)?: [0-9a-f]{4,16} lost leader|is starting a new election at term|received a MsgVote message with higher term|has received \d{1,3} \w{0,10} ?votes and \d{1,3} vote rejections|received vote rejection from [0-9a-f]{4,16}|received MsgVoteResp rejection from [0-9a-f]{4,16}|became candidate at term|ignored a Msg\w{2,20} message with lower term/,
    kind: 'retried',
    name: 'etcd-no-leader',
    part: 'etcd',
    says: 'Members of etcd elect a leader: one did not hear from the leader in time. Once is no fault; again and again it is a slow disk, an overloaded host, or a bad network between the members.',
    next: [
      memberList,
      '{etcd-log}: what stands before the elections ("slow fdatasync", "failed to send out heartbeat", lost connections to a peer)',
    ],
    samples: [
      '91d25258d70ad868 [term: 12250] received a MsgVote message with higher term from 134af6e5d3e35861 [term: 12251]',
      '91d25258d70ad868 [q:2] has received 1 votes and 2 vote rejections',
      '91d25258d70ad868 became candidate at term 7',
      '91d25258d70ad868 is starting a new election at term 7',
      'raft.node: 91d25258d70ad868 lost leader 134af6e5d3e35861 at term 12251',
      'Error from server: etcdserver: leader changed',
    ],
    source: 'etcd raft/raft.go',
  },
  {
    id: 'etcd-leader-elected',
    matches:
      /elected leader [0-9a-f]{4,16} at term|ready to serve client requests|serving client (?:requests|traffic)|\/health OK \(status code 200\)/,
    kind: 'well',
    part: 'etcd',
    ends: ['etcd'],
    says: 'etcd answers and has a leader.',
    samples: ['raft.node: 597a4ac774716ff7 elected leader 597a4ac774716ff7 at term 3'],
    source: 'etcd raft/node.go, server/embed/serve.go, etcdhttp/health.go',
  },
];
