import { groupBy } from '../../../core/group.ts';
import { nearestName } from '../../../core/nearest-name.ts';
import { listed } from '../../../core/wording.ts';
import type { Volume } from '../../../kubernetes/static-pod.ts';
import type { Component, FlagFile } from '../model/manifests.ts';
import type { FileFact } from '../observations.ts';
import type { PathFacts } from '../path-code.ts';
import {
  breaks,
  facts,
  inOtherWords,
  isAbsent,
  partOf,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  state,
} from '../rules/rule.ts';

interface Missing {
  readonly component: Component;
  readonly flag: FlagFile;
  readonly code: 'manifest-file-missing' | 'manifest-path-not-mounted' | 'manifest-kubeconfig-missing';
}

/** What is wrong with the file of a flag, if anything. */
function judge({ model, observations }: RuleContext, component: Component, flag: FlagFile): Missing[] {
  const onHost = observations.files[flag.value];
  const isKubeconfig = flag.name.endsWith('kubeconfig');
  const gone = isKubeconfig ? 'manifest-kubeconfig-missing' : 'manifest-file-missing';
  if (flag.where === 'host') return isAbsent(flag.file) ? [{ component, flag, code: gone }] : [];
  if (flag.where === 'other-volume' || component.pod === undefined) return [];
  if (onHost?.status === 'present') return [{ component, flag, code: 'manifest-path-not-mounted' }];
  return isAbsent(onHost) && model.node.root !== '' ? [{ component, flag, code: gone }] : [];
}

/** One finding for each file, whoever names it. */
function files(context: RuleContext): Raised[] {
  const all = context.model.components.flatMap((component) =>
    component.files.flatMap((flag) => judge(context, component, flag)),
  );
  const groups = groupBy(all, ({ code, flag }) => `${code} ${flag.file?.path ?? flag.value}`);
  return inMissingFolders(
    context,
    [...groups.values()].flatMap((group) =>
      raiseFile(context, group).map((raised) => ({
        path: group[0]?.flag.file?.path ?? group[0]?.flag.value ?? '',
        raised,
      })),
    ),
  );
}

/** A finding about one file of the host. */
interface OfFile {
  readonly path: string;
  readonly raised: Raised;
}

/** The highest folder of a path that is not there, or is empty. */
function missingFolder({ observations }: RuleContext, path: string): string | undefined {
  const parent = (one: string): string => one.slice(0, one.lastIndexOf('/'));
  let missing: string | undefined;
  for (let folder = parent(path); folder !== ''; folder = parent(folder)) {
    const listing = observations.directories[folder];
    const isGone = listing?.status === 'absent' || (listing?.status === 'present' && listing.names.length === 0);
    if (!isGone) break;
    missing = folder;
  }
  return missing;
}

/** A whole folder that is gone or empty is one fault, however many flags name its files. */
function inMissingFolders(context: RuleContext, all: readonly OfFile[]): Raised[] {
  const folders = groupBy(all, ({ path, raised }) =>
    raised.name === 'manifest-file-missing' ? (missingFolder(context, path) ?? '') : '',
  );
  return [...folders].flatMap(([folder, group]) => {
    const [first] = group;
    return folder === '' || first === undefined || group.length === 1
      ? group.map(({ raised }) => raised)
      : [ofFolder(context, folder, first.raised, group)];
  });
}

function ofFolder(
  { model, observations }: RuleContext,
  folder: string,
  first: Raised,
  group: readonly OfFile[],
): Raised {
  const items = group.flatMap(({ raised }) => (raised.facts as PathFacts).items ?? []);
  const what = observations.directories[folder]?.status === 'absent' ? 'not there' : 'empty';
  const mounting = model.components.find(({ path }) => path === first.facts.file);
  const volume = mounting?.pod?.volumes.find(({ hostPath }) => hostPath === folder);
  const line = volume?.line ?? first.facts.line;
  const { subject }: PathFacts = first.facts;
  return inOtherWords(first.name, facts(first.facts.file, { line, subject, actual: folder, items }), {
    ...first,
    evidence: [
      quote(observations.files[first.facts.file] ?? { path: first.facts.file }, line),
      state(folder, what === 'empty' ? 'is empty' : 'no such directory'),
    ],
    says: `${folder} is ${what}: ${listed(items)} name files in it`,
    next: [
      volume === undefined
        ? `bring ${folder} back from a backup; its CAs and sa.* are on every control-plane node, and new ones cannot replace them`
        : `put the hostPath right, or bring ${folder} back from a backup`,
    ],
  });
}

function raiseFile({ observations, model }: RuleContext, group: readonly Missing[]): Raised[] {
  const [first] = group;
  if (first === undefined) return [];
  const { component, flag, code } = first;
  const text = observations.files[component.path]?.text;
  const names = flag.beside.length > 0 ? flag.beside : folderOf(model.pkiNames, flag.value);
  const nearest = nearestFile(
    flag.value,
    code === 'manifest-kubeconfig-missing'
      ? model.layout.kubeconfigs.filter((path) => observations.files[path]?.status === 'present')
      : names,
  );
  const evidence = group.map((one) =>
    quote(
      {
        path: one.component.path,
        ...(text === undefined ? {} : { text: observations.files[one.component.path]?.text ?? '' }),
      },
      one.flag.line,
    ),
  );
  const last = state(
    flag.file?.path ?? flag.value,
    code === 'manifest-path-not-mounted' ? 'is on the host, and in no volumeMount' : 'no such file',
  );
  return [
    {
      name: code,
      facts: facts(component.path, {
        line: flag.line,
        subject: `--${flag.name}`,
        actual: flag.value,
        expected: nearest,
        items: group.map((one) => `${one.component.program} --${one.flag.name}`),
      }),
      confidence: 'proven',
      evidence: [...evidence, last] as unknown as Raised['evidence'],
      ...breaks(partOf(component.program)),
      causes: ['manifest-hostpath-missing'],
    },
  ];
}

const folderOf = (paths: readonly string[], path: string): readonly string[] => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = paths.filter((one) => one.startsWith(folder));
  return beside.length > 0 ? beside : paths;
};

/** The file of the same folder with the nearest name and the same kind of ending. */
function nearestFile(path: string, known: readonly string[]): string | undefined {
  const ending = path.slice(path.lastIndexOf('.'));
  const alike = known.filter((one) => one !== path && (one.endsWith(ending) || !/^\.\w{2,4}$/.test(ending)));
  const found = nearestName(
    path.slice(path.lastIndexOf('/') + 1),
    alike.map((one) => one.slice(one.lastIndexOf('/') + 1)),
  );
  return alike.find((one) => one.endsWith(`/${found}`)) ?? nearestName(path, alike);
}

/** hostPath types that demand something at start (types.go, HostPathType). */
const demanded: Readonly<Record<string, readonly string[]>> = {
  Directory: ['directory'],
  File: ['file'],
  Socket: ['socket'],
  CharDevice: ['device'],
  BlockDevice: ['device'],
  DirectoryOrCreate: ['directory', 'absent'],
  FileOrCreate: ['file', 'absent'],
};

function hostPaths({ model, observations }: RuleContext): Raised[] {
  return model.components.flatMap((component) =>
    (component.pod?.volumes ?? []).flatMap((volume): Raised[] => {
      const fact = volume.hostPath === undefined ? undefined : observations.files[volume.hostPath];
      const found = fact && foundAt(fact);
      if (fact === undefined || found === undefined || (demanded[volume.type]?.includes(found) ?? true)) return [];
      return [
        unfitPath(observations.files[component.path] ?? { path: component.path }, component, volume, fact.path, found),
      ];
    }),
  );
}

const foundAt = ({ status, kind }: FileFact): string | undefined =>
  status === 'absent' ? 'absent' : status === 'present' ? kind : undefined;

function unfitPath(
  manifest: Pick<FileFact, 'path' | 'text'>,
  component: Component,
  { type, line }: Volume,
  path: string,
  found: string,
): Raised {
  const expected = type.replace('OrCreate', '').toLowerCase();
  return {
    name: 'manifest-hostpath-missing',
    facts: facts(component.path, { line, subject: type, actual: path, expected }),
    confidence: 'proven',
    evidence: [quote(manifest, line), state(path, found === 'absent' ? 'does not exist' : `is a ${found}`)],
    ...breaks(partOf(component.program)),
  };
}

export const manifestFileRules: readonly Rule[] = [
  { theme: 'manifests', names: ['manifest-hostpath-missing'], run: hostPaths },
  {
    theme: 'manifests',
    names: ['manifest-file-missing', 'manifest-path-not-mounted', 'manifest-kubeconfig-missing'],
    run: files,
  },
];
