import type { CodeName } from '../codes.ts';
import type { CniFile } from '../model/runtime.ts';
import { whyUnread } from '../rules/modes.ts';
import {
  type FactsGiven,
  facts,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  raised,
  state,
  type Unchecked,
} from '../rules/rule.ts';

const fileFact = (context: RuleContext, path: string): { path: string; text?: string } =>
  context.observations.files[path] ?? { path };

/** Released versions of the CNI specification (containernetworking/cni). */
const cniVersions = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

/** Whether this host is one that runs pods. */
export const runsPods = ({ model: { kubelet, layout, place } }: RuleContext): boolean =>
  kubelet.config !== undefined ||
  kubelet.process !== undefined ||
  kubelet.unitFiles.length > 0 ||
  // In k3s and MicroK8s the kubelet is a part of one program.
  (layout.distribution !== 'kubeadm' && place !== 'none');

/** The file containerd loads: the first by name. The loopback configuration of old guides is none. */
export function inForce({ model }: RuleContext): CniFile | undefined {
  return model.runtime.cniFiles.find(
    ({ reading }) => !(reading?.status === 'conf' && reading.conf.types.join() === 'loopback'),
  );
}

function configuration(context: RuleContext): (Raised | Unchecked)[] {
  const { cniDirectory } = context.model.runtime;
  if (!runsPods(context)) return [];
  if (cniDirectory.status === 'denied')
    return [
      {
        unchecked: 'cni-no-config',
        reason: `${cniDirectory.path}: permission denied`,
        command: `sudo ls -l ${cniDirectory.path}`,
      },
    ];
  const file = inForce(context);
  if (file === undefined) {
    if (context.model.layout.distribution !== 'kubeadm') return [];
    const holds = cniDirectory.names.length === 0 ? 'is empty or not there' : `holds ${cniDirectory.names.join(', ')}`;
    return [
      {
        name: 'cni-no-config',
        facts: facts(cniDirectory.path, { items: cniDirectory.names }),
        confidence: 'proven',
        evidence: [state(cniDirectory.path, holds)],
        breaks: 'cni',
      },
    ];
  }
  if (file.reading === undefined) {
    const reason = `${file.path}: ${whyUnread(context.observations.files[file.path] ?? { path: file.path, status: 'failed' })}`;
    return [{ unchecked: 'cni-no-config', reason, command: `sudo head -c 4096 ${file.path}` }];
  }
  return judgeCni(file, fileFact(context, file.path).text);
}

/** Judges one CNI configuration by itself. */
export function judgeCni({ path, name, reading }: CniFile, text = ''): Raised[] {
  const source = { path, text };
  const raise = <N extends CodeName>(
    code: N,
    line: number | undefined,
    rest: FactsGiven<N>,
    quoted?: string,
  ): Raised[] => [
    raised(code, path, line, rest, {
      confidence: 'proven',
      evidence: [quote(source, line, quoted)],
      breaks: 'cni',
    }),
  ];
  if (reading === undefined) return [];
  if (reading.status === 'invalid') return raise('cni-bad-json', reading.line, { actual: reading.message });
  const { conf } = reading;
  if (!conf.isList && conf.types[0] === '') {
    const expected = conf.hasPlugins ? `${name.replace(/\.\w+$/, '')}.conflist` : undefined;
    return raise('cni-conf-no-type', 1, { expected }, conf.hasPlugins ? 'has plugins and no type' : 'has no type');
  }
  if (conf.name === '') return raise('cni-list-no-name', 1, {}, 'has no name');
  if (conf.isList && conf.types.length === 0)
    return raise('cni-list-no-plugins', lineOf(text, '"plugins"'), {}, 'plugins is empty or not there');
  if (conf.cniVersion !== '' && !cniVersions.includes(conf.cniVersion))
    return raise('cni-version', lineOf(text, '"cniVersion"'), {
      actual: conf.cniVersion,
      expected: cniVersions.slice(2).join(', '),
    });
  return [];
}

function lineOf(text: string, part: string): number {
  return text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length;
}

function programs(context: RuleContext): Raised[] {
  const { runtime } = context.model;
  const file = inForce(context);
  const listed = runtime.cniPrograms.filter(({ folder }) => folder.status === 'present');
  if (
    file?.reading?.status !== 'conf' ||
    (listed.length === 0 && runtime.cniPrograms.some(({ folder }) => folder.status !== 'absent'))
  )
    return [];
  const wanted = programsOf(file, runtime.cniFiles);
  const programOf = (name: string) =>
    listed
      .flatMap(({ programs: all }) => all)
      .find(({ path, status }) => path.endsWith(`/${name}`) && status === 'present');
  const absent = wanted.filter((name) => programOf(name) === undefined);
  return [
    ...absentPrograms(context, file, absent),
    ...wanted.flatMap((name) => {
      const program = programOf(name);
      const why = program && unusable(program.mode, program.machine, runtime.kubeletMachine);
      return why === undefined ? [] : [unfitProgram(context, file, name, program?.path ?? name, why)];
    }),
  ];
}

/** Programs a file makes the runtime call; loopback is called for every pod. */
function programsOf({ reading }: CniFile, all: readonly CniFile[]): string[] {
  if (reading?.status !== 'conf') return [];
  const { types, ipamTypes } = reading.conf;
  return [...new Set([...types, ...ipamTypes, ...(all.length > 0 ? ['loopback'] : [])])].filter((name) => name !== '');
}

/** All programs that no folder has are one fault; where another file's programs are there, the wrong file is in force. */
function absentPrograms(context: RuleContext, file: CniFile, names: readonly string[]): Raised[] {
  const [first] = names;
  if (first === undefined) return [];
  const { cniPrograms, cniFiles } = context.model.runtime;
  const folders = cniPrograms.map(({ folder }) => folder.path).join(', ');
  const isThere = (name: string): boolean => cniPrograms.some(({ folder }) => folder.names.includes(name));
  const others = cniFiles.filter((one) => one.path !== file.path && one.reading?.status === 'conf');
  const isLost = others.some((one) => programsOf(one, []).every(isThere));
  return [
    {
      name: 'cni-plugin-missing',
      facts: facts(cniPrograms[0]?.folder.path ?? folders, {
        subject: names.join(', '),
        actual: `not in ${folders}`,
        items: names,
      }),
      confidence: 'proven',
      evidence: [named(context, file, first), state(folders, `holds no ${names.join(', ')}`)],
      breaks: 'cni',
      causes: ['cni-leftover-calico', ...(isLost ? (['cni-multiple-configs'] as const) : [])],
    },
  ];
}

const unfitProgram = (context: RuleContext, file: CniFile, name: string, path: string, why: string): Raised => ({
  name: 'cni-plugin-missing',
  facts: facts(path, { subject: name, actual: why }),
  confidence: 'proven',
  evidence: [named(context, file, name), state(path, why)],
  breaks: 'cni',
});

const named = (context: RuleContext, { path }: CniFile, name: string) =>
  quote(
    fileFact(context, path),
    lineOf(fileFact(context, path).text ?? '', `"${name}"`),
    `${path} names plug-in ${name}`,
  );

function unusable(
  mode: number | undefined,
  machine: number | undefined,
  kubelet: number | undefined,
): string | undefined {
  if (((mode ?? 0o111) & 0o111) === 0) return 'is not executable';
  const isForeign =
    machine !== undefined && machine !== 0 && kubelet !== undefined && kubelet !== 0 && machine !== kubelet;
  return isForeign ? 'is built for another architecture' : undefined;
}

/** multus delegates to the next file on purpose. */
function several(context: RuleContext): Raised[] {
  const winner = inForce(context);
  const others = context.model.runtime.cniFiles.filter(
    ({ reading }) => reading?.status === 'conf' && reading.conf.types.join() !== 'loopback',
  );
  const losers = others.filter(({ path }) => path !== winner?.path);
  const maxFiles =
    context.model.runtime.containerd?.status === 'config' ? context.model.runtime.containerd.config.cniMaxConfNum : 1;
  if (
    winner?.reading?.status !== 'conf' ||
    losers.length === 0 ||
    maxFiles !== 1 ||
    winner.reading.conf.types.includes('multus')
  )
    return [];
  return [
    {
      name: 'cni-multiple-configs',
      facts: facts(winner.path, { subject: winner.reading.conf.name, items: losers.map(({ path }) => path) }),
      confidence: 'proven',
      evidence: [
        state(context.model.runtime.cniDirectory.path, [winner, ...losers].map(({ name }) => name).join(', ')),
      ],
      causes: ['cni-leftover-calico'],
    },
  ];
}

export const cniRules: readonly Rule[] = [
  {
    theme: 'cni',
    names: [
      'cni-no-config',
      'cni-bad-json',
      'cni-conf-no-type',
      'cni-list-no-name',
      'cni-list-no-plugins',
      'cni-version',
    ],
    run: configuration,
  },
  { theme: 'cni', names: ['cni-plugin-missing'], run: programs },
  { theme: 'cni', names: ['cni-multiple-configs'], run: several },
];
