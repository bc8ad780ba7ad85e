import { readCertificates } from '../../../kubernetes/certificates.ts';
import { readCniConf } from '../../../kubernetes/cni-conf.ts';
import { readContainerdConfig } from '../../../kubernetes/containerd-config.ts';
import { judgeCni } from '../cni/rules.ts';
import { buildModel } from '../model/model.ts';
import type { DirectoryFact, FileFact, GivenText, PathsObservations } from '../observations.ts';
import { replayReader } from '../reader.ts';
import { allRules } from '../rules/all.ts';
import { facts, type Raised, state } from '../rules/rule.ts';
import { judgeContainerd } from '../runtime/rules.ts';
import type { FileKind } from './file-kind.ts';

/** Where a file of a kind would lie, and what can be judged of it alone. */
const places: Readonly<Partial<Record<FileKind, { readonly path: string; readonly names: RegExp }>>> = {
  kubeconfig: {
    path: '/root/.kube/config',
    names:
      /^(?:kubeconfig-(?:none|context-missing|no-user|bad-b64|bad-yaml|wrong-kind|unauthorized)|cert-key-mismatch)$/,
  },
  'kubelet-config': { path: '/var/lib/kubelet/config.yaml', names: /^kubelet-(?:config-|eviction-)/ },
  'static-pod': {
    path: '/etc/kubernetes/manifests/given.yaml',
    names:
      /^manifest-(?:yaml-invalid|kind-invalid|unknown-flag|image-bad|probe-mismatch|anon-auth-probe|port-conflict)$/,
  },
};

const day = 86_400_000;

/** Judges a configuration file by itself; nothing of a host is assumed. */
export function judgeFile(
  given: GivenText,
  kind: FileKind,
  observations: PathsObservations,
  now: number,
): readonly Raised[] {
  const { source, text } = given;
  const place = places[kind];
  if (place !== undefined) return alone(given, place, observations, now);
  if (kind === 'containerd') {
    const reading = readContainerdConfig(text);
    return reading.status === 'config'
      ? judgeContainerd(source, text, reading.config).flatMap((one) => asFragment(one, text))
      : [];
  }
  if (kind === 'cni') {
    const name = /\.(?:conf|conflist|json)$/.test(source)
      ? source.replace(/^.*\//, '')
      : /"plugins"\s*:/.test(text)
        ? 'given.conflist'
        : 'given.conf';
    return judgeCni({ path: source, name, reading: readCniConf(name, text) }, text);
  }
  return kind === 'certificates' ? certificates(given, now) : [];
}

/** Builds the model of a host that has this one file, and runs the rules that need no other. */
function alone(
  { source, text, fact }: GivenText,
  { path, names }: { path: string; names: RegExp },
  observations: PathsObservations,
  now: number,
): readonly Raised[] {
  const file: FileFact = { ...(fact ?? {}), path, status: 'present', kind: 'file', text };
  const folder = path.slice(0, path.lastIndexOf('/'));
  const directory: DirectoryFact = {
    path: folder,
    status: 'present',
    names: [path.slice(folder.length + 1)],
    truncated: false,
  };
  const bare: PathsObservations = {
    ...observations,
    files: { [path]: file },
    directories: { [folder]: directory },
    disks: [],
    logs: [],
    danglingLogs: [],
    sockets: {},
    consumers: [],
  };
  const node = {
    root: '/given',
    thisMachine: false,
    privileged: true,
    env: {},
    homes: [{ user: 'root', uid: 0, path: '/root' }],
    sysctls: {},
  };
  const model = buildModel(replayReader(bare), node);
  const raised = allRules.flatMap((rule) =>
    rule.names.some((name) => names.test(name)) ? rule.run({ model, observations: { ...bare, node }, now }) : [],
  );
  const named = (one: string) => (one === path ? source : one);
  const rename = (value: unknown) => (typeof value === 'string' ? value.replaceAll(path, source) : value);
  return raised.flatMap((one) =>
    'name' in one && names.test(one.name) && one.facts.file === path
      ? [
          {
            ...one,
            facts: Object.fromEntries(Object.entries(one.facts).map(([key, value]) => [key, rename(value)])),
            evidence: one.evidence.map((item) => ({ ...item, source: named(item.source) })),
          } as unknown as Raised,
        ]
      : [],
  );
}

/** A part of a file names no version, and a system's own containerd runs without CRI on purpose. */
function asFragment(raised: Raised, text: string): Raised[] {
  if (raised.name === 'cri-config-version') return /^[ \t]*version\s*=/m.test(text) ? [raised] : [];
  return raised.name === 'cri-disabled' ? [{ ...raised, severity: 'warning', confidence: 'likely' }] : [raised];
}

function certificates({ source, text }: GivenText, now: number): readonly Raised[] {
  const reading = readCertificates(text);
  if (reading.status === 'malformed') {
    return [
      {
        name: 'cert-malformed',
        facts: facts(source, { actual: reading.reason, expected: 'certificate' }),
        confidence: 'proven',
        evidence: [state(source, reading.reason)],
      },
    ];
  }
  return reading.certificates.flatMap((one): Raised[] => {
    const end = Date.parse(one.notAfter);
    const name =
      end < now
        ? one.isCa
          ? 'ca-expired'
          : 'cert-expired'
        : Date.parse(one.notBefore) > now
          ? 'cert-not-yet-valid'
          : end - now < 30 * day
            ? 'cert-expiring'
            : undefined;
    if (name === undefined) return [];
    return [
      {
        name,
        facts: facts(source, { actual: one.notAfter.slice(0, 10), items: [one.subject], subject: one.subject }),
        confidence: 'proven',
        evidence: [state(source, `${one.subject}: valid ${one.notBefore} to ${one.notAfter}`)],
      },
    ];
  });
}
