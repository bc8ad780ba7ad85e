import { type Check, found, passed, unchecked } from '../../core/check.ts';
import { unrecognizedInput } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis, AnalysisContext } from '../../core/module.ts';
import { withCauses } from './causes.ts';
import { codeNamed } from './codes.ts';
import { buildModel, type HostModel } from './model/model.ts';
import type { PathsObservations } from './observations.ts';
import type { PathsOptions } from './options.ts';
import { replayReader } from './reader.ts';
import { allRules } from './rules/all.ts';
import type { Raised, RuleContext, Unchecked } from './rules/rule.ts';
import { allThemes, symptoms } from './symptoms.ts';

/** Judges a host; a symptom chooses the themes and their order. */
export function analyze(observations: PathsObservations, options: PathsOptions, context: AnalysisContext): Analysis {
  const model = buildModel(replayReader(observations), observations.node);
  if (!model.hasKubernetes) return nothingHere(model);
  const results = judge(
    {
      model,
      observations,
      now: Date.parse(context.now),
      ...(options.symptom === undefined ? {} : { symptom: options.symptom }),
    },
    options.symptom,
  );
  return {
    findings: findingsOf(results.raised),
    checks: checksOf(results),
    data: summaryOf(model),
    views: [],
  };
}

interface Results {
  readonly raised: readonly Raised[];
  readonly unchecked: readonly Unchecked[];
  /** Names of all codes that were judged. */
  readonly judged: readonly string[];
}

function judge(context: RuleContext, symptom: string | undefined): Results {
  const themes = symptoms.find(({ id }) => id === symptom)?.themes ?? allThemes;
  const rules = themes.flatMap((theme) => allRules.filter((rule) => rule.theme === theme));
  const results = rules.flatMap((rule) => rule.run(context));
  return {
    raised: results.filter((one): one is Raised => 'name' in one),
    unchecked: results.filter((one): one is Unchecked => 'unchecked' in one),
    judged: [...new Set(rules.flatMap(({ names }) => names))],
  };
}

/** One finding for each name and object; a log that says what a file says already adds nothing. */
function findingsOf(raised: readonly Raised[]): Finding[] {
  const settled = raised.filter(
    (one) => one.derived !== true || !raised.some((other) => other.name === one.name && other.derived !== true),
  );
  return withCauses(settled).map(({ raised: one, consequenceOf }) =>
    codeNamed(one.name)(one.facts, {
      confidence: one.confidence,
      evidence: one.evidence,
      ...(one.severity === undefined ? {} : { severity: one.severity }),
      ...(one.rulesOut === undefined ? {} : { rulesOut: one.rulesOut }),
      ...(consequenceOf === undefined ? {} : { consequenceOf }),
    }),
  );
}

function checksOf({ raised, unchecked: open, judged }: Results): Check[] {
  const names = new Set(raised.map(({ name }) => name));
  const missed = open.filter((one) => !names.has(one.unchecked));
  return [
    ...[...new Set([...judged, ...names])]
      .filter((name) => !missed.some((one) => one.unchecked === name))
      .map((name) => (names.has(name) ? found(name) : passed(name))),
    ...missed.map((one) => unchecked(one.unchecked, one.reason, one.command)),
  ];
}

/** No trace of Kubernetes is an answer of its own: exit code 3. */
function nothingHere({ node }: HostModel): Analysis {
  const where = node.thisMachine ? 'this machine' : node.root;
  return {
    findings: [],
    checks: [
      unchecked(
        'kubernetes',
        `${where} has no kubelet, no manifests, no PKI and no kubeconfig`,
        'diag k8s-paths --root DIR',
      ),
    ],
    data: { kubernetes: false },
    views: [],
    verdict: `No Kubernetes on ${where}: nothing to inspect.`,
  };
}

function summaryOf(model: HostModel): Readonly<Record<string, unknown>> {
  return {
    kubernetes: true,
    root: model.node.root,
    node: model.node.hostname,
    distribution: model.layout.distribution,
    live: model.node.processes !== undefined,
    staticPodPath: model.manifestFolder.path,
    components: model.components.map(({ program, path, container }) => ({ program, path, image: container.image })),
    kubeconfigs: model.kubeconfigs.filter(({ fact }) => fact.status === 'present').map(({ path }) => path),
    certificates: model.pki
      .filter(({ certificates }) => certificates.length > 0)
      .map(({ path, certificates }) => ({
        path,
        subject: certificates[0]?.subject,
        notAfter: certificates[0]?.notAfter,
      })),
  };
}

/** For texts that are nothing this module knows. */
export const notUnderstood = (source: string): Error =>
  unrecognizedInput(
    `${source}: no Kubernetes error, log or configuration recognized`,
    'paste the line that shows the error, or run it on the node',
  );
