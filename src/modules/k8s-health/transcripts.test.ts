import { describe, expect, test } from 'vitest';
import { nodeOf, readMoment, readRows } from '../../../test/support/k8s-transcripts.ts';
import { analyze } from './analyze.ts';

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
