import type { Message } from '../error-text/message.ts';

/** k3s and RKE2. */
export const k3sMessages: readonly Message[] = [
  {
    id: 'k3s-up',
    matches: /level=info msg="?(?:Kube API server is now running|(?:k3s|rke2) is up and running)"?/,
    kind: 'well',
    part: 'kube-apiserver',
    ends: ['kube-apiserver', 'etcd'],
    says: 'The apiserver of k3s or RKE2 answers its readiness check.',
    samples: [
      'level=info msg="Kube API server is now running"',
      'time="2026-03-11T10:00:00Z" level=info msg="rke2 is up and running"',
    ],
    source: 'k3s pkg/server/server.go',
  },
  {
    id: 'k3s-token',
    matches:
      /token CA hash does not match the Cluster CA certificate hash|token does not match the server|Node password rejected|bootstrap data already found and encrypted with different token|failed to normalize (?:server )?token|invalid server token|(?:level=\w{4,7} msg=".{0,200}|k3s|rke2).{0,200}token is not valid/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) =>
      /Node password rejected/.test(met.text)
        ? 'The server knows a node of this name with another password: a node name was used twice, or the node was made anew.'
        : 'The token of this node (k3s or rke2 agent, or a further server) does not match that of the server: it is of another cluster, or of this one before it was made anew.',
    next: (met) => [
      /Node password rejected/.test(met.text)
        ? 'on the server: `kubectl -n kube-system get secrets` shows NODE.node-password.k3s (or .rke2): delete the one of this node, or give the node a name of its own'
        : met.setting.distribution === 'rke2'
          ? 'take the token in /var/lib/rancher/rke2/server/node-token of the server'
          : 'take the token in /var/lib/rancher/k3s/server/node-token of the server, and compare K3S_URL and K3S_TOKEN of the agent',
    ],
    samples: [
      'level=error msg="token CA hash does not match the Cluster CA certificate hash: a != b"',
      'level=error msg="token does not match the server XXX != YYY"',
      'level=fatal msg="starting kubernetes: preparing server: bootstrap data already found and encrypted with different token"',
    ],
    not: ['token is not valid: signature mismatch for user shop'],
    source: 'k3s pkg/clientaccess/token.go, pkg/nodepassword, pkg/cluster',
  },
  {
    id: 'k3s-cacerts-401',
    matches:
      /(?:cacerts|\/v1-(?:k3s|rke2)\/\S{1,60}): (?:401|403) (?:Unauthorized|Forbidden)|failed to get CA certs(?: at)?:? .{0,200}(?:401|Unauthorized)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'What answers at the server URL refuses the agent (401): the token of this node is wrong or missing, or another program than the supervisor of k3s or rke2 answers there.',
    next: [
      'compare the server URL and the token of the agent (K3S_URL, K3S_TOKEN, or config.yaml) with node-token of the server; the k3s supervisor answers on 6443, that of rke2 on 9345',
    ],
    samples: [
      "failed to get CA certs: https://127.0.0.1:6444/cacerts: 401 Unauthorized'",
      'failed to get CA certs at https://127.0.0.1:40649/cacerts: 401 Unauthorized',
    ],
    source: 'k3s pkg/clientaccess/token.go',
  },
  {
    id: 'k3s-server-untrusted',
    matches: /server (https:\/\/\S{3,200}) is not trusted: .{0,200}x509: certificate signed by unknown authority/,
    kind: 'cause',
    name: 'cert-unknown-ca',
    part: 'kubelet',
    says: 'What answers at $1 shows a certificate of another CA than this node expects: the server was made anew, its data directory and its datastore hold different CAs, or another program or proxy answers there.',
    next: [
      'on the servers compare `sha256sum /var/lib/rancher/k3s/server/tls/server-ca.crt` (rke2: /var/lib/rancher/rke2): with one datastore all must be the same',
      'is a proxy set (HTTPS_PROXY of the unit) whose certificate is shown instead?',
    ],
    samples: [
      'level=error msg="server https://127.0.0.1:6443/cacerts is not trusted: Get https://127.0.0.1:6443/cacerts: x509: certificate signed by unknown authority"',
    ],
    source: 'k3s pkg/clientaccess/token.go',
  },
  {
    id: 'k3s-tunnel-lost',
    matches:
      /error in remotedialer server \[\d{1,3}\]: (?:read tcp \S{1,80}->([\d.]{7,15}|\[[\da-f:]{2,40}\]):\d{1,5}: )?(?:read: )?(i\/o timeout|connection reset by peer|no route to host|websocket: close .{1,80})/,
    kind: 'retried',
    confidence: 'possible',
    says: 'This server has lost the tunnel of a node ($1: $2): that node is off, restarted or cut off, or was too busy. Logs, exec and metrics of its pods wait until it connects again, which it does by itself.',
    next: [
      'does that node answer, and is its agent up (`systemctl status k3s-agent`, `rke2-agent`)? Its load and its way to 6443 (RKE2: 9345)',
    ],
    samples: [
      'level=info msg="error in remotedialer server [400]: read tcp 192.0.2.1:6443->192.0.2.3:49916: i/o timeout"',
    ],
    source: 'rancher/remotedialer server.go, session.go',
  },
  {
    id: 'k3s-no-tunnel',
    matches: /proxy error from (\S{1,80}) while dialing (\S{1,80}):10250, code 50\d/,
    kind: 'state',
    says: 'The server $1 has no tunnel to the kubelet of $2, through which K3s and RKE2 send logs, exec and metrics: the agent there is not connected to this server. Its pods run all the same.',
    next: [
      'on $2: `journalctl -u k3s-agent -u rke2-agent -n 100 --no-pager | grep -i -e tunnel -e proxy`; it connects to each server by its own address: does it reach all of them at 6443 (RKE2: 9345), not only the load balancer?',
      'then restart the agent there; a virtual kubelet has no tunnel: egress-selector-mode: disabled on the servers',
    ],
    samples: [
      'Error from server: Get "https://192.0.2.106:10250/containerLogs/a/b/c": proxy error from 192.0.2.201:6443 while dialing 192.0.2.106:10250, code 503: 503 Service Unavailable',
    ],
    source: 'k3s pkg/daemons/control/tunnel.go',
  },
  {
    id: 'k3s-server-unreachable',
    matches:
      /Waiting to retrieve (?:agent|kube-proxy) configuration; server is not ready: (.{1,300})|failed to get CA certs: (.{1,200})|[Ff]ailed to (?:connect to proxy|validate connection to cluster at) .{0,200}|Remotedialer proxy error.{0,200}|127\.0\.0\.1:644[34]\/(?:cacerts|v1-k3s)|failed to retrieve configuration from server: (.{1,200})/i,
    kind: 'retried',
    part: 'kube-apiserver',
    says: (met) => {
      const reason = met.groups[1] || met.groups[2] || met.groups[3] || '';
      const local = /127\.0\.0\.1:644[34]/.test(met.text);
      const program =
        met.setting.distribution === 'rke2' ? 'rke2' : met.setting.distribution === 'k3s' ? 'k3s' : 'k3s or rke2';
      const port = { rke2: '9345', k3s: '6443', 'k3s or rke2': '6443 (k3s) or 9345 (rke2)' }[program];
      if (/127\.0\.0\.1:9345.{0,60}readyz: 500/.test(met.text))
        return 'The supervisor of rke2 on this server is not ready (500): its apiserver or etcd does not come up.';
      return `This agent does not reach its ${program} server${local ? ' (127.0.0.1:6444 is the agent’s own load balancer to it)' : ''}: the server is not up, the URL is wrong, or port ${port} is blocked in between. ${reason}`;
    },
    next: (met) =>
      met.setting.distribution === 'rke2'
        ? ['on the server: `systemctl status rke2-server`, {etcd-log}']
        : met.setting.distribution === 'k3s'
          ? [
              'on the server: `systemctl status k3s`; from this node: does its port 6443 answer (`nc -vz`)?',
              '{kubelet-log}',
            ]
          : [
              'on the server: `systemctl status k3s` or `systemctl status rke2-server`; from this node: does its port answer (`nc -vz`; 6443 of k3s, 9345 of rke2)?',
            ],
    samples: [
      'level=info msg="Waiting to retrieve agent configuration; server is not ready: Get \\"https://127.0.0.1:6444/v1-k3s/client-ca.crt\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"',
      'level=error msg="failed to get CA certs: Get \\"https://127.0.0.1:6444/cacerts\\": context deadline exceeded"',
    ],
    source: 'k3s pkg/agent/config, pkg/clientaccess',
  },
  {
    id: 'kine-slow',
    matches:
      /error (?:while range on \S{1,200}|in txn) ?: query \(try: \d{1,4}\): (?:context (?:canceled|deadline exceeded)|database is locked)|Slow SQL ?\(|error while range on \S{1,200} ?: (?:context (?:canceled|deadline exceeded)|database is locked)/,
    kind: 'retried',
    part: 'etcd',
    says: 'The datastore behind kine (dqlite, SQLite or an SQL database) answers too slowly: a slow or shared disk, no CPU left, a huge table of old revisions, or no quorum of dqlite.',
    next: [
      'on that host: `iostat -x 1` and `top`; the size of the database; with several MicroK8s nodes: do all members of dqlite run?',
    ],
    samples: [
      'level=error msg="error while range on /registry/leases/kube-system/x : query (try: 3): context deadline exceeded"',
      'level=error msg="error in txn: query (try: 0): context canceled"',
      'level=info msg="Slow SQL (started: 2026-01-01 10:00:00.1 +0000 UTC m=+1.1) (total time: 2.1s): SELECT 1"',
    ],
    source: 'k3s-io/kine pkg/drivers/generic, pkg/server; canonical/k8s-dqlite',
  },
  {
    id: 'rke2-start-noise',
    matches: /Failed to get unit file state for nm-cloud-setup\.service|not running in CIS mode/,
    kind: 'harmless',
    says: 'Harmless: rke2 says this at every start.',
    samples: [
      'Failed to get unit file state for nm-cloud-setup.service: No such file or directory',
      'level=warning msg="not running in CIS mode"',
    ],
    source: 'rke2 rke2-server.service (ExecStartPre), pkg/cli/cmds/profile',
  },
  {
    id: 'k3s-token-without-hash',
    matches: /Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash/,
    kind: 'harmless',
    says: 'Harmless: the short token was used, so the agent cannot check the CA of the server; it joins all the same.',
    samples: [
      'level=warning msg="Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash. Use the full token from the server\'s node-token file to enable Cluster CA validation."',
    ],
    source: 'k3s pkg/clientaccess/token.go',
  },
  {
    id: 'k3s-starting',
    matches:
      /level=fatal msg="starting kubernetes: preparing server: (.{1,300}?)"(?: |$)|FATA\[[^\]]{1,30}\] starting kubernetes: preparing server: (.{1,300})/,
    kind: 'cause',
    catchAll: true,
    part: 'etcd',
    says: (met) => {
      const reason = met.groups[1] || met.groups[2] || '';
      const what = /raft_start|dqlite/.test(reason)
        ? 'its datastore (dqlite) does not start: the data directory is damaged or the address of the node changed'
        : /datastore|database|sql|etcd|\bkine\b|storage endpoint/i.test(reason)
          ? 'its datastore (etcd, or the database of --datastore-endpoint) does not start or is not reached'
          : 'it cannot prepare its server';
      return `${met.setting.distribution === 'rke2' ? 'rke2' : 'k3s'} ends at start because ${what}: ${reason}`;
    },
    next: ({ text }) => [
      '{etcd-log}: the lines before it',
      ...(/building kine/.test(text)
        ? [
            'does that database answer from this host (--datastore-endpoint, K3S_DATASTORE_ENDPOINT)? Its own log says more',
          ]
        : []),
    ],
    samples: [
      'level=fatal msg="starting kubernetes: preparing server: creating storage endpoint: building kine: dial tcp 192.0.2.9:3306: connect: connection refused"',
      'time="2020-03-16T03:31:09Z" level=fatal msg="starting kubernetes: preparing server: start cluster and https: raft_start(): "',
    ],
    source: 'k3s pkg/server, pkg/cluster',
  },
];
