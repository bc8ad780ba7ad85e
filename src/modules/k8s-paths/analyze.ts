import { type Check, found, notApplicable, passed, unchecked } from '../../core/check.ts';
import { type Finding, severities } from '../../core/finding.ts';
import type { Analysis, AnalysisContext } from '../../core/module.ts';
import { headOf } from '../../core/safe-text.ts';
import type { View } from '../../core/view.ts';
import { withCauses } from './causes.ts';
import { codeNamed } from './codes.ts';
import { fixHostOf } from './fixes/fix-host.ts';
import { fixesFor } from './fixes/fixes-for.ts';
import { type GivenReading, readGivenTexts } from './given/given-texts.ts';
import { apartFromText, weighed } from './given/on-this-host.ts';
import { lookedAt } from './looked-at.ts';
import { portsOf } from './manifests/port-rules.ts';
import { mapView } from './map/map-view.ts';
import { buildModel, type HostModel } from './model/model.ts';
import type { PathsObservations } from './observations.ts';
import type { PathsOptions } from './options.ts';
import { replayReader } from './reader.ts';
import { allRules } from './rules/all.ts';
import type { Raised, RuleContext, Unchecked } from './rules/rule.ts';
import { allThemes, symptoms } from './symptoms.ts';

/** Judges a host and given texts; a symptom chooses the themes and their order. */
export function analyze(observations: PathsObservations, options: PathsOptions, context: AnalysisContext): Analysis {
  const model = buildModel(replayReader(observations), observations.node);
  const now = Date.parse(context.now);
  const given = readGivenTexts(observations, now);
  const hasTexts = observations.texts.length > 0;
  if (!model.hasKubernetes && !hasTexts) return nothingHere(model);
  const symptom = options.symptom === undefined ? {} : { symptom: options.symptom };
  const ruleContext: RuleContext = { model, observations, now, ...symptom };
  const results = model.hasKubernetes
    ? judge(ruleContext, options.symptom, given.raised)
    : { raised: [], unchecked: [], judged: [] };
  const verdict = hasTexts ? verdictOf(given, results.raised) : undefined;
  const host = fixHostOf(model);
  const passes = new Set(checksOf(results, ruleContext).flatMap(({ id, status }) => (status === 'pass' ? [id] : [])));
  const weigh = (one: Raised) => (one.given === true ? weighed(one, passes, observations) : one);
  const findings = findingsOf([...results.raised, ...leveled(given.raised)], weigh).map((finding) => ({
    ...finding,
    fixes: given.raised.some(({ name }) => name === finding.name) ? [] : fixesFor(finding, host),
  }));
  const leads = leadsOf(findings, given.raised);
  return {
    findings: leads.length === 0 ? findings : findings.map((one) => apartFromText(one, leads, observations)),
    ...(leads.length === 0 ? {} : { leads }),
    checks: [
      ...checksOf({ ...results, raised: [...results.raised, ...given.raised] }, ruleContext),
      ...given.unknown.filter(({ source }) => source === '--error').map(unknownError),
    ],
    data: { ...summaryOf(model), ...(hasTexts ? { texts: given.formats, said: given.said } : {}) },
    views: [...textViews(given), ...(options.map ? [mapView(model, observations, findings)] : [])],
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** What a text reports, or what of the host explains it: that was asked for, whatever else is wrong there. */
function leadsOf(findings: readonly Finding[], given: readonly Raised[]): string[] {
  const rootOf = (name: string, seen: readonly string[] = []): string => {
    const cause = findings.find((one) => one.name === name)?.consequenceOf;
    return cause === undefined || seen.includes(cause) ? name : rootOf(cause, [...seen, name]);
  };
  return [...new Set(given.map(({ name }) => rootOf(name)))];
}

/** A line of trouble that no row knows: nothing is called healthy over it. */
const unknownError = ({ line, quote, source }: GivenReading['unknown'][number]): Check =>
  unchecked(
    'error-text',
    `${line === undefined ? '' : `line ${line} of `}${source} is no message that diag knows: ${headOf(quote, 200)}`,
    'journalctl -u kubelet -n 200 --no-pager | diag k8s-paths',
  );

/** Without a fault found, the meaning of the text is the answer. */
function verdictOf({ raised, said, formats, unknown }: GivenReading, onHost: readonly Raised[]): string | undefined {
  if (raised.length > 0 || onHost.some(({ severity }) => severity !== 'info')) return undefined;
  const what = formats.join(', ');
  const isConfiguration = !/^(?:text|log|kubectl)\b/m.test(formats.join('\n'));
  return (
    (unknown.length > 0 ? undefined : meaningOf(said)) ??
    (unknown.length > 0
      ? `Nothing that diag knows as a fault in what was given (${what}), and lines that it does not know.`
      : undefined) ??
    (isConfiguration ? `Nothing wrong in what was given (${what}).` : `Nothing wrong in what was given (${what}).`)
  );
}

/** What holds at the end of the text; of what is over, that it is. */
function meaningOf(said: GivenReading['said']): string | undefined {
  const lasting = said.find(({ over }) => over !== true);
  const past = said.find(({ over }) => over === true);
  return lasting?.says ?? (past === undefined ? undefined : `Over by the end of the text: ${past.says}`);
}

/** What each message means, and where to look. */
function textViews({ said }: GivenReading): readonly View[] {
  if (said.length === 0) return [];
  return [
    {
      kind: 'tree',
      id: 'text-meaning',
      title: 'What the text says, and where to look',
      nodes: said.slice(0, 10).map(({ line, says, where }) => ({
        label: line === undefined ? says : `line ${line}: ${says}`,
        children: where.map((path) => ({ label: path })),
      })),
    },
  ];
}

interface Results {
  readonly raised: readonly Raised[];
  readonly unchecked: readonly Unchecked[];
  /** Names of all codes that were judged. */
  readonly judged: readonly string[];
}

/** Runs the rules of the symptom's themes, and those that judge what a text reports. */
function judge(context: RuleContext, symptom: string | undefined, given: readonly Raised[]): Results {
  const themes = symptoms.find(({ id }) => id === symptom)?.themes ?? allThemes;
  const ofThemes = themes.flatMap((theme) => allRules.filter((rule) => rule.theme === theme));
  const ofTexts = allRules.filter((rule) => rule.names.some((name) => given.some((one) => one.name === name)));
  const rules = [...new Set([...ofThemes, ...ofTexts])];
  const results = rules.flatMap((rule) => rule.run(context));
  return {
    raised: results.filter((one): one is Raised => 'name' in one),
    unchecked: results.filter((one): one is Unchecked => 'unchecked' in one),
    judged: [...new Set(rules.flatMap(({ names }) => names))],
  };
}

/**
 * One finding for each name and object; a log or a text that says what a file says already adds nothing. `weigh`
 * judges a root anew.
 */
function findingsOf(raised: readonly Raised[], weigh: (root: Raised) => Raised): Finding[] {
  const settled = raised.filter(
    (one, i) => one.derived !== true || !raised.some((other, j) => repeats(one, i, other, j)),
  );
  return withCauses(settled).map(({ raised: one, consequenceOf }) =>
    consequenceOf === undefined ? findingOf(weigh(one)) : { ...findingOf(one), consequenceOf },
  );
}

/** Messages of a text stand in the order of their reading: none is more severe than the one before it. */
function leveled(given: readonly Raised[]): Raised[] {
  let worst = 0;
  return given.map((one) => {
    if (one.given !== true) return one;
    const own = severities.indexOf(one.severity ?? codeNamed(one.name).entry.severity);
    // What a text reports as a fault is one, however little its code matters on a host.
    worst = Math.min(Math.max(worst, own), severities.indexOf('warning'));
    return { ...one, severity: severities[worst] ?? 'warning' };
  });
}

const findingOf = ({ name, facts, confidence, evidence, severity, rulesOut, says, next, given }: Raised): Finding => ({
  ...codeNamed(name)(facts, {
    confidence,
    evidence,
    ...(severity === undefined ? {} : { severity }),
    ...(rulesOut === undefined ? {} : { rulesOut }),
  }),
  ...(says === undefined ? {} : { title: says }),
  // What a code says in general may not fit the cluster that a text is from.
  ...(given === true ? { why: '' } : {}),
  ...(next === undefined ? {} : { next }),
});

function repeats(one: Raised, i: number, other: Raised, j: number): boolean {
  if (other.name !== one.name || i === j) return false;
  // Messages are told apart by what they say.
  const isSame = one.says === undefined ? other.facts.file === one.facts.file : other.says === one.says;
  return other.derived !== true || (j < i && isSame);
}

function checksOf({ raised, unchecked: open, judged }: Results, context: RuleContext): Check[] {
  const names = new Set<string>(raised.map(({ name }) => name));
  const missed = open.filter((one) => !names.has(one.unchecked));
  const { tellsAll, root } = context.model.node;
  if (tellsAll === false) {
    const reason = `the recording tells of ${root} in part: what it does not show was not looked at`;
    return [...[...names].map(found), unchecked('host', reason, 'sudo diag k8s-paths')];
  }
  return [
    ...[...new Set([...judged, ...names])]
      .filter(
        (name) =>
          !missed.some((one) => one.unchecked === name || (!names.has(name) && one.covers?.test(name) === true)),
      )
      .map((name) => (names.has(name) ? found(name) : notFound(name, context))),
    ...missed.map((one) => unchecked(one.unchecked, one.reason, one.command)),
  ];
}

/** What was not found passes by what was looked at, and by nothing else. */
function notFound(name: string, context: RuleContext): Check {
  const look = lookedAt(name, context);
  if ('seen' in look) return passed(name, look.seen);
  return 'none' in look ? notApplicable(name, look.none) : unchecked(name, look.open, look.command);
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
    place: model.place,
    distribution: model.distribution ?? model.layout.distribution,
    live: model.node.processes !== undefined,
    staticPodPath: model.manifestFolder.path,
    components: model.components.map((one) => ({
      program: one.program,
      path: one.path,
      image: one.container.image,
      ports: portsOf(one),
    })),
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
