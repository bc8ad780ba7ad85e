import { groupBy } from '../../../core/group.ts';
import type { Volume } from '../../../core/kubernetes/static-pod.ts';
import { nearestName } from '../../../core/nearest-name.ts';
import type { Component, FlagFile } from '../model/manifests.ts';
import type { FileFact } from '../observations.ts';
import { breaks, facts, isAbsent, partOf, quote, type Raised, type Rule, type RuleContext, state } from './rule.ts';

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
    [...groups.values()].flatMap((group) => raiseFile(context, group)),
  );
}

/** A whole folder that is gone is one fault, however many flags name its files. */
function inMissingFolders({ observations }: RuleContext, raised: readonly Raised[]): Raised[] {
  const gone = (one: Raised): string | undefined => {
    const path = one.name === 'manifest-file-missing' ? (one.facts.actual ?? '') : '';
    const folder = ['/etc/kubernetes/pki', path.slice(0, path.lastIndexOf('/'))].find((each) =>
      path.startsWith(`${each}/`),
    );
    return folder !== undefined && observations.directories[folder]?.status === 'absent' ? folder : undefined;
  };
  const seen = new Map<string, Raised>();
  const rest = raised.filter((one) => {
    const folder = gone(one);
    const first = folder === undefined ? undefined : seen.get(folder);
    if (folder === undefined) return true;
    const items = [...(first?.facts.items ?? []), ...(one.facts.items ?? [])];
    const base = first ?? one;
    seen.set(folder, { ...base, facts: { ...base.facts, items, actual: base.facts.actual ?? folder } });
    return false;
  });
  return [...seen.values(), ...rest];
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
