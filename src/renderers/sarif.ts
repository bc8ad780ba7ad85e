import type { Evidence, Finding, Severity } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { inertJson } from '../core/safe-text.ts';

const level: Readonly<Record<Severity, string>> = { critical: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (OASIS): a rule a code, a result a finding, a notification for what was not checked. */
export function render(report: Report): string {
  const rules = [...new Map(report.findings.map((finding) => [finding.code, ruleOf(finding)])).values()];
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
    artifacts: report.inputs.map(({ source }) => ({ location: { uri: uriOf(source) } })),
    results: report.findings.map((finding) => resultOf(finding, rules)),
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

function resultOf(finding: Finding, rules: readonly { readonly id: string }[]): Record<string, unknown> {
  const { code, name, severity, confidence, title, why, evidence, rulesOut, next, fixes, consequenceOf } = finding;
  const [first, ...others] = evidence.map(locationOf);
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

function locationOf({ source, line, record, at, text }: Evidence): Record<string, unknown> {
  const snippet = { text };
  const place = { artifactLocation: { uri: uriOf(source) } };
  const spot = record ?? (line === undefined ? text : undefined);
  return {
    // A region is one of text: only a line makes one.
    physicalLocation: line === undefined ? place : { ...place, region: { startLine: line, snippet } },
    ...(spot === undefined
      ? {}
      : { logicalLocations: [{ name: spot, kind: record === undefined ? 'value' : 'record' }] }),
    ...(at === undefined ? {} : { message: { text: at } }),
  };
}

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

/** A file name, endpoint or label as a URI reference (RFC 3986). */
function uriOf(source: string): string {
  if (/^https?:\/\/[^\s]+$/.test(source) && !/[^\u0021-\u007e]/.test(source)) return encodeURI(source);
  const wellFormed = source.replace(/[\ud800-\udfff]/gu, '\ufffd').replaceAll('\\', '/');
  const path = wellFormed.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${path}` : path;
}
