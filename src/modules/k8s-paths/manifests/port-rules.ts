import { type Component, controlPlane } from '../model/manifests.ts';
import { componentNamed } from '../model/model.ts';
import { urlsOf } from '../network/addresses.ts';
import { breaks, facts, partOf, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { source } from '../rules/source.ts';

/** Ports components serve by default (website, ports-and-protocols). */
const defaultPorts: Readonly<Record<string, number>> = {
  'kube-apiserver': 6443,
  'kube-controller-manager': 10257,
  'kube-scheduler': 10259,
};

/** The port a component serves: its flag, or the default. */
export const securePort = (component: Component): number =>
  Number(component.value('secure-port') ?? defaultPorts[component.program]);

/** Who else holds a component's port: a process now, or another manifest at the next start. */
function portConflict(context: RuleContext): Raised[] {
  const { listeners } = context.model.node;
  const known = context.model.components.filter(({ program }) => controlPlane.includes(program));
  const held = known.flatMap((component) =>
    portsOf(component).flatMap((port): Raised[] => {
      const other = listeners?.find(
        (one) => one.port === port && one.process !== undefined && !isOwner(one.process, component.program),
      );
      return other === undefined
        ? []
        : [conflict(context, component, port, other.process ?? '', `/proc/net/tcp: port ${port}, ${other.process}`)];
    }),
  );
  const claims = new Map<number, Component>();
  const claimed = known.flatMap((component): Raised[] =>
    component.pod?.hostNetwork === false
      ? []
      : portsOf(component).flatMap((port) => {
          const first = claims.get(port);
          claims.set(port, first ?? component);
          const isSame = first === undefined || first.program === component.program;
          return isSame ? [] : [conflict(context, component, port, first.program, `${first.path}: port ${port}`)];
        }),
  );
  return [...held, ...claimed];
}

const isOwner = (process: string, program: string): boolean =>
  process === program || /^(?:kubelite|k3s|rke2)/.test(process);

/** Ports a component listens on, for clients and for peers. */
export function portsOf(component: Component): number[] {
  if (component.program === 'etcd')
    return [
      ...new Set(
        urlsOf(`${component.value('listen-client-urls') ?? ''},${component.value('listen-peer-urls') ?? ''}`).map(
          ({ port }) => port,
        ),
      ),
    ];
  const port = securePort(component);
  return Number.isNaN(port) || port === 0 ? [] : [port];
}

function conflict(context: RuleContext, component: Component, port: number, holder: string, proof: string): Raised {
  const line = component.line('secure-port') ?? component.line('listen-client-urls');
  return {
    name: 'manifest-port-conflict',
    facts: facts(component.path, { line, subject: component.program, actual: String(port), expected: holder }),
    confidence: 'proven',
    evidence: [
      quote(
        source(context, component.path),
        line,
        line === undefined ? `${component.program} listens on ${port}` : undefined,
      ),
      state('/proc/net/tcp', proof),
    ],
    ...breaks(partOf(component.program)),
  };
}

/** Probes against what the component serves. */
function probes(context: RuleContext): Raised[] {
  return context.model.components.flatMap((component): Raised[] => {
    const serves = servedBy(component);
    if (serves.length === 0) return [];
    const wrong = component.container.probes.filter(
      (probe) =>
        probe.port !== undefined &&
        !isSideServed(context, component, probe.port) &&
        !serves.some((one) => one.port === probe.port && one.scheme === probe.scheme.toLowerCase()),
    );
    const [first] = wrong;
    if (first === undefined) return [];
    const all = wrong.length === component.container.probes.length;
    const line = all
      ? (component.line('secure-port') ?? component.line('listen-metrics-urls') ?? first.line)
      : first.line;
    const expected = serves.map(({ scheme, port }) => `${scheme}:${port}`).join(', ');
    return [
      {
        name: 'manifest-probe-mismatch',
        facts: facts(component.path, {
          line,
          subject: wrong.map(({ kind }) => kind).join(', '),
          actual: `${first.scheme.toLowerCase()}:${first.port}`,
          expected,
          items: wrong.map(({ kind }) => kind),
        }),
        confidence: 'proven',
        evidence: [
          quote(source(context, component.path), first.line, `${first.kind} ${first.scheme} port ${first.port}`),
          quote(source(context, component.path), line),
        ],
        ...breaks(partOf(component.program)),
        causes: ['manifest-unknown-flag'],
      },
    ];
  });
}

/** Another container of the pod, or another process, answers there; what only this component would serve is its own. */
const isSideServed = ({ model }: RuleContext, { program, pod }: Component, port: number): boolean =>
  (pod?.containers.length ?? 1) > 1 ||
  (model.node.listeners?.some((one) => one.port === port && one.process !== undefined && one.process !== program) ??
    false);

function servedBy(component: Component): { scheme: string; port: number }[] {
  if (component.program === 'etcd')
    return urlsOf(`${component.value('listen-metrics-urls') ?? ''},${component.value('listen-client-urls') ?? ''}`);
  const port = securePort(component);
  return defaultPorts[component.program] === undefined || Number.isNaN(port) ? [] : [{ scheme: 'https', port }];
}

function anonymousProbes(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  // A probe of another port asks another container: kops' healthcheck sends the credentials.
  const bare =
    apiserver?.container.probes.filter(
      ({ hasCredentials, port }) => !hasCredentials && (port === undefined || port === securePort(apiserver)),
    ) ?? [];
  if (
    apiserver?.value('anonymous-auth') !== 'false' ||
    apiserver.value('authentication-config') !== undefined ||
    bare.length === 0
  )
    return [];
  const line = apiserver.line('anonymous-auth');
  return [
    {
      name: 'manifest-anon-auth-probe',
      facts: facts(apiserver.path, {
        line,
        subject: '--anonymous-auth',
        actual: 'false',
        items: bare.map(({ kind }) => kind),
      }),
      confidence: 'proven',
      evidence: [
        quote(source(context, apiserver.path), line),
        ...bare.map((probe) =>
          quote(source(context, apiserver.path), probe.line, `${probe.kind} ${probe.path ?? ''} sends no credentials`),
        ),
      ],
      breaks: 'kube-apiserver',
    },
  ];
}

export const portRules: readonly Rule[] = [
  { theme: 'manifests', names: ['manifest-port-conflict'], run: portConflict },
  { theme: 'manifests', names: ['manifest-probe-mismatch'], run: probes },
  { theme: 'manifests', names: ['manifest-anon-auth-probe'], run: anonymousProbes },
];
