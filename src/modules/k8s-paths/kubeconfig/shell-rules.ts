import { serverAddress } from '../../../kubernetes/kubeconfig.ts';
import { inRange } from '../network/addresses.ts';
import { facts, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';

const isPresent = (context: RuleContext, path: string): boolean =>
  context.observations.files[path]?.status === 'present';

/** What kubectl finds without being told: $KUBECONFIG, then ~/.kube/config. */
function noKubeconfig(context: RuleContext): Raised[] {
  const { node, kubeconfigs, layout, distribution } = context.model;
  const rootConfig = node.homes.find(({ uid }) => uid === 0);
  const admin = layout.kubeconfigs.find((path) => isPresent(context, path) && /admin\.conf$|\.yaml$/.test(path));
  const own = kubeconfigs.filter(({ role, fact }) => role === 'user' && fact.status === 'present');
  const asked = context.symptom === 'kubectl-cannot-connect';
  if (rootConfig === undefined || admin === undefined || node.env['KUBECONFIG'] !== undefined) return [];
  // kubectl of k3s finds its own file, who installs RKE2 is told to name it, and of kind and minikube it runs outside.
  const isElsewhere = layout.distribution !== 'kubeadm' || ['kind', 'minikube'].includes(distribution ?? '');
  if (isElsewhere && !asked) return [];
  const expected = `${rootConfig.path}/.kube/config`;
  // Who may not look there, or has a recording that does not tell, knows nothing of it.
  if (context.observations.files[expected]?.status !== 'absent') return [];
  const severity = asked ? 'warning' : 'info';
  const [other] = own;
  if (other !== undefined) {
    return [
      {
        name: 'kubeconfig-sudo-home',
        facts: facts(other.path, { actual: expected }),
        confidence: 'likely',
        severity,
        evidence: [state(expected, 'no such file'), state(other.path, 'is there')],
      },
    ];
  }
  return [
    {
      name: 'kubeconfig-none',
      facts: facts(expected, { actual: `${expected} is not there`, expected: admin }),
      confidence: 'likely',
      severity,
      evidence: [state(expected, 'no such file'), state(admin, 'is there')],
    },
  ];
}

/** A proxy for https that does not leave the apiserver out: of this shell, or of all shells. */
function proxy(context: RuleContext): Raised[] {
  const file = context.model.extra.get('/etc/environment');
  const fromFile = Object.fromEntries(
    (file?.text ?? '').split('\n').flatMap((line) => {
      const match = /^\s*(?:export\s+)?([A-Za-z_]+)=["']?([^"'\n]*)/.exec(line);
      return match?.[1] === undefined ? [] : [[match[1], match[2] ?? '']];
    }),
  );
  const env: Readonly<Record<string, string | undefined>> = { ...fromFile, ...context.model.node.env };
  const name = ['HTTPS_PROXY', 'https_proxy'].find((one) => (env[one] ?? '') !== '');
  const except = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',').map((one) => one.trim());
  if (name === undefined) return [];
  const hosts = context.model.kubeconfigs.flatMap(({ path, current, role }) => {
    const server = serverAddress(current?.cluster?.server ?? '');
    const isPlain = current?.cluster?.proxyUrl === undefined && server?.scheme === 'https';
    return server !== undefined && isPlain && role !== 'kubelet' && !isExcepted(server.host, except)
      ? [{ path, host: server.host }]
      : [];
  });
  const [first] = hosts;
  if (first === undefined) return [];
  const line = (file?.text ?? '').split('\n').findIndex((one) => one.includes(name)) + 1;
  const from =
    name in fromFile ? quote(file ?? { path: '/etc/environment' }, line) : state('environment', `${name}=${env[name]}`);
  return [
    {
      name: 'kubeconfig-proxy-env',
      facts: facts(name in fromFile ? '/etc/environment' : first.path, {
        subject: name,
        actual: first.host,
        items: [...new Set(hosts.map(({ path }) => path))],
      }),
      confidence: 'likely',
      evidence: [from, state('NO_PROXY', except.join(',') || 'is not set')],
    },
  ];
}

/** As Go's httpproxy: loopback never, a suffix of a name, an address, a range, or everything. */
function isExcepted(host: string, except: readonly string[]): boolean {
  if (host === 'localhost' || host.startsWith('127.') || host === '::1') return true;
  return except.some(
    (one) =>
      one === '*' ||
      one === host ||
      (one !== '' && host.endsWith(one.startsWith('.') ? one : `.${one}`)) ||
      (one.includes('/') && inRange(host, one) === true),
  );
}

export const shellRules: readonly Rule[] = [
  { theme: 'kubeconfig', names: ['kubeconfig-none', 'kubeconfig-sudo-home'], run: noKubeconfig },
  { theme: 'kubeconfig', names: ['kubeconfig-proxy-env'], run: proxy },
];
