import { groupBy } from '../../../core/group.ts';
import { yamlSlip } from '../../../kubernetes/yaml-slip.ts';
import type { YamlProblem } from '../../../kubernetes/yaml-text.ts';
import { controlPlane, type ManifestFile } from '../model/manifests.ts';
import { componentNamed, extraFile } from '../model/model.ts';
import { argvName } from '../model/process-name.ts';
import type { DirectoryFact, FileFact } from '../observations.ts';
import { octal, whyUnread } from '../rules/modes.ts';
import {
  breaks,
  facts,
  inOtherWords,
  partOf,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  state,
  type Unchecked,
} from '../rules/rule.ts';

const isManifestName = (path: string): boolean => /\.(?:ya?ml|json)$/.test(path);

const partOfPath = (path: string) => partOf(path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, ''));

function readable({ model }: RuleContext): readonly (Raised | Unchecked)[] {
  return model.manifests.flatMap(({ path, fact, reading }): (Raised | Unchecked)[] => {
    if (reading === undefined) {
      const reason = `${path}: ${whyUnread(fact)}`;
      return [{ unchecked: 'manifest-yaml-invalid', reason, command: `sudo cat ${path}` }];
    }
    if (reading.status === 'pod') return kindOf({ path, fact, reading });
    return [invalid(path, fact, reading.problem)];
  });
}

/** Names the line that somebody slipped in, where it shows; else the one where the parser gave up. */
function invalid(path: string, fact: FileFact, problem: YamlProblem): Raised {
  const slip = yamlSlip(fact.text ?? '');
  const stopped = quote(fact, problem.line);
  const elsewhere = slip !== undefined && slip.line !== problem.line;
  const actual = slip === undefined ? problem.message : slip.message;
  return {
    name: 'manifest-yaml-invalid',
    facts: facts(path, {
      line: slip?.line ?? problem.line,
      actual: elsewhere ? `${actual} (noticed in line ${problem.line}: ${problem.message})` : actual,
    }),
    confidence: 'proven',
    evidence: elsewhere ? [quote(fact, slip.line), stopped] : [stopped],
    ...breaks(partOfPath(path)),
  };
}

function kindOf({ path, fact, reading }: ManifestFile): Raised[] {
  if (reading?.status !== 'pod') return [];
  const { apiVersion, kind, lines } = reading.pod;
  const wrong = apiVersion !== 'v1' ? 'apiVersion' : kind === 'Pod' || kind === 'PodList' ? undefined : 'kind';
  if (wrong === undefined) return [];
  const actual = (wrong === 'kind' ? kind : apiVersion) || 'nothing';
  const expected = wrong === 'kind' ? 'Pod' : 'v1';
  const where = facts(path, { line: lines[wrong], subject: wrong, actual, expected });
  return [
    {
      name: 'manifest-kind-invalid',
      facts: where,
      confidence: 'proven',
      evidence: [quote(fact, lines[wrong])],
      ...breaks(partOfPath(path)),
    },
  ];
}

/** The file that is no proper manifest name is the copy; of two proper names the later one. */
function duplicates({ model }: RuleContext): Raised[] {
  const named = model.manifests.flatMap((file) =>
    file.reading?.status === 'pod' && file.reading.pod.name !== '' ? [{ ...file, pod: file.reading.pod }] : [],
  );
  return [...groupBy(named, ({ pod }) => `${pod.namespace}/${pod.name}`)].flatMap(([pod, files]) => {
    const [original, ...copies] = files.toSorted(
      (a, b) => Number(isManifestName(b.path)) - Number(isManifestName(a.path)),
    );
    return copies.map(
      ({ path, fact }): Raised => ({
        name: 'manifest-duplicate-backup',
        facts: facts(path, { subject: pod, expected: original?.path ?? '' }),
        confidence: 'proven',
        evidence: [quote(fact, undefined, `${path} and ${original?.path} are both pod ${pod}`)],
        ...breaks(partOf(pod.replace(/^.*\//, ''))),
      }),
    );
  });
}

/** A control-plane node has its four manifests; with an external etcd, three. */
function missing({ model, observations }: RuleContext): Raised[] {
  const { layout, manifestFolder, manifests, pki } = model;
  const hasServing = pki.some(({ path }) => path === '/etc/kubernetes/pki/apiserver.crt');
  const isControlPlane = hasServing || controlPlane.slice(1).some((name) => componentNamed(model, name));
  if (
    layout.distribution !== 'kubeadm' ||
    !isControlPlane ||
    model.strayManifests.length > 0 ||
    !isListed(observations.directories[manifestFolder.path])
  )
    return [];
  const present = (name: string) =>
    componentNamed(model, name) !== undefined ||
    manifests.some(({ path }) => path.startsWith(`${manifestFolder.path}/${name}.`));
  const absent = controlPlane.filter((name) => !present(name) && (name !== 'etcd' || expectsEtcd(model)));
  // etcd-manager of kops starts it, or a unit of systemd.
  const isElsewhere =
    model.manifests.some(({ reading }) => reading?.status === 'pod' && reading.pod.name.includes('etcd')) ||
    (model.node.processes?.some(({ argv }) => argv[0]?.startsWith('/') === true && argvName(argv) === 'etcd') ??
      false) ||
    ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'].some(
      (folder) => extraFile(model, `${folder}/etcd.service`).status === 'present',
    );
  const missed = absent.filter((name) => name !== 'etcd' || !isElsewhere);
  const [first] = missed;
  if (first === undefined) return [];
  const held = manifests.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
  return [
    {
      name: 'manifest-missing',
      facts: facts(`${manifestFolder.path}/${first}.yaml`, {
        subject: missed.join(', '),
        items: missed.map((name) => `${manifestFolder.path}/${name}.yaml`),
      }),
      confidence: 'proven',
      evidence: [state(manifestFolder.path, `holds ${held || 'nothing'}`)],
      ...breaks(partOf(first)),
    },
  ];
}

/** Whether all its names are known, or that it is not there. */
const isListed = (folder: DirectoryFact | undefined): boolean =>
  folder?.status === 'absent' || (folder?.status === 'present' && !folder.truncated);

function expectsEtcd(model: RuleContext['model']): boolean {
  const servers = componentNamed(model, 'kube-apiserver')?.value('etcd-servers');
  if (servers === undefined) return model.pki.some(({ path }) => path === '/etc/kubernetes/pki/etcd/server.crt');
  return /127\.0\.0\.1|localhost|\[::1\]/.test(servers);
}

/** A unit that starts the kubelet itself, without telling it about any configuration. */
const isUntold = ({ kubelet, node }: RuleContext['model']): boolean =>
  node.privileged &&
  kubelet.unit?.execStart[0]?.endsWith('/kubelet') === true &&
  !kubelet.flags.some(({ name }) => ['config', 'config-dir', 'pod-manifest-path'].includes(name)) &&
  kubelet.unitFiles.every(({ status }) => status === 'present');

function staticPath({ model, observations }: RuleContext): Raised[] {
  const { manifestFolder, strayManifests, kubelet, layout } = model;
  const execStart = kubelet.unit?.execStartAt;
  if (isUntold(model) && execStart !== undefined && model.manifests.length > 0 && layout.distribution === 'kubeadm') {
    return [
      inOtherWords(
        'manifest-wrong-static-path',
        facts(execStart.file, { line: execStart.line, subject: '--config', actual: 'not set' }),
        {
          confidence: 'proven',
          evidence: [
            quote(
              kubelet.unitFiles.find(({ path }) => path === execStart.file) ?? { path: execStart.file },
              execStart.line,
            ),
            state(kubelet.configPath, 'is there, and no flag of the kubelet names it'),
          ],
          breaks: 'kubelet',
          says: `${execStart.file} starts the kubelet without --config: it reads neither ${kubelet.configPath} nor any manifest`,
          next: [
            `give it \`--config=${kubelet.configPath}\`, as $KUBELET_CONFIG_ARGS of kubeadm does; then \`systemctl daemon-reload; systemctl restart kubelet\``,
          ],
        },
      ),
    ];
  }
  const usual = layout.manifests ?? '/etc/kubernetes/manifests';
  const configured = manifestFolder.file !== undefined;
  if (kubelet.config?.status !== 'config' || layout.distribution !== 'kubeadm') return [];
  const pods = (files: readonly ManifestFile[]) => files.filter(({ reading }) => reading?.status === 'pod').length;
  const misplaced = configured ? pods(strayManifests) > 0 && pods(model.manifests) === 0 : pods(model.manifests) > 0;
  if (!misplaced) return [];
  const actual = configured ? manifestFolder.path : 'not set';
  const file = manifestFolder.file ?? kubelet.configPath;
  const flag = '--pod-manifest-path';
  const isFlag = file !== kubelet.configPath && !kubelet.dropIns.some(({ path }) => path === file);
  return [
    {
      name: 'manifest-wrong-static-path',
      facts: facts(file, { line: manifestFolder.line, actual, expected: usual, ...(isFlag ? { subject: flag } : {}) }),
      confidence: 'proven',
      evidence: [
        quote(
          observations.files[file] ?? { path: file },
          manifestFolder.line,
          configured ? undefined : 'no staticPodPath',
        ),
        state(usual, `holds ${Math.max(pods(strayManifests), pods(model.manifests))} manifests`),
      ],
      breaks: 'kubelet',
      causes: ['kubelet-config-unknown-field'],
    },
  ];
}

/** Others may write into what root's kubelet runs. */
function permissions({ model }: RuleContext): Raised[] {
  const owner = model.treeOwner;
  const isOthers = (uid: number | undefined) => uid !== undefined && uid !== 0 && uid !== owner;
  const open = model.manifests.filter(({ fact }) => ((fact.mode ?? 0) & 0o022) !== 0 || isOthers(fact.uid));
  const first = open[0];
  if (first === undefined) return [];
  return [
    {
      name: 'manifest-perms',
      facts: facts(first.path, {
        subject: 'write',
        actual: octal(first.fact.mode),
        expected: '600',
        items: open.map(({ path }) => path),
      }),
      confidence: 'proven',
      evidence: [
        state(first.path, `mode ${octal(first.fact.mode)}`),
        ...open.slice(1).map(({ path, fact }) => state(path, `mode ${octal(fact.mode)}`)),
      ],
    },
  ];
}

export const manifestRules: readonly Rule[] = [
  { theme: 'manifests', names: ['manifest-yaml-invalid', 'manifest-kind-invalid'], run: readable },
  { theme: 'manifests', names: ['manifest-duplicate-backup'], run: duplicates },
  { theme: 'manifests', names: ['manifest-missing'], run: missing },
  { theme: 'manifests', names: ['manifest-wrong-static-path'], run: staticPath },
  { theme: 'manifests', names: ['manifest-perms'], run: permissions },
];
