import type { Met } from '../../../kubernetes/messages/message.ts';

/** Whose address it is that was not reached, and how. */
export interface Reach {
  readonly address: string;
  readonly who:
    | 'apiserver'
    | 'service'
    | 'webhook'
    | 'kubelet'
    | 'agent-balancer'
    | 'local-cluster'
    | 'balancer'
    | 'other';
  readonly how: 'refused' | 'no-route' | 'timeout' | 'handshake' | 'slow' | 'closed';
}

const modes: readonly (readonly [Reach['how'], RegExp])[] = [
  ['handshake', /TLS handshake timeout/],
  [
    'refused',
    /(?:connect|getsockopt|connectex): ?connection refused|actively refused|was refused|: [Cc]onnection refused/,
  ],
  ['no-route', /no route to host|network is unreachable|host is down|No route to host/],
  [
    'slow',
    /Client\.Timeout|awaiting headers|context deadline exceeded|timeout awaiting response|connection lost|request timed out|net\/http: request canceled/,
  ],
  ['timeout', /i\/o timeout|operation timed out|connect: connection timed out|Connection timed out|connection timeout/],
  ['closed', /\bEOF\b|connection reset by peer|broken pipe|GOAWAY|server closed/],
];

const url = /https?:\/\/(\[[0-9a-fA-F:]{2,45}\]|[\w.-]{1,253})(?::(\d{1,5}))?(?:\/|\b)/;
const dialed =
  /dial tcp(?: [\d.]{1,20}:0->)? ?(\[[0-9a-fA-F:]{2,45}\]|[\w.-]{1,253}):(\d{1,5})|connection to the server (\[[0-9a-fA-F:]{2,45}\]|[\w.-]{1,253})(?::(\d{1,5}))? was|read tcp \S{1,60}->(\[[0-9a-fA-F:]{2,45}\]|[\w.-]{1,253}):(\d{1,5})/;
const loopback = /^(?:127\.[\d.]+|localhost|\[::1\])$/;
/** The first address of a Service range is the apiserver's. */
const serviceHost =
  /^(?:10\.\d{1,3}\.\d{1,3}\.1|172\.\d{1,3}\.\d{1,3}\.1|192\.168\.\d{1,3}\.1|\[fd[0-9a-f:]{1,40}::1\]|kubernetes(?:\.default(?:\.svc(?:\.[\w.]{1,60})?)?)?)$/;
/** Ports on which installers let an apiserver itself listen. */
const ownPorts = ['443', '6443', '8443', '16443'];

/** Reads off a message which address was not reached, and how. */
export function reachOf({ text, setting }: Pick<Met, 'text' | 'setting'>): Reach {
  const [, host, port] = url.exec(text) ?? [];
  const [, dialHost, dialPort, serverHost, serverPort, readHost, readPort] = dialed.exec(text) ?? [];
  const name = host ?? serverHost ?? dialHost ?? readHost ?? '';
  const at = port ?? serverPort ?? dialPort ?? readPort ?? (name === '' ? '' : '443');
  const how = modes.find(([, pattern]) => pattern.test(text))?.[0] ?? 'closed';
  return { address: name === '' ? '' : `${name}:${at}`, who: whoIs(name, at, text, setting.distribution), how };
}

function whoIs(host: string, port: string, text: string, distribution: string): Reach['who'] {
  if (/\.svc(?:\.[\w.]{1,60})?$/.test(host) && !serviceHost.test(host)) return 'webhook';
  if (port === '10250') return 'kubelet';
  if (port === '443' && serviceHost.test(host)) return 'service';
  if (loopback.test(host)) return onLoopback(port, text, distribution);
  if (host === '') return 'other';
  return ownPorts.includes(port) ? 'apiserver' : 'balancer';
}

function onLoopback(port: string, text: string, distribution: string): Reach['who'] {
  const isAgent = port === '6443' && /^(?:k3s|rke2)$/.test(distribution) && /agent/.test(text);
  if (port === '6444' || isAgent) return 'agent-balancer';
  return Number(port) >= 30_000 ? 'local-cluster' : 'apiserver';
}

const isLocal = (address: string): boolean => loopback.test(address.replace(/:\d+$/, ''));

/** What it means, in one or two sentences. */
export function reachSays(met: Met): string {
  const { address, who, how } = reachOf(met);
  const at = address === '' ? '' : ` at ${address}`;
  if (who === 'service')
    return `The apiserver is not reached at the address of its Service (${address}) from that node or pod: kube-proxy does not run there or forwards to an address that is wrong, the pod network does not carry it, or its range overlaps with another network.`;
  if (who === 'local-cluster')
    return `Nothing answers${at}, the port that kind, minikube or Docker Desktop gave the apiserver of a local cluster: its container or virtual machine does not run, or was started again with another port.`;
  if (who === 'kubelet')
    return `The kubelet is not reached${at}: it does not run, or port 10250 is blocked between the apiserver (or metrics-server) and that node.`;
  if (how === 'refused') return refusedSays(address, at, who);
  const late = how === 'slow' && !isLocal(address) ? ' in time' : '';
  const byPort = who === 'balancer' ? ', by its port a load balancer or VIP' : '';
  return `The apiserver is not reached${at}${byPort}${late}: ${howSays[how]}`;
}

function refusedSays(address: string, at: string, who: Reach['who']): string {
  if (isLocal(address))
    return `Nothing accepts${at}: the apiserver of this host does not run (its own log and that of etcd say why).`;
  if (who === 'balancer')
    return `The apiserver is not reached${at}, by its port a load balancer or VIP: connection refused, so nothing listens there. The load balancer is down, the VIP is not on a host where it listens, or no apiserver runs behind it.`;
  const named = address === '' ? '' : `, ${address}`;
  return `Nothing accepts at the address of the apiserver${named}: the apiserver does not run there (its own log and that of etcd say why), or the address is that of a VIP or load balancer without a live one behind it, or wrong.`;
}

const howSays: Readonly<Record<Exclude<Reach['how'], 'refused'>, string>> = {
  'no-route':
    'no route to host. The host or the virtual address (VIP, keepalived, kube-vip) is not up, or a firewall rejects it.',
  timeout:
    "packets get no answer (timeout). A firewall, security group or route drops them, the host is down, or the address (VIP, load balancer) is nobody's.",
  handshake:
    'the port accepts, and the TLS handshake does not finish. The apiserver is overloaded or waits for etcd, or what is in between (load balancer, proxy, a too small MTU of VPN or overlay) does not pass it on.',
  slow: 'a connection or an answer takes too long. The apiserver, or etcd behind it, is overloaded or down, or the way to it loses packets.',
  closed:
    'the connection is closed at once (EOF, reset). A load balancer without a live apiserver behind it does so, an apiserver that is ending, or another program at that port.',
};

/** What to look at, most important first. */
export function reachNext(met: Met): string[] {
  const { address, who, how } = reachOf(met);
  const [, host = '', port = ''] = /^([\w.-]{1,253}):(\d+)$/.exec(address) ?? [];
  const probe =
    host === ''
      ? 'from there: does that address answer (`nc -vz` with host and port)?'
      : `from there: \`nc -vz ${host} ${port}\``;
  const byWho = nextOf[who];
  if (byWho !== undefined) return [...(who === 'kubelet' ? [probe] : []), byWho];
  if (isLocal(address)) return ['{apiserver-log}', '{etcd-log}'];
  if (how === 'refused' && who === 'apiserver') return ['{apiserver-log}', '{etcd-log}', probe];
  if (how === 'handshake' || how === 'slow') return [slowNext(host, port), '{etcd-log}'];
  return [
    probe,
    'is the VIP or load balancer up, and has it live apiservers behind it? On a control-plane node: {apiserver-log}',
  ];
}

/** Advice that depends on nothing but whose address it is. */
const nextOf: Readonly<Partial<Record<Reach['who'], string>>> = {
  service:
    'kube-proxy and the network add-on of that node: `kubectl -n kube-system get pods -o wide`; `kubectl get endpoints kubernetes` shows where the Service leads',
  'local-cluster':
    '`docker ps -a` (kind, minikube with docker) or `minikube status`; start it, then `kind export kubeconfig` or `minikube update-context`',
  kubelet: 'on that node: `systemctl status kubelet`',
};

function slowNext(host: string, port: string): string {
  const ask =
    host === ''
      ? '`curl -kv --max-time 10` with that address'
      : `\`curl -kv --max-time 10 https://${host}:${port}/livez\``;
  return `${ask} from there and on the control-plane node itself: both slow, then {apiserver-log}; only from there, then what lies in between (load balancer, proxy, MTU)`;
}
