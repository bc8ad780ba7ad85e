import { extraFile, type HostModel } from '../model/model.ts';
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

const isUsual = ({ layout }: HostModel): boolean => layout.distribution === 'kubeadm' || layout.distribution === 'rke2';

/** Whether a kubelet is meant to run here at all. */
const hasKubelet = (model: HostModel): boolean =>
  model.kubelet.unitFiles.length > 0 ||
  model.kubelet.process !== undefined ||
  model.kubelet.configFile.status === 'present' ||
  model.manifests.length > 0;

function configuration({ model }: RuleContext): (Raised | Unchecked)[] {
  const { configFile, configPath, config, dropIns } = model.kubelet;
  if (!hasKubelet(model) || model.layout.distribution !== 'kubeadm') return [];
  if (configFile.status === 'denied')
    return [
      {
        unchecked: 'kubelet-config-missing',
        reason: `${configPath}: permission denied`,
        command: `sudo cat ${configPath}`,
      },
    ];
  if (isAbsent(configFile)) return [missingConfig(model)];
  const files = [
    ...(config === undefined ? [] : [{ path: configPath, text: configFile.text, reading: config }]),
    ...dropIns,
  ];
  return files.flatMap(({ path, reading, ...rest }): Raised[] => {
    const fact = { path, ...('text' in rest && rest.text !== undefined ? { text: rest.text } : {}) };
    if (reading.status === 'invalid') {
      const { message, line } = reading.problem;
      return [
        {
          name: 'kubelet-config-yaml',
          facts: facts(path, { line, actual: message }),
          confidence: 'proven',
          evidence: [quote(fact, line)],
          breaks: 'kubelet',
        },
      ];
    }
    return [
      ...reading.config.wrong.map(
        (one): Raised => ({
          name: 'kubelet-config-type',
          facts: facts(path, { line: one.line, subject: one.path, actual: one.is, expected: one.mustBe }),
          confidence: 'proven',
          evidence: [quote(fact, one.line)],
          breaks: 'kubelet',
        }),
      ),
      ...reading.config.unknown.map(
        (one): Raised => ({
          name: 'kubelet-config-unknown-field',
          facts: facts(path, { line: one.line, subject: one.path, expected: one.meant }),
          confidence: one.meant === undefined ? 'likely' : 'proven',
          evidence: [quote(fact, one.line)],
        }),
      ),
    ];
  });
}

/** Before kubeadm init or join the kubelet has no configuration, and that is how it should be. */
function missingConfig(model: HostModel): Raised {
  const { configPath, kubeconfigPath, unitFiles } = model.kubelet;
  const joined =
    model.manifests.length > 0 ||
    model.pki.length > 0 ||
    model.kubeconfigs.some(({ path, fact }) => path === kubeconfigPath && fact.status === 'present');
  const from = unitFiles.find(({ text }) => text?.includes('--config='));
  return {
    name: 'kubelet-config-missing',
    facts: facts(configPath, { subject: joined ? 'deleted' : 'not-joined' }),
    confidence: 'proven',
    severity: joined ? 'critical' : 'warning',
    evidence: [
      state(configPath, 'no such file'),
      ...(from === undefined ? [] : [quote(from, lineOf(from.text ?? '', '--config='))]),
    ],
    breaks: 'kubelet',
  };
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

function binary({ model, observations }: RuleContext): Raised[] {
  const { unit, program } = model.kubelet;
  if (unit?.execStartAt === undefined || program === undefined) return [];
  const isBroken = isAbsent(program) || (program.kind === 'file' && ((program.mode ?? 0o111) & 0o111) === 0);
  if (!isBroken) return [];
  const there = ['/usr/bin/kubelet', '/usr/local/bin/kubelet', '/opt/bin/kubelet'].find(
    (path) => path !== program.path && observations.files[path]?.status === 'present',
  );
  const { file, line } = unit.execStartAt;
  const source = model.kubelet.unitFiles.find(({ path }) => path === file) ?? { path: file };
  return [
    {
      name: 'kubelet-binary-path',
      facts: facts(isAbsent(program) ? file : program.path, {
        line: isAbsent(program) ? line : undefined,
        subject: 'ExecStart',
        actual: program.path,
        expected: isAbsent(program) ? there : undefined,
      }),
      confidence: 'proven',
      evidence: [quote(source, line), state(program.path, isAbsent(program) ? 'no such file' : 'is not executable')],
      breaks: 'kubelet',
    },
  ];
}

function running({ model }: RuleContext): (Raised | Unchecked)[] {
  const { node, kubelet } = model;
  if (!hasKubelet(model) || !isUsual(model)) return [];
  if (node.processes === undefined) {
    return [
      {
        unchecked: 'kubelet-stopped',
        reason: `${node.root} has no processes in /proc`,
        command: 'systemctl status kubelet',
      },
    ];
  }
  if (kubelet.process !== undefined || model.layout.distribution !== 'kubeadm') return [];
  return [
    {
      name: 'kubelet-stopped',
      facts: facts(kubelet.unitFiles[0]?.path ?? '/lib/systemd/system/kubelet.service', { subject: 'kubelet.service' }),
      confidence: 'proven',
      evidence: [state('/proc', 'no process is called kubelet')],
      breaks: 'kubelet',
      derived: true,
      causes: ['kubelet-unknown-flag', 'kubelet-binary-path', 'kubelet-disabled'],
    },
  ];
}

/** Without a kubeconfig and without one to bootstrap from the kubelet ends; without the flag it runs on its own. */
function kubeconfig({ model, observations }: RuleContext): Raised[] {
  const { kubelet, kubeconfigs } = model;
  const flag = kubelet.flags.findLast(({ name }) => name === 'kubeconfig');
  const conf = kubeconfigs.find(({ role }) => role === 'kubelet');
  const hasJoined = kubelet.configFile.status === 'present';
  if (flag === undefined || !hasJoined || !isAbsent(conf?.fact) || !isAbsent(kubelet.bootstrap)) return [];
  return [
    {
      name: 'manifest-kubeconfig-missing',
      facts: facts(flag.file, { line: flag.line, subject: 'kubelet --kubeconfig', actual: kubelet.kubeconfigPath }),
      confidence: 'proven',
      evidence: [
        quote(observations.files[flag.file] ?? { path: flag.file }, flag.line, `--kubeconfig=${flag.value}`),
        state(kubelet.kubeconfigPath, 'no such file'),
        state(kubelet.bootstrap.path, 'no such file: there is nothing to bootstrap from'),
      ],
      breaks: 'kubelet',
      next: [
        'on a control-plane node: `kubeadm init phase kubeconfig kubelet; systemctl restart kubelet`',
        'on a worker: `kubeadm reset`, and join again with what `kubeadm token create --print-join-command` says',
      ],
    },
  ];
}

/** A mask keeps it from starting at all. Only where this host enables units at all can a missing link mean something. */
function enabled({ model }: RuleContext): Raised[] {
  const unit = extraFile(model, '/etc/systemd/system/kubelet.service');
  if (unit.target === '/dev/null') {
    return [
      {
        name: 'kubelet-disabled',
        facts: facts(unit.path, { subject: 'kubelet.service', actual: 'masked' }),
        confidence: 'proven',
        evidence: [state(unit.path, 'links to /dev/null')],
        ...whereStopped(model),
      },
    ];
  }
  // minikube starts the kubelet itself, at each `minikube start`.
  if (model.distribution === 'minikube') return [];
  const folder = extraFile(model, '/etc/systemd/system/multi-user.target.wants');
  const link = extraFile(model, '/etc/systemd/system/multi-user.target.wants/kubelet.service');
  if (
    folder.status !== 'present' ||
    model.kubelet.unitFiles.length === 0 ||
    link.target !== undefined ||
    !isAbsent(link)
  )
    return [];
  return [
    {
      name: 'kubelet-disabled',
      facts: facts(link.path, { subject: 'kubelet.service' }),
      confidence: 'proven',
      evidence: [state(link.path, 'no such link')],
      ...whereStopped(model),
    },
  ];
}

/** Without a process the unit that nothing starts is why: nothing works until it is enabled. */
const whereStopped = ({ node, kubelet }: HostModel): Partial<Pick<Raised, 'severity' | 'breaks'>> =>
  node.processes !== undefined && kubelet.process === undefined ? { severity: 'critical', breaks: 'kubelet' } : {};

export const kubeletRules: readonly Rule[] = [
  {
    theme: 'kubelet',
    names: ['kubelet-config-missing', 'kubelet-config-yaml', 'kubelet-config-type', 'kubelet-config-unknown-field'],
    run: configuration,
  },
  { theme: 'kubelet', names: ['kubelet-binary-path'], run: binary },
  { theme: 'kubelet', names: ['manifest-kubeconfig-missing'], run: kubeconfig },
  { theme: 'kubelet', names: ['kubelet-stopped'], run: running },
  { theme: 'kubelet', names: ['kubelet-disabled'], run: enabled },
];
