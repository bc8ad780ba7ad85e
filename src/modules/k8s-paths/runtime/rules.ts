import { nearestName } from '../../../core/nearest-name.ts';
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

/** /var/run is /run on every systemd host. */
const plain = (path: string): string => path.replace(/^unix:\/\//, '').replace(/^\/var\/run\//, '/run/');

/** Sockets runtimes really have. */
const knownSockets = [
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
];

/** Why an endpoint leads nowhere: dockershim is gone, containerd listens elsewhere, or the name is misspelt. */
function misfit(
  { model, observations }: RuleContext,
  path: string,
  present: readonly string[],
): 'gone' | 'other' | 'typo' | undefined {
  const { endpoint: told, sockets } = model.runtime;
  const exists = sockets.some(({ path: one, status }) => plain(one) === path && status === 'present');
  if (exists || observations.sockets[told.path] === 'accepts') return undefined;
  if (path.endsWith('dockershim.sock')) return 'gone';
  const configured = containerdAddress(model);
  // On a running host without any socket the runtime is down, whatever its configuration says.
  const isKnown = model.node.processes === undefined || present.length > 0;
  if (path.includes('containerd') && configured !== undefined && configured !== path && isKnown) return 'other';
  const gone = model.node.processes !== undefined && observations.sockets[told.path] === 'absent';
  const runtimeOf = ['cri-dockerd', 'containerd', 'crio'].find((name) => path.includes(name));
  const accepting = present.filter((one) => observations.sockets[one] === 'accepts');
  // It runs no such runtime, and another one answers.
  if (gone && accepting.length > 0 && runtimeOf !== undefined && !model.runtime.installed.includes(runtimeOf))
    return 'other';
  const isNear = !knownSockets.includes(path) && nearestName(path, knownSockets) !== undefined;
  return isNear && path !== configured ? 'typo' : undefined;
}

function containerdAddress({ runtime: { containerd } }: RuleContext['model']): string | undefined {
  return containerd?.status === 'config' ? plain(containerd.config.address ?? knownSockets[0] ?? '') : undefined;
}

const otherSockets = ({ sockets }: RuleContext['model']['runtime'], path: string): string[] =>
  sockets.flatMap(({ status, path: one }) => (status === 'present' && plain(one) !== path ? [one] : []));

/** Where the kubelet looks against where the runtime listens. */
function endpoint(context: RuleContext): Raised[] {
  const { endpoint: told } = context.model.runtime;
  if (!told.configured) return [];
  const path = plain(told.path);
  const present = otherSockets(context.model.runtime, path);
  const why = misfit(context, path, present);
  if (why === undefined) return [];
  const expected = present[0] ?? containerdAddress(context.model) ?? nearestName(path, knownSockets);
  return [
    {
      name: 'kubelet-cri-endpoint',
      facts: facts(told.file, {
        line: told.line,
        subject: '--container-runtime-endpoint',
        actual: told.path,
        expected,
      }),
      confidence: why === 'typo' ? 'likely' : 'proven',
      evidence: [
        quote(at(context, told.file), told.line),
        state(
          expected ?? path,
          why === 'gone' ? "dockershim was removed in 1.24; this is the runtime's socket" : "the runtime's socket",
        ),
      ],
      breaks: 'kubelet',
    },
  ];
}

/** Whether a kubelet here needs a runtime; of k3s, whose runtime may be another, only its own program knows. */
export const hasRuntime = ({ kubelet, layout, place }: RuleContext['model']): boolean =>
  kubelet.config !== undefined ||
  kubelet.unitFiles.length > 0 ||
  kubelet.process !== undefined ||
  (layout.distribution === 'microk8s' && place !== 'none');

/** The socket of a live host: missing, dead, or closed to this user. */
function socket(context: RuleContext): (Raised | Unchecked)[] {
  const { runtime, node } = context.model;
  const told = runtime.endpoint.path;
  const answer = context.observations.sockets[told];
  if (!hasRuntime(context.model)) return [];
  if (node.processes === undefined)
    return [
      {
        unchecked: 'cri-socket-missing',
        reason: `${node.root} is not running: its sockets tell nothing`,
        command: 'crictl info',
      },
    ];
  const names: Readonly<Record<string, 'cri-socket-missing' | 'cri-socket-stale' | 'cri-socket-perm'>> = {
    absent: 'cri-socket-missing',
    refused: 'cri-socket-stale',
    denied: 'cri-socket-perm',
  };
  if (answer === 'unknown')
    return [{ unchecked: 'cri-socket-stale', reason: `whether ${told} accepts is not known`, command: 'crictl info' }];
  const name = names[answer ?? ''];
  // The runtime runs, and the kubelet asks at the wrong door.
  const isElsewhere =
    name === 'cri-socket-missing' && misfit(context, plain(told), otherSockets(runtime, plain(told))) !== undefined;
  if (name === undefined || isElsewhere) return [];
  const text = { absent: 'no such file', refused: 'connection refused', denied: 'permission denied' }[
    answer as 'absent'
  ];
  const breaking = name === 'cri-socket-perm' ? {} : { breaks: 'runtime' as const };
  return [
    {
      name,
      facts: facts(told, { actual: text }),
      confidence: 'proven',
      evidence: [state(told, text)],
      causes: ['kubelet-cri-endpoint', 'cri-config-invalid'],
      ...breaking,
    },
  ];
}

function crictl(context: RuleContext): Raised[] {
  const { crictl: file, hasCrictl, endpoint: told, containerd } = context.model.runtime;
  if (!hasCrictl || context.model.layout.distribution !== 'kubeadm') return [];
  const written = /^[ \t]*runtime-endpoint:\s*["']?([^"'\s#]+)/m.exec(file.text ?? '')?.[1];
  const expected = plain(
    told.path.endsWith('dockershim.sock')
      ? ((containerd?.status === 'config' ? containerd.config.address : undefined) ?? knownSockets[0] ?? '')
      : told.path,
  );
  if (written !== undefined && plain(written) === expected) return [];
  if (written === undefined && !isAbsent(file)) return [];
  const found = { name: 'cri-crictl-config', confidence: 'proven' } as const;
  if (written === undefined)
    return [
      {
        ...found,
        facts: facts('/etc/crictl.yaml', { actual: 'is not there', subject: 'dockershim.sock first', expected }),
        evidence: [state('/etc/crictl.yaml', 'no such file')],
        severity: 'info',
      },
    ];
  const known = knownSockets.includes(plain(written));
  if (known) return [];
  return [
    {
      ...found,
      facts: facts('/etc/crictl.yaml', { actual: `names ${written}`, subject: written, expected }),
      evidence: [quote(file, 1, `runtime-endpoint: ${written}`)],
      severity: 'warning',
      causes: ['kubelet-cri-endpoint'],
    },
  ];
}

function containerdFile(context: RuleContext): Raised[] {
  const { containerd, containerdFile: file, endpoint: told } = context.model.runtime;
  if (containerd === undefined || !told.path.includes('containerd')) return [];
  if (containerd.status === 'invalid') {
    const { message, line } = containerd.problem;
    return [
      {
        name: 'cri-config-invalid',
        facts: facts(file.path, { line, actual: message }),
        confidence: 'likely',
        evidence: [quote(file, line)],
        breaks: 'runtime',
        ...(context.observations.sockets[told.path] === 'accepts'
          ? { rulesOut: ['The containerd of now was started before the file was changed; it will not start again.'] }
          : {}),
      },
    ];
  }
  return judgeContainerd(file.path, file.text ?? '', containerd.config);
}

type Config = Extract<NonNullable<RuleContext['model']['runtime']['containerd']>, { status: 'config' }>['config'];

/** Names of the CRI plug-in by file version; a disabled one of them stops the kubelet. */
const criNames = ['cri', 'io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.images', 'io.containerd.cri.v1.runtime'];

/** Judges one config.toml by itself. */
export function judgeContainerd(path: string, text: string, config: Config): Raised[] {
  const lineOf = (part: string): number | undefined => {
    const index = text.indexOf(part);
    return index < 0 ? undefined : text.slice(0, index).split('\n').length;
  };
  const disabled = config.disabledPlugins.find((name) => criNames.includes(name));
  const off: Raised[] =
    disabled === undefined
      ? []
      : [
          {
            name: 'cri-disabled',
            facts: facts(path, { line: lineOf('disabled_plugins'), subject: 'disabled_plugins', actual: disabled }),
            confidence: 'proven',
            evidence: [quote({ path, text }, lineOf('disabled_plugins'))],
            breaks: 'runtime',
          },
        ];
  const misplaced = config.misplaced.map(
    ({ section, version }): Raised => ({
      name: 'cri-config-version',
      facts: facts(path, {
        line: lineOf(section),
        subject: `plugins."${section}"`,
        actual: String(config.version),
        expected: String(version),
        items: config.inPlace.length === 0 ? undefined : config.inPlace,
      }),
      confidence: 'proven',
      evidence: [quote({ path, text }, lineOf(section))],
    }),
  );
  return [...off, ...misplaced.slice(0, 1)];
}

export const runtimeRules: readonly Rule[] = [
  { theme: 'runtime', names: ['kubelet-cri-endpoint'], run: endpoint },
  { theme: 'runtime', names: ['cri-config-invalid', 'cri-disabled', 'cri-config-version'], run: containerdFile },
  { theme: 'runtime', names: ['cri-socket-missing', 'cri-socket-stale', 'cri-socket-perm'], run: socket },
  { theme: 'runtime', names: ['cri-crictl-config'], run: crictl },
];
