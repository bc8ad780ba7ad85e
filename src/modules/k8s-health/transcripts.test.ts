import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from './analyze.ts';
import { type Component, type Endpoint, type HttpAnswer, type NodeObservation, originOf } from './model.ts';

/** Real answers, recorded from a real control plane; the folder is not part of the project. */
const folder = process.env['DIAG_TRANSCRIPTS'];

interface State {
  readonly name: string;
  /** Rows of facts.tsv by name, or a moment of a timeline: `file.txt@from-to` in ms. */
  readonly rows: RegExp | string;
  /** Root findings, by name. */
  readonly roots: readonly string[];
  readonly consequences?: readonly string[];
}

const states: readonly State[] = [
  { name: 'apiserver, anonymous', rows: /^apiserver-anon-/, roots: [] },
  { name: 'apiserver, admin, sub-paths and paths that are not there', rows: /^apiserver-admin-/, roots: [] },
  { name: 'apiserver, a user without rights', rows: /^apiserver-(nobody|anon-readyz)/, roots: [] },
  {
    name: 'apiserver by localhost, HTTP/2, other methods',
    rows: /^apiserver-(localhost|h2|head|post|accept)/,
    roots: [],
  },
  { name: 'apiserver without anonymous, with a certificate', rows: /^apiserver-noanon-(admin|nobody)/, roots: [] },
  { name: 'apiserver without anonymous, nothing sent: 401 is alive', rows: /^apiserver-noanon-nocert/, roots: [] },
  {
    name: "kubeadm's default certificate, verified by the name kubernetes",
    rows: /^apiserver-kubeadm-default-san-(127|k|servername)/,
    roots: [],
  },
  { name: 'no CA to verify with', rows: /^apiserver-(noca-trust|anon-readyz)/, roots: [] },
  { name: 'apiserver 1.36', rows: /^apiext036-(admin|anon)-/, roots: [] },
  { name: 'apiserver: bad token', rows: /^apiserver-badtoken/, roots: ['credentials-rejected'] },
  {
    name: 'apiserver: client certificate of another CA',
    rows: /^apiserver-(wrongca|anon)-/,
    roots: ['credentials-rejected'],
  },
  {
    name: 'apiserver: expired client certificate',
    rows: /^apiserver-(expiredclient|anon)-/,
    roots: ['credentials-rejected'],
  },
  {
    name: 'apiserver without anonymous: bad token',
    rows: /^apiserver-noanon-(badtoken|nocert)/,
    roots: ['credentials-rejected'],
  },
  { name: 'apiserver: its certificate has expired', rows: /^apiserver-expiredcert/, roots: ['cert-expired'] },
  { name: 'apiserver: its certificate has another name', rows: /^apiserver-wrongsan/, roots: ['cert-san-missing'] },
  {
    name: 'apiserver: its certificate is of another CA of the same name',
    rows: /^apiserver-otherca/,
    roots: ['cert-unknown-ca'],
  },
  { name: 'plain HTTP to the apiserver', rows: /^apiserver-http-to-https/, roots: ['wrong-scheme'] },
  { name: 'plain HTTP to the controller-manager', rows: /^kcm-http-to-https/, roots: ['wrong-scheme'] },
  { name: 'plain HTTP to the kubelet', rows: /^kubelet-10250-http$/, roots: ['wrong-scheme'] },
  { name: 'TLS to the kubelet health port', rows: /^kubelet-10248-https/, roots: ['wrong-scheme'] },
  { name: 'TLS to kube-proxy', rows: /^kubeproxy-10256-https/, roots: ['wrong-scheme'] },
  { name: 'TLS to the etcd metrics port', rows: /^etcd-2381-https-to-http/, roots: ['wrong-scheme'] },
  { name: 'plain HTTP to etcd', rows: /^etcd-client-http-to-https/, roots: ['wrong-scheme'] },
  { name: 'plain HTTP to etcd 3.4', rows: /^etcd3.4.23-http-to-https/, roots: ['wrong-scheme'] },
  { name: 'etcd metrics port', rows: /^etcd-2381-(health|livez|readyz)(-verbose|-serializable)?$/, roots: [] },
  {
    name: 'etcd, client certificate',
    rows: /^etcd-client-(health|livez|readyz)(-verbose|-serializable|-apiserver-cert)?$/,
    roots: [],
  },
  { name: 'etcd 3.4', rows: /^etcd3.4.23-(client-health|metrics)/, roots: [] },
  { name: 'etcd 3.5.16', rows: /^etcd3.5.16-(client-health|metrics)/, roots: [] },
  { name: 'etcd without a client certificate is alive', rows: /^etcd-client-.*nocert/, roots: [] },
  { name: 'etcd 3.4 without a client certificate is alive', rows: /^etcd3.4.23-client-nocert/, roots: [] },
  { name: 'etcd: client certificate of another CA', rows: /^etcd-client-health-wrongca/, roots: ['cert-unknown-ca'] },
  {
    name: 'etcd: client certificate of the cluster CA',
    rows: /^etcd-client-health-kube-ca/,
    roots: ['cert-unknown-ca'],
  },
  {
    name: 'etcd verified with the cluster CA',
    rows: /^etcd-client-health-server-ca-wrong/,
    roots: ['cert-unknown-ca'],
  },
  { name: 'etcd 3.5.16: expired client certificate', rows: /^etcd3.5.16-client-expired/, roots: ['cert-expired'] },
  {
    name: 'etcd 3.4 does not say why it refuses',
    rows: /^etcd3.4.23-client-(expired|wrongca)/,
    roots: ['credentials-rejected'],
  },
  { name: 'etcd waits for its first quorum', rows: /^etcd-noquorum-fresh/, roots: ['etcd-no-leader'] },
  { name: 'etcd lost its quorum', rows: /^etcd-noquorum-lost/, roots: ['etcd-no-leader'] },
  { name: 'etcd is out of space', rows: /^etcd-nospace/, roots: ['etcd-nospace'] },
  {
    name: 'etcd stopped',
    rows: /^etcddown-(?!.*(badtoken|exclude|noanon|get-nodes|slis|version))/,
    roots: ['etcd-down'],
    consequences: ['apiserver-etcd-unreachable', 'controller-manager-down', 'scheduler-down'],
  },
  {
    name: 'etcd frozen',
    rows: /^etcdfrozen-(?!.*exclude)/,
    roots: ['etcd-no-answer'],
    consequences: ['apiserver-etcd-unreachable'],
  },
  {
    name: 'etcd down, seen by the apiserver alone',
    rows: /^etcddown-apiserver-a(dmin|non)-(livez|readyz)$/,
    roots: ['apiserver-etcd-unreachable'],
  },
  {
    name: 'etcd down, seen by an apiserver 1.36 alone',
    rows: /^etcddown-apiext036-(admin|anon)-(livez|readyz)(-etcd)?$/,
    roots: ['apiserver-etcd-unreachable'],
  },
  {
    name: 'apiserver frozen',
    rows: /^apifrozen-(?!apiext-nobody)/,
    roots: ['apiserver-no-answer'],
    consequences: ['controller-manager-down', 'credentials-rejected'],
  },
  { name: 'controller-manager, leader', rows: /^kcm-(admin|anon)-(healthz|livez|readyz)(-verbose)?$/, roots: [] },
  { name: 'controller-manager, standby', rows: /^kcm-standby/, roots: [] },
  { name: 'controller-manager without election', rows: /^kcm-no(elect|allowpaths)/, roots: [] },
  { name: 'controller-manager signs its own certificate', rows: /^kcm-(verify-clusterca|anon-healthz)/, roots: [] },
  { name: 'controller-manager: bad token', rows: /^kcm-(badtoken|anon-healthz$)/, roots: ['credentials-rejected'] },
  { name: 'scheduler, leader', rows: /^scheduler-(admin|anon)-(healthz|livez|readyz)(-verbose)?$/, roots: [] },
  { name: 'scheduler, standby', rows: /^scheduler-standby-healthz/, roots: [] },
  { name: 'scheduler without election', rows: /^scheduler-no(elect|allowpaths)/, roots: [] },
  { name: 'scheduler signs its own certificate', rows: /^scheduler-(verify-clusterca|anon-healthz)/, roots: [] },
  { name: 'kubelet health port', rows: /^kubelet-10248-(healthz|healthz-verbose|livez|readyz)$/, roots: [] },
  { name: 'kubelet, apiserver certificate', rows: /^kubelet-10250-(cert|admin)-(healthz|livez)/, roots: [] },
  { name: 'kubelet without credentials is alive', rows: /^kubelet-10250-nocert-(healthz|livez|readyz)/, roots: [] },
  { name: 'kubelet, a user without rights', rows: /^kubelet-10250-nobody/, roots: [] },
  { name: 'kubelet with anonymous and webhook', rows: /^kubelet-anon-webhook-10\d+-(cert|nocert|healthz)/, roots: [] },
  {
    name: 'kubelet without anonymous, AlwaysAllow',
    rows: /^kubelet-noanon-alwaysallow-10\d+-(cert|nocert|healthz)/,
    roots: [],
  },
  { name: 'kubelet signs its own certificate', rows: /^kubelet-10250-(verify-clusterca|cert-healthz)/, roots: [] },
  {
    name: 'kubelet open to anyone',
    rows: /^kubelet-anon-alwaysallow-10\d+-(cert|nocert|healthz)/,
    roots: ['kubelet-open-to-anyone'],
  },
  {
    name: 'kubelet: client certificate of another CA',
    rows: /^kubelet-10250-wrongca/,
    roots: ['credentials-rejected'],
  },
  { name: 'kubelet read-only port', rows: /^kubelet-10255-healthz/, roots: ['kubelet-read-only-port'] },
  {
    name: 'runtime gone for five minutes',
    rows: /^kubelet-ctrdown5min-10\d+-(cert|nocert|healthz)/,
    roots: ['kubelet-syncloop-stalled'],
  },
  { name: 'kube-proxy', rows: /^kubeproxy-10256-(healthz|livez|readyz)$/, roots: [] },
  { name: 'kube-proxy before its first sync', rows: /^kubeproxy-never-synced/, roots: [] },
  { name: 'kube-proxy in step again', rows: /^kubeproxy-synced/, roots: [] },
  { name: 'kube-proxy late', rows: /^kubeproxy-sync-failing$/, roots: ['kube-proxy-late'] },
  { name: 'apiserver starting: 403 before RBAC is loaded', rows: 'apiserver-startup-first.txt@0-100', roots: [] },
  { name: 'apiserver starting: hooks', rows: 'apiserver-startup-first.txt@5100-5300', roots: ['apiserver-starting'] },
  { name: 'apiserver started', rows: 'apiserver-startup-first.txt@5400-9999', roots: [] },
  {
    name: 'apiserver 1.36 starting: etcd not yet connected',
    rows: 'apiext036-startup.txt@0-30',
    roots: ['apiserver-starting'],
  },
  {
    name: 'apiserver starting without etcd',
    rows: 'apiserver-start-without-etcd.txt@0-100',
    roots: ['apiserver-down'],
  },
  {
    name: 'apiserver shutting down',
    rows: 'apiserver-shutdown-delay8s.txt@900-1000',
    roots: ['apiserver-shutting-down'],
  },
  {
    name: 'apiserver gone after shutting down',
    rows: 'apiserver-shutdown-delay8s.txt@8900-9999',
    roots: ['apiserver-down'],
  },
  { name: 'runtime just gone: all still well', rows: 'kubelet-containerd-stopped-timeline.txt@0-1', roots: [] },
  {
    name: 'runtime gone: the main loop stands',
    rows: 'kubelet-containerd-stopped-timeline.txt@328000-329000',
    roots: ['kubelet-syncloop-stalled'],
  },
  { name: 'scheduler before it starts', rows: 'kube-scheduler-startup.txt@0-20', roots: ['scheduler-down'] },
  { name: 'controller-manager started', rows: 'kube-controller-manager-startup.txt@600-9999', roots: [] },
  { name: 'etcd back, not yet elected', rows: 'etcd-recovery-timeline.txt@1043-1043', roots: ['etcd-no-leader'] },
];

const components: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(
    ['6443', '6444', '6450', '6451', '6452', '6453', '6454', '6455'].map((port) => [port, 'apiserver' as const]),
  ),
  ...Object.fromEntries(['2379', '2381', '12379', '12381', '22379', '22381'].map((port) => [port, 'etcd' as const])),
  '10257': 'controller-manager',
  '10357': 'controller-manager',
  '10259': 'scheduler',
  '10359': 'scheduler',
  '10248': 'kubelet',
  '10250': 'kubelet',
  '10255': 'kubelet',
  '10256': 'kube-proxy',
  '10356': 'kube-proxy',
};

describe.skipIf(folder === undefined)('recorded answers of a real control plane (needs DIAG_TRANSCRIPTS)', () => {
  const rows = folder === undefined ? [] : readRows(folder);
  test.each(states.map((state) => [state.name, state] as const))('%s', (_, state) => {
    const answers =
      typeof state.rows === 'string'
        ? readMoment(folder ?? '', state.rows)
        : rows.filter(({ name }) => (state.rows as RegExp).test(name)).map(({ answer }) => answer);
    expect(answers.length).toBeGreaterThan(0);
    const { findings } = analyze({ inputs: [], nodes: [nodeOf(answers)] });
    expect(findings.filter((one) => one.consequenceOf === undefined).map(({ name }) => name)).toEqual(state.roots);
    const consequences = findings.filter((one) => one.consequenceOf !== undefined).map(({ name }) => name);
    expect(consequences.toSorted()).toEqual((state.consequences ?? []).toSorted());
  });
});

function nodeOf(answers: readonly HttpAnswer[]): NodeObservation {
  const endpoints = [...new Set(answers.map(({ url }) => originOf(url)))].map((url): Endpoint => {
    const port = /:(\d+)$/.exec(url)?.[1] ?? '';
    const role = { '10248': 'ping', '10255': 'read-only' }[port] ?? (/2381$/.test(port) ? 'metrics' : undefined);
    return {
      component: components[port] ?? 'other',
      name: `${components[port]}`,
      url,
      from: 'test',
      ...(role === undefined ? {} : { role: role as 'ping' }),
    };
  });
  const place = { kind: 'control-plane' as const, because: [] };
  return {
    host: 'cp',
    at: '2026-11-22T18:40:00.000Z',
    place,
    facts: {},
    endpoints,
    credentials: [],
    served: [],
    answers,
    sockets: [],
    leases: [],
    nodes: [],
    limits: [],
  };
}

function readRows(from: string): { name: string; answer: HttpAnswer }[] {
  const [, ...lines] = readFileSync(join(from, 'facts.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [name = '', condition = '', url = '', status = '', code = '', ms = ''] = line.split('\t');
    const base = {
      url,
      at: '2026-11-22T18:40:00.000Z',
      ms: Number(ms),
      as: identityOf(`${name} ${condition}`),
      ...trustOf(name),
    };
    if (status === '-') {
      const own = code === 'OWN_TIMEOUT' ? 'DEADLINE' : code;
      const message = code === 'EPROTO' ? 'wrong version number' : code;
      return { name, answer: { ...base, error: { code: own, message, phase: 'answer' } } };
    }
    const file = join(from, `${name}.http`);
    const raw = existsSync(file) ? readFileSync(file, 'utf8') : '\n\n';
    const body = raw.slice(raw.search(/\r?\n\r?\n/)).replace(/^\r?\n\r?\n/, '');
    return { name, answer: { ...base, status: Number(status), body } };
  });
}

const trustOf = (name: string): Partial<HttpAnswer> => {
  if (/noca-trust/.test(name)) return {};
  const servername = /kubeadm-default-san-servername/.test(name)
    ? 'kubernetes'
    : /wrongsan-servername/.test(name)
      ? 'other.example'
      : undefined;
  const verified = /verified|verify|san-(127|localhost|servername)|servername|server-ca-wrong/.test(name);
  return {
    ...(verified ? { trust: '/etc/kubernetes/pki/ca.crt' } : {}),
    ...(servername === undefined ? {} : { servername }),
  };
};

function identityOf(text: string): string {
  if (/badtoken|bad token|bearer/i.test(text)) return 'token';
  if (/nocert|no client cert|no credentials|-anon-(?!webhook|alwaysallow)|anonymous(?! auth off)/.test(text))
    return 'anonymous';
  return /admin|nobody|client|-cert-|cert |wrongca|another CA/.test(text) ? 'client' : 'anonymous';
}

/** Answers of a timeline whose time lies in a span; its second line is `STATUS {headers}` or `ERROR CODE message`. */
function readMoment(from: string, moment: string): HttpAnswer[] {
  const [file = '', span = ''] = moment.split('@');
  const [start = 0, end = 0] = span.split('-').map(Number);
  const parts = readFileSync(join(from, file), 'utf8').split(/^=== /m).slice(1);
  return parts.flatMap((part): HttpAnswer[] => {
    const head = /^\+([\d.]+)(ms|s) (?:\(answer after (\d+)ms\) )?GET (\S+)\n(?:(\d{3}) .*|ERROR (\w+) (.*))\n?/.exec(
      part,
    );
    if (head === null) return [];
    const at = Number(head[1]) * (head[2] === 's' ? 1000 : 1);
    if (at < start || at > end) return [];
    const base = {
      url: head[4] ?? '',
      at: '2026-11-22T18:40:00.000Z',
      ms: Number(head[3] ?? 0),
      as: /10250/.test(head[4] ?? '') ? 'client' : 'anonymous',
    };
    if (head[6] !== undefined)
      return [{ ...base, error: { code: head[6], message: head[7] ?? '', phase: 'answer' as const } }];
    return [{ ...base, status: Number(head[5]), body: part.slice(head[0].length) }];
  });
}
