import { nearestName } from '../../../core/nearest-name.ts';
import { etcdMinor, unknownToEtcd } from '../etcd/flags.ts';
import type { Component } from '../model/manifests.ts';
import { breaks, facts, partOf, quote, type Raised, type Rule, type RuleContext } from '../rules/rule.ts';
import { source } from '../rules/source.ts';
import { minorOf, tagOf } from '../rules/versions.ts';
import { knownFlags, removedFlags } from './program-flags.ts';

/** Flags a component does not know: removed ones by its version, typos by their neighbors. */
function flags(context: RuleContext): Raised[] {
  return context.model.components.flatMap((component): Raised[] => {
    const known = knownFlags(component.program);
    return known.size === 0
      ? []
      : component.container.flags.flatMap((flag) => judgeFlag(context, component, flag, known));
  });
}

function judgeFlag(
  context: RuleContext,
  component: Component,
  { name, line, oneDash }: Component['container']['flags'][number],
  known: ReadonlySet<string>,
): Raised[] {
  const ofEtcd = component.program === 'etcd' ? strange(context, component, name, line) : undefined;
  if (ofEtcd !== undefined) return [ofEtcd];
  if (oneDash === true && component.program.startsWith('kube-')) return [shortened(context, component, name, line)];
  const gone = removedFlags[component.program]?.[name];
  const minor = minorOf(tagOf(component.container.image));
  if (gone === undefined ? known.has(name) : minor === undefined || minor < gone) return [];
  const meant = gone === undefined ? nearestName(name, [...known]) : undefined;
  if (gone === undefined && meant === undefined && !isUpstream(component)) return [];
  return [
    {
      name: 'manifest-unknown-flag',
      facts: facts(component.path, {
        line,
        subject: component.program,
        actual: `--${name}`,
        expected: meant === undefined ? undefined : `--${meant}`,
      }),
      confidence: gone === undefined ? 'likely' : 'proven',
      evidence: [quote(source(context, component.path), line)],
      rulesOut:
        gone === undefined
          ? []
          : [`It is no typo: ${component.program} knew it until 1.${gone - 1}; this is 1.${minor}.`],
      ...breaks(partOf(component.program)),
    },
  ];
}

/** A flag that this version of etcd has not yet, or not any more. */
function strange(
  context: RuleContext,
  component: Component,
  name: string,
  line: number | undefined,
): Raised | undefined {
  const minor = etcdMinor(tagOf(component.container.image));
  const unknown = minor === undefined ? undefined : unknownToEtcd(name, minor);
  if (unknown === undefined) return undefined;
  const expected = unknown.meant === undefined ? undefined : `--${unknown.meant}`;
  return {
    name: 'manifest-unknown-flag',
    facts: facts(component.path, { line, subject: component.program, actual: `--${name}`, expected }),
    confidence: 'proven',
    evidence: [quote(source(context, component.path), line)],
    rulesOut: [`It is no typo: ${unknown.why}; this is 3.${minor}.`],
    breaks: 'etcd',
  };
}

/** pflag takes `-etcd-servers` for the flags -e, -t, …; etcd itself takes one dash as well. */
const shortened = (context: RuleContext, component: Component, name: string, line: number | undefined): Raised => ({
  name: 'manifest-unknown-flag',
  facts: facts(component.path, { line, subject: component.program, actual: `-${name}`, expected: `--${name}` }),
  confidence: 'proven',
  evidence: [quote(source(context, component.path), line)],
  ...breaks(partOf(component.program)),
});

/** Other builds (OpenShift, EKS) have flags of their own. */
const isUpstream = ({ container }: Component): boolean =>
  /^(?:registry\.k8s\.io|k8s\.gcr\.io|registry\.aliyuncs\.com\/google_containers)\//.test(container.image);

/** A reference as containers/image and containerd parse it, loosely: host, path, tag or digest. */
const reference =
  /^[a-z0-9]+(?:(?:[._-]{1,2}|[:/])[a-z0-9]+){0,40}(?::[A-Za-z0-9_][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

function images(context: RuleContext): Raised[] {
  const kubernetes = context.model.components.filter(({ program }) => program.startsWith('kube-'));
  const apiserver = kubernetes.find(({ program }) => program === 'kube-apiserver');
  return context.model.components.flatMap((component): Raised[] => {
    const { image, imageLine } = component.container;
    const verdict = judgeImage(component, apiserver);
    if (component.pod === undefined || verdict === undefined) return [];
    return [
      {
        name: 'manifest-image-bad',
        facts: facts(component.path, {
          line: imageLine,
          subject: component.program,
          actual: image,
          expected: verdict.expected,
        }),
        confidence: verdict.confidence,
        evidence: [quote(source(context, component.path), imageLine)],
        ...(verdict.confidence === 'possible' ? { severity: 'warning' as const } : {}),
        ...breaks(partOf(component.program)),
      },
    ];
  });
}

interface ImageVerdict {
  readonly confidence: Raised['confidence'];
  readonly expected?: string;
}

/** The scheduler and controller manager may be one minor version older than the apiserver, never newer. */
function judgeImage(component: Component, apiserver: Component | undefined): ImageVerdict | undefined {
  const { image } = component.container;
  if (!reference.test(image.replace(/^([A-Za-z0-9.-]+)/, (host) => host.toLowerCase())))
    return { confidence: 'proven' };
  const name = image.replace(/[:@].*$/, '').replace(/^.*\//, '');
  const tag = tagOf(image);
  const own = apiserver === undefined ? '' : tagOf(apiserver.container.image);
  const isOther = component.program !== name && partOf(component.program) !== undefined && isUpstream(component);
  if (isOther && (nearestName(name, [component.program]) !== undefined || name.startsWith('kube-')))
    return {
      confidence: 'likely',
      expected: `${image.slice(0, image.lastIndexOf('/') + 1)}${component.program}:${tag}`,
    };
  const [minor, other] = [minorOf(tag), minorOf(own)];
  const follows = ['kube-controller-manager', 'kube-scheduler'].includes(component.program);
  if (!follows || apiserver === component || other === undefined) return undefined;
  const expected = image.replace(tag, own);
  if (minor === undefined) return tag.startsWith('v') ? { confidence: 'likely', expected } : undefined;
  return minor > other || other - minor > 1 ? { confidence: 'likely', expected } : undefined;
}

export const programRules: readonly Rule[] = [
  { theme: 'manifests', names: ['manifest-unknown-flag'], run: flags },
  { theme: 'manifests', names: ['manifest-image-bad'], run: images },
];
