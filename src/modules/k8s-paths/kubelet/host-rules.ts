import { certificatesOf } from '../model/model.ts';
import { clientOf } from '../pki/certificates.ts';
import { facts, quote, type Raised, type Rule, type RuleContext, state, type Unchecked } from '../rules/rule.ts';
import { controlPlaneMinor } from '../rules/versions.ts';

const at = (context: RuleContext, path: string) => context.observations.files[path] ?? { path };

/** NodeSwap is GA since 1.34; failSwapOn is still true by default (KEP-2400). */
function swap(context: RuleContext): (Raised | Unchecked)[] {
  const { node, kubelet, layout } = context.model;
  if (kubelet.config === undefined && kubelet.process === undefined) return [];
  if (node.swaps === undefined)
    return [{ unchecked: 'kubelet-swap', reason: `${node.root} has no /proc/swaps`, command: 'swapon --show' }];
  const field = kubelet.field(['failSwapOn'], 'fail-swap-on');
  if (node.swaps.length === 0 || String(field?.value ?? 'true') === 'false' || layout.distribution !== 'kubeadm')
    return [];
  return [
    {
      name: 'kubelet-swap',
      facts: facts('/etc/fstab', { subject: 'swap', items: node.swaps }),
      confidence: 'proven',
      evidence: [
        state('/proc/swaps', node.swaps.join(', ')),
        field === undefined
          ? state(kubelet.configPath, 'failSwapOn is not set: true')
          : quote(at(context, field.file), field.line),
      ],
      rulesOut:
        kubelet.process === undefined
          ? []
          : ['The kubelet of now was started before swap was switched on; it will not start again.'],
      breaks: 'kubelet',
    },
  ];
}

/** failCgroupV1 is true by default since 1.35. */
function cgroupVersion(context: RuleContext): Raised[] {
  const { node, kubelet } = context.model;
  const types = (node.mounts ?? []).filter(({ path }) => path.startsWith('/sys/fs/cgroup')).map(({ type }) => type);
  const isV1 =
    types.includes('cgroup') && !node.mounts?.some(({ path, type }) => path === '/sys/fs/cgroup' && type === 'cgroup2');
  const field = kubelet.field(['failCgroupV1'], 'fail-cgroupv1');
  const minor = controlPlaneMinor(context.model);
  const refuses = field === undefined ? (minor ?? 0) >= 35 : String(field.value) === 'true';
  if (!isV1 || !refuses || kubelet.config === undefined) return [];
  return [
    {
      name: 'kubelet-cgroup-v1',
      facts: facts(field?.file ?? kubelet.configPath, {
        line: field?.line,
        subject: 'failCgroupV1',
        actual: minor === undefined ? 'of this version' : `1.${minor}`,
      }),
      confidence: field === undefined ? 'likely' : 'proven',
      evidence: [
        state('/proc/mounts', '/sys/fs/cgroup/… is of type cgroup (v1)'),
        field === undefined
          ? state(kubelet.configPath, 'failCgroupV1 is not set')
          : quote(at(context, field.file), field.line),
      ],
      breaks: 'kubelet',
    },
  ];
}

/** Matters unless kubelet 1.34 and containerd 2.0 agree by themselves (KEP-4033); config version 3 means containerd 2. */
function cgroupDriver(context: RuleContext): Raised[] {
  const { kubelet, runtime } = context.model;
  if (
    kubelet.config?.status !== 'config' ||
    runtime.containerd?.status !== 'config' ||
    !runtime.endpoint.path.includes('containerd')
  )
    return [];
  const config = runtime.containerd.config;
  const minor = controlPlaneMinor(context.model);
  const isCri = !config.disabledPlugins.some((name) => /cri/.test(name));
  if (!isCri || config.misplaced.length > 0 || ((minor ?? 0) >= 34 && config.version >= 3)) return [];
  const field = kubelet.field(['cgroupDriver'], 'cgroup-driver');
  const own = typeof field?.value === 'string' ? field.value : 'cgroupfs';
  const other = config.systemdCgroup === true ? 'systemd' : 'cgroupfs';
  if (own === other) return [];
  const text = runtime.containerdFile.text ?? '';
  const index = text.indexOf('SystemdCgroup');
  return [
    {
      name: 'kubelet-cgroup-driver',
      facts: facts(runtime.containerdFile.path, {
        line: index < 0 ? undefined : text.slice(0, index).split('\n').length,
        subject: 'SystemdCgroup',
        actual: own,
        expected: other,
        items: [field?.file ?? kubelet.configPath, runtime.containerdFile.path],
      }),
      confidence: minor === undefined ? 'possible' : 'likely',
      evidence: [
        field === undefined
          ? state(kubelet.configPath, 'cgroupDriver is not set: cgroupfs')
          : quote(at(context, field.file), field.line),
        state(runtime.containerdFile.path, `SystemdCgroup = ${config.systemdCgroup ?? 'not set: false'}`),
      ],
      breaks: 'kubelet',
      causes: ['kubelet-config-unknown-field'],
    },
  ];
}

/** The apiserver lets a kubelet touch only the node its certificate names. */
function nodeName(context: RuleContext): Raised[] {
  const { node, kubelet, kubeconfigs, layout } = context.model;
  const conf = kubeconfigs.find(({ role }) => role === 'kubelet');
  const [certificate] =
    conf?.current?.user?.certificate?.from === 'data'
      ? clientOf(conf)
      : certificatesOf(conf?.files.find(({ what }) => what === 'client-certificate')?.fact);
  const expected = /^system:node:(.+)$/.exec(certificate?.commonName ?? '')?.[1];
  const override = kubelet.flags.findLast(({ name }) => name === 'hostname-override')?.value;
  const actual = (override ?? hostname(context))?.toLowerCase();
  if (expected === undefined || actual === undefined || actual === '' || layout.distribution !== 'kubeadm') return [];
  const short = (name: string) => name.split('.')[0];
  if (actual === expected.toLowerCase() || short(actual) === short(expected.toLowerCase())) return [];
  return [
    {
      name: 'kubelet-node-name',
      facts: facts('/etc/hostname', { actual, expected }),
      confidence: 'proven',
      evidence: [
        state(override === undefined ? '/etc/hostname' : '--hostname-override', actual),
        state(conf?.path ?? '', `the client certificate is for ${certificate?.commonName}`),
      ],
      breaks: 'kubelet',
      rulesOut:
        node.hostname === undefined
          ? []
          : [`The kubelet is not told another name by --hostname-override.`].slice(override === undefined ? 0 : 1),
    },
  ];
}

const hostname = ({ model }: RuleContext): string | undefined => model.node.hostname;

export const kubeletHostRules: readonly Rule[] = [
  { theme: 'kubelet', names: ['kubelet-swap'], run: swap },
  { theme: 'kubelet', names: ['kubelet-cgroup-v1'], run: cgroupVersion },
  { theme: 'kubelet', names: ['kubelet-cgroup-driver'], run: cgroupDriver },
  { theme: 'kubelet', names: ['kubelet-node-name'], run: nodeName },
];
