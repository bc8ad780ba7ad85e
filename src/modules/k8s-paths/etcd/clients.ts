import type { Message } from '../error-text/message.ts';
import { memberList } from './advice.ts';

const data = '/var/lib/etcd';
const manifest = '/etc/kubernetes/manifests/etcd.yaml';
const apiserver = '/etc/kubernetes/manifests/kube-apiserver.yaml';

/** What clients of etcd are told, and what they say of it. */
export const clientMessages: readonly Message[] = [
  {
    id: 'etcd-rejected-client',
    matches: /rejected connection.{0,500}(?:remote error: tls|tls: bad certificate|tls: failed to verify|x509: )/,
    kind: 'state',
    name: 'etcd-apiserver-ca-mix',
    part: 'etcd',
    says: 'etcd refuses a client or peer, or is refused by it: the certificate of one side is not of the CA the other side trusts, or has expired.',
    next: [
      "which address is in remote-addr? From this very host it is the apiserver or a probe: its --etcd-cafile and client certificate must be of etcd's own CA",
      'where it began after a year: look at the end dates of the certificates of etcd and of its clients',
    ],
    where: [apiserver, manifest, '/etc/kubernetes/pki/etcd'],
    samples: [
      '{"level":"warn","caller":"embed/config_logging.go:1","msg":"rejected connection","remote-addr":"192.0.2.1:5","error":"remote error: tls: bad certificate"}',
      'embed: rejected connection from "192.0.2.1:5" (error "tls: failed to verify client\'s certificate: x509: certificate signed by unknown authority", ServerName "")',
    ],
    not: ['embed: rejected connection from "192.0.2.1:5" (error "EOF", ServerName "")'],
    source: 'etcd server/embed/config_logging.go',
  },
  {
    id: 'etcd-port-scan',
    matches:
      /rejected connection.{0,300}(?:"error":"EOF"|error "EOF"|first record does not look like a TLS handshake|i\/o timeout|connection reset by peer)/,
    kind: 'harmless',
    says: 'Harmless: something opened a connection to etcd and closed it without TLS, as a TCP health check of a load balancer or a monitoring system does.',
    samples: [
      'embed: rejected connection from "192.0.2.1:5" (error "EOF", ServerName "")',
      '{"level":"warn","msg":"rejected connection","remote-addr":"127.0.0.1:5","server-name":"","error":"EOF"}',
    ],
    source: 'etcd server/embed/config_logging.go',
  },
  {
    id: 'etcd-refused',
    matches:
      /dial tcp (\S{1,80}:(?:2379|2381|4001|12379)): (?:connect|getsockopt): connection refused.{0,300}|(?:etcd|clientv3).{0,600}?dial tcp (\S{1,80}?): (?:connect|getsockopt): connection refused|(?:etcd|clientv3).{0,600}connection refused/,
    kind: 'retried',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'Nothing listens at $1$2 where etcd is expected: etcd does not run (its own log says why), or --etcd-servers names the wrong address.',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    samples: [
      'grpc: addrConn.createTransport failed to connect to {https://127.0.0.1:4001  <nil> 0 <nil>}. Err :connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:4001: connect: connection refused". Reconnecting...',
      '[core] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:2379"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:2379: connect: connection refused"',
      '{"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0x1/127.0.0.1:2379","error":"rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: connection error: desc = \\"transport: Error while dialing dial tcp 127.0.0.1:2379: connect: connection refused\\""}',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    not: ['Error while dialing: dial tcp 192.0.2.5:2379: connect: no route to host'],
    source: 'google.golang.org/grpc clientconn.go, etcd client/v3',
  },
  {
    id: 'etcd-refused-grpc',
    matches: /grpc: addrConn.{0,600}?dial tcp (\S{1,80}?): (?:connect|getsockopt): connection refused/,
    // Any program may speak gRPC; the apiserver speaks it with etcd.
    needs: { component: /^kube-apiserver$/, text: /etcd|kube-?apiserver|k8s\.io\/apiserver|storage_factory/ },
    kind: 'retried',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver finds nothing that listens at $1, where it expects etcd: etcd does not run (its own log says why), or --etcd-servers names the wrong address.',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    samples: [
      'kube-apiserver: [core] grpc: addrConn.createTransport failed to connect to {Addr: "127.0.0.1:23000"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:23000: connect: connection refused"',
    ],
    not: [
      '[core] grpc: addrConn.createTransport failed to connect to {Addr: "collector.tracing:14250"}. Err: connection error: desc = "transport: Error while dialing: dial tcp 10.96.3.3:14250: connect: connection refused"',
    ],
    source: 'google.golang.org/grpc clientconn.go',
  },
  {
    id: 'etcd-unreachable',
    matches:
      /dial tcp (\S{1,80}:(?:2379|4001|12379)): (?:(?:connect|getsockopt): (no route to host|network is unreachable|connection timed out)|(i\/o timeout))/,
    kind: 'retried',
    part: 'etcd',
    says: 'etcd is not reached at $1 ($2$3): its host is down, the address is another, or a firewall or a route is in between.',
    next: ['on the host of the line, as root: `diag net-path $1`', '`ping` that host; does etcd run there?'],
    where: [apiserver],
    samples: [
      'grpc: addrConn.createTransport failed to connect to {Addr: "192.0.2.5:2379"}. Err: connection error: desc = "transport: Error while dialing dial tcp 192.0.2.5:2379: connect: no route to host"',
      'transport: Error while dialing: dial tcp 192.0.2.5:2379: i/o timeout',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'Go net.OpError, google.golang.org/grpc clientconn.go',
  },
  {
    id: 'etcd-client-tls',
    matches:
      /(?:etcd|:2379|addrConn|clientv3|storage).{0,400}authentication handshake failed: .{0,40}(?:x509: certificate signed by unknown authority|tls: bad certificate|remote error)|transport: authentication handshake failed: .{0,40}(?:x509: certificate signed by unknown authority|remote error: tls: bad certificate)/,
    // Any client of gRPC says so of any server.
    needs: {
      text: /^(?![\s\S]{0,20000}talosctl|error executing bootstrap)(?=[\s\S]{0,100000}(?:etcd|:2379|kube-?apiserver))/,
    },
    kind: 'cause',
    name: 'etcd-apiserver-ca-mix',
    part: 'kube-apiserver',
    says: "The TLS handshake with etcd failed: --etcd-cafile, or the client certificate, is not of etcd's own CA.",
    next: ["set --etcd-cafile to etcd's CA, and --etcd-certfile and --etcd-keyfile to the pair apiserver-etcd-client"],
    where: [apiserver, '/etc/kubernetes/pki/etcd/ca.crt'],
    samples: [
      'grpc: addrConn.createTransport etcd transport: Error: connection error: desc = "transport: authentication handshake failed: x509: certificate signed by unknown authority"',
    ],
    not: [
      'error executing bootstrap: rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: context deadline exceeded"',
    ],
    source: 'google.golang.org/grpc, Go crypto/x509',
  },
  {
    id: 'etcd-not-connected',
    matches: /etcd client connection not yet established/,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'The apiserver has no connection to etcd yet; all hooks that fail with it are consequences. Is etcd up, and does --etcd-servers fit?',
    next: ['{etcd-log}'],
    where: [apiserver, manifest],
    samples: ['[-]etcd failed: etcd client connection not yet established'],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'kubernetes apiserver pkg/storage/storagebackend/factory/etcd3.go',
  },
  {
    id: 'etcd-unavailable',
    matches:
      /etcd cluster is unavailable or misconfigured|error creating (?:leases|storage factory): |Unable to create storage backend|etcdserver: not capable|Failed to test (?:data store|etcd) connection|failed to report and disarm etcd alarms|could not connect to the etcd/i,
    kind: 'state',
    name: 'manifest-etcd-url',
    part: 'etcd',
    says: 'No member of etcd answered its client, mostly the apiserver: etcd does not run, has no quorum, or the addresses are wrong.',
    next: ['{etcd-log}'],
    where: [manifest, apiserver],
    samples: [
      'Error creating leases: error creating storage factory: context deadline exceeded',
      'client: etcd cluster is unavailable or misconfigured',
      'level=info msg="Failed to test data store connection: failed to report and disarm etcd alarms: etcd alarm list failed: context deadline exceeded"',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'kubernetes cmd/kube-apiserver/app/server.go, etcd client/v2, k3s pkg/etcd',
  },
  {
    id: 'etcd-auth',
    matches:
      /etcdserver: (user name is empty|invalid auth token|authentication failed, invalid user ID or password|permission denied|authentication is not enabled|invalid user ID or password)/,
    kind: 'cause',
    part: 'etcd',
    says: ({ groups: [, said = ''] }) =>
      said === 'authentication is not enabled'
        ? 'The client gives etcd a user, and authentication is not enabled there.'
        : said === 'permission denied'
          ? 'etcd has authentication enabled, and the user of this client has no role for that key.'
          : `etcd has authentication enabled and does not take this client's user: ${said}.`,
    next: [
      '`etcdctl auth status`; `--user NAME:PASSWORD`, or for certificates a CN that is a user of etcd with a role; Kubernetes needs no authentication of etcd besides client certificates',
    ],
    samples: [
      '{"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0x1/127.0.0.1:2379","attempt":0,"error":"rpc error: code = InvalidArgument desc = etcdserver: user name is empty"}',
      'Error: etcdserver: permission denied',
    ],
    source: 'etcd api/v3rpc/rpctypes/error.go',
  },
  {
    id: 'etcd-timeout',
    matches:
      /retrying of unary invoker failed(?:.{0,600}(?:DeadlineExceeded|Unavailable|request timed out)|(?!.{0,200}code = )[^\n]{0,200}$)|error getting data from etcd: context deadline exceeded|Observed a panic: context deadline exceeded|etcdserver: request timed out|^Error: context deadline exceeded|is unhealthy: failed to commit proposal|etcd alarm list failed|timed out waiting for read index response|waiting for ReadIndex response took too long/,
    needs: { text: /etcd|clientv3\/retry_interceptor\.go|k8s\.io\/apiserver\//i },
    kind: 'retried',
    part: 'etcd',
    confidence: 'possible',
    says: 'Requests to etcd time out (deadline exceeded): etcd does not answer, has no quorum, is not reachable, or is far too slow.',
    next: ['{etcd-log}', memberList],
    where: [manifest, apiserver, data],
    samples: [
      'Error from server: etcdserver: request timed out',
      'internal server error: error getting data from etcd: context deadline exceeded',
      'etcdserver: timed out waiting for read index response (local node might have slow network)',
      'https://127.0.0.1:2379 is unhealthy: failed to commit proposal: context deadline exceeded (etcdctl)',
    ],
    yieldsTo:
      /^etcd-(?:rejected|client-tls|rke|no-leader|peer|nospace|corrupt|raft|member|not-enough|disk|cluster|restore|perm)|^talos-/,
    source: 'etcd rpctypes/error.go, client/v3/retry_interceptor.go, apiserver storage/etcd3/healthcheck',
  },
  {
    id: 'etcd-overloaded',
    matches: /etcdserver: too many requests/,
    kind: 'state',
    part: 'etcd',
    says: 'etcd refuses requests, because it is too far behind with those it has taken: its disk is too slow for what is written, or something floods the apiserver.',
    next: [
      '{etcd-log}: slow fdatasync, "apply request took too long"? Which client writes so much, the metrics of the apiserver tell (apiserver_request_total)',
    ],
    samples: ['rpc error: code = ResourceExhausted desc = etcdserver: too many requests'],
    source: 'etcd server/etcdserver/v3_server.go (maxGapBetweenApplyAndCommitIndex)',
  },
  {
    id: 'etcd-request-too-large',
    matches:
      /etcdserver: request is too large|Request entity too large: limit is \d{1,9}|trying to send message larger than max \(\d{1,12} vs\. 2097152\)/,
    kind: 'cause',
    says: 'An object is too large to be kept: etcd takes 1.5 MiB a request (--max-request-bytes), the apiserver 3 MiB. A ConfigMap or Secret with a whole file in it, a custom resource with a long status, or an annotation last-applied-configuration.',
    next: [
      'which object, the request of the client that failed says: split it, or keep the file elsewhere; `kubectl apply --server-side` leaves the annotation out',
    ],
    samples: [
      'etcdserver: request is too large',
      'Request entity too large: limit is 3145728',
      'rpc error: code = ResourceExhausted desc = trying to send message larger than max (2097279 vs. 2097152)',
    ],
    // Any client of gRPC says so; 2 MiB is what that of etcd sends at most.
    not: [
      'rpc error: code = ResourceExhausted desc = grpc: trying to send message larger than max (5242880 vs. 4194304)',
    ],
    source:
      'etcd server/etcdserver/v3_server.go; apiserver pkg/endpoints/handlers/rest.go; etcd client/v3/options.go (defaultMaxCallSendMsgSize)',
  },
];
