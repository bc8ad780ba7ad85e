import { componentNamed, extraFile } from '../model/model.ts';
import { inRange, isAddress } from '../network/addresses.ts';
import {
  facts,
  isAbsent,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  state,
  type Unchecked,
} from '../rules/rule.ts';

const at = (context: RuleContext, path: string) => context.observations.files[path] ?? { path };

const serversOf = (text = ''): string[] =>
  text.split('\n').flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
const hasRealServer = (text?: string): boolean =>
  serversOf(text).some((one) => !one.startsWith('127.') && one !== '::1');

/** A resolv.conf of this host with a name server that is not this host. */
function realResolver({ model }: RuleContext): { readonly expected?: string } {
  const fact = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf']
    .map((path) => extraFile(model, path))
    .find(({ text }) => hasRealServer(text));
  return fact === undefined ? {} : { expected: fact.path };
}

/** A mounted disk has no /run: what lies there cannot be judged. */
function resolvConf(context: RuleContext): (Raised | Unchecked)[] {
  const { kubelet, node } = context.model;
  if (kubelet.config?.status !== 'config') return [];
  const field = kubelet.field(['resolvConf'], 'resolv-conf');
  const path = typeof field?.value === 'string' ? field.value : '/etc/resolv.conf';
  const fact = extraFile(context.model, path);
  const place = facts(field?.file ?? kubelet.configPath, {
    line: field?.line,
    actual: path,
    subject: 'does not exist',
  });
  const quoted =
    field === undefined
      ? state(kubelet.configPath, 'resolvConf is not set: /etc/resolv.conf')
      : quote(at(context, field.file), field.line);
  if (field !== undefined && path !== '' && isAbsent(fact)) {
    if (path.startsWith('/run/') && node.processes === undefined)
      return [
        { unchecked: 'kubelet-resolvconf', reason: `${path} exists on a running host only`, command: `ls -l ${path}` },
      ];
    return [
      {
        name: 'kubelet-resolvconf',
        facts: { ...place, ...realResolver(context) },
        confidence: 'proven',
        evidence: [quoted, state(path, 'no such file')],
        breaks: 'kubelet',
      },
    ];
  }
  const servers = serversOf(fact.text);
  if (servers.length === 0 || hasRealServer(fact.text)) return [];
  const loops = {
    ...place,
    ...realResolver(context),
    subject: `names only ${servers.join(', ')}: CoreDNS forwards to itself and exits ("Loop detected")`,
  };
  return [
    {
      name: 'kubelet-resolvconf',
      facts: loops,
      confidence: 'likely',
      severity: 'warning',
      evidence: [quoted, state(path, `nameserver ${servers.join(', ')}`)],
    },
  ];
}

/** Thresholds that matter (kubernetes.io, node-pressure-eviction). */
const thresholds = ['memory.available', 'nodefs.available', 'nodefs.inodesFree', 'imagefs.available'];

function eviction(context: RuleContext): Raised[] {
  const { kubelet } = context.model;
  const field = kubelet.field(['evictionHard'], 'eviction-hard');
  const merge = kubelet.field(['mergeDefaultEvictionSettings']);
  const given =
    field === undefined
      ? []
      : typeof field.value === 'string'
        ? field.value.split(',').map((one) => one.split('<')[0] ?? '')
        : Object.keys(field.value as object);
  const zeroed = thresholds.filter((name) => !given.includes(name));
  if (field === undefined || given.length === 0 || zeroed.length === 0 || merge?.value === true) return [];
  // k3s, RKE2, MicroK8s and the clouds bring such a list themselves, and kind switches eviction off.
  const { layout, distribution } = context.model;
  const isTheirs = layout.distribution !== 'kubeadm' || ['eks', 'gke', 'aks'].includes(distribution ?? '');
  if (isTheirs || isSwitchedOff(field.value)) return [];
  return [
    {
      name: 'kubelet-eviction-zeroed',
      facts: facts(field.file, { line: field.line, subject: 'evictionHard', items: given, actual: zeroed.join(', ') }),
      confidence: 'proven',
      severity: zeroed.length === 1 && zeroed[0] === 'imagefs.available' ? 'info' : 'warning',
      evidence: [
        quote(at(context, field.file), field.line, `evictionHard: ${given.join(', ')}`),
        state(field.file, `off now: ${zeroed.join(', ')}`),
      ],
    },
  ];
}

/** Every threshold given is 0: nobody meant to evict. */
const isSwitchedOff = (value: unknown): boolean =>
  (typeof value === 'string' ? value.split(',').map((one) => one.split('<')[1]) : Object.values(value as object)).every(
    (one) => /^0(?:\.0+)?(?:%|[KMG]i?)?$/.test(String(one).trim()),
  );

/** Link-local addresses are node-local DNS caches. */
function clusterDns({ model, observations }: RuleContext): Raised[] {
  const field = model.kubelet.field(['clusterDNS'], 'cluster-dns');
  const range = componentNamed(model, 'kube-apiserver')?.value('service-cluster-ip-range');
  const addresses = Array.isArray(field?.value) ? field.value.map(String) : String(field?.value ?? '').split(',');
  const outside = addresses.filter(
    (one) =>
      isAddress(one) && !one.startsWith('169.254.') && !(range ?? '').split(',').some((part) => inRange(one, part)),
  );
  const [first] = outside;
  if (field === undefined || range === undefined || range.trim() === '' || first === undefined) return [];
  const line = field.line === undefined ? undefined : field.line + Math.max(0, addresses.indexOf(first));
  return [
    {
      name: 'kubelet-clusterdns',
      facts: facts(field.file, { line, subject: 'clusterDNS', actual: first, expected: range }),
      confidence: 'proven',
      evidence: [
        quote(observations.files[field.file] ?? { path: field.file }, line, `clusterDNS: ${first}`),
        state('kube-apiserver', `--service-cluster-ip-range=${range}`),
      ],
    },
  ];
}

export const kubeletSettingRules: readonly Rule[] = [
  { theme: 'kubelet', names: ['kubelet-clusterdns'], run: clusterDns },
  { theme: 'kubelet', names: ['kubelet-resolvconf'], run: resolvConf },
  { theme: 'kubelet', names: ['kubelet-eviction-zeroed'], run: eviction },
];
