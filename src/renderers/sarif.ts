import type { Evidence, Finding, Severity } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { inertJson } from '../core/safe-text.ts';
import type { RenderOptions } from './render.ts';

const level: Readonly<Record<Severity, string>> = { critical: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (OASIS): a rule a code, a result a finding, a notification for what was not checked. */
export function render(report: Report, { root }: Pick<RenderOptions, 'root'>): string {
  const rules = [...new Map(report.findings.map((finding) => [finding.code, ruleOf(finding)])).values()];
  const files = new Set(report.inputs.map(({ source }) => source));
  const fileOf = (source: string): ArtifactLocation => artifactOf(source, root);
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules,
      },
    },
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: `${report.module}/` },
    invocations: [invocationOf(report)],
    ...(root === undefined ? {} : { originalUriBaseIds: { [rootId]: { uri: `${uriOf(root).replace(/\/$/, '')}/` } } }),
    artifacts: report.inputs.map(({ source }) => ({ location: fileOf(source) })),
    results: report.findings.map((finding) => resultOf(finding, rules, files, fileOf)),
    properties: { verdict: report.verdict, summary: report.summary },
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${inertJson(JSON.stringify(log, null, 2))}\n`;
}

const ruleOf = ({ code, name, title, severity, docs }: Finding) => ({
  id: code,
  name,
  shortDescription: { text: name.replaceAll('-', ' ') },
  fullDescription: { text: title },
  help: { text: `diag explain ${code}` },
  ...(docs[0] === undefined ? {} : { helpUri: docs[0] }),
  defaultConfiguration: { level: level[severity] },
});

function resultOf(
  finding: Finding,
  rules: readonly { readonly id: string }[],
  files: ReadonlySet<string>,
  fileOf: (source: string) => ArtifactLocation,
): Record<string, unknown> {
  const { code, name, severity, confidence, title, why, evidence, rulesOut, next, fixes, consequenceOf } = finding;
  const [first, ...others] = evidence.map((one) => locationOf(one, files, fileOf));
  return {
    ruleId: code,
    ruleIndex: rules.findIndex(({ id }) => id === code),
    kind: 'fail',
    level: level[severity],
    message: { text: why === '' ? title : `${title} ${why}` },
    locations: [first],
    ...(others.length === 0 ? {} : { relatedLocations: others }),
    // The same fault in the same places is the same result in the next run.
    partialFingerprints: { 'diag/v1': [code, ...new Set(evidence.map(({ source }) => source))].join('|') },
    properties: {
      name,
      confidence,
      rulesOut,
      next,
      fixes: fixes.map(({ title: does, shell, applicability, effect, apply }) => ({
        title: does,
        shell,
        applicability,
        effect,
        apply,
      })),
      ...(consequenceOf === undefined ? {} : { consequenceOf }),
    },
  };
}

/** A place in a file; of an endpoint, an option or a command only its name, for it has no file to open. */
function locationOf(
  { source, line, record, at, text }: Evidence,
  files: ReadonlySet<string>,
  fileOf: (source: string) => ArtifactLocation,
): Record<string, unknown> {
  const isFile = files.has(source) || line !== undefined || isPath(source);
  const place = { artifactLocation: fileOf(source) };
  // A region is one of text: only a line makes one.
  const region = line === undefined ? {} : { region: { startLine: line, snippet: { text } } };
  const name = record ?? (line === undefined ? text : undefined);
  const kind = record === undefined ? 'value' : 'record';
  const logical = [
    ...(isFile ? [] : [{ name: source, kind: 'resource' }]),
    ...(name === undefined ? [] : [{ name, kind }]),
  ];
  return {
    ...(isFile ? { physicalLocation: { ...place, ...region } } : {}),
    ...(logical.length === 0 ? {} : { logicalLocations: logical }),
    ...(at === undefined ? {} : { message: { text: at } }),
  };
}

const isPath = (source: string): boolean => /^(\/|[A-Za-z]:[\\/]|\\\\)[^\n]*$/.test(source);

function invocationOf({ checks, error, exitCode, generatedAt }: Report): Record<string, unknown> {
  const notes = checks
    .filter(({ status }) => status === 'unchecked' || status === 'suppressed')
    .map(({ id, status, reason = '', command }) => ({
      descriptor: { id },
      level: status === 'unchecked' ? 'warning' : 'note',
      message: {
        text: `${status === 'unchecked' ? 'could not check' : 'suppressed'}: ${reason}${command === undefined ? '' : `; to check it: ${command}`}`,
      },
    }));
  const stopped =
    error === undefined ? [] : [{ descriptor: { id: error.code }, level: 'error', message: { text: error.message } }];
  return {
    executionSuccessful: error === undefined && exitCode !== 70,
    exitCode,
    endTimeUtc: generatedAt,
    toolExecutionNotifications: [...stopped, ...notes],
  };
}

/** The directory of `--root` in `originalUriBaseIds` (SARIF 2.1.0, 3.14.14). */
const rootId = 'ROOT';

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Of another host's file `/etc/kubernetes/x` the one below the directory that stands for that host. */
const artifactOf = (source: string, root: string | undefined): ArtifactLocation =>
  root !== undefined && /^\/[^/]/.test(source)
    ? { uri: uriOf(source.slice(1)), uriBaseId: rootId }
    : { uri: uriOf(source) };

/** A file name, endpoint or label as a URI reference (RFC 3986). */
function uriOf(source: string): string {
  if (/^https?:\/\/[^\s]+$/.test(source) && !/[^\u0021-\u007e]/.test(source)) return encodeURI(source);
  const wellFormed = source.replace(/[\ud800-\udfff]/gu, '\ufffd').replaceAll('\\', '/');
  const path = wellFormed.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${path}` : path;
}
