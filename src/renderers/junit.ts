import { type Finding, severities } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { inert } from '../core/safe-text.ts';
import type { RenderOptions } from './render.ts';

/** One test case: a check, or a finding that no check stands for. */
interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** Attributes and text of the outcome element, or what a passed case says. */
  readonly message: string;
  readonly type: string;
  readonly text: string;
}

/** JUnit XML as the Jenkins xUnit plug-in's schema (junit-10.xsd) has it: a suite a module, a case a check. */
export function render(report: Report, { failOn }: RenderOptions): string {
  const cases = casesOf(report, severities.indexOf(failOn));
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  const suite = `name="${attribute(report.module)}" ${totals} skipped="${count('skipped')}" time="0" timestamp="${report.generatedAt.slice(0, 19)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="diag" ${totals}>`,
    `  <testsuite ${suite}>`,
    ...cases.map((one) => renderCase(one, report.module)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf({ findings, checks, error, module }: Report, lowest: number): Case[] {
  const listed = new Set<string>();
  const ofFinding = (finding: Finding): Case => {
    listed.add(finding.name);
    const bug = finding.code.startsWith('DIAG');
    const counts = severities.indexOf(finding.severity) <= lowest;
    return {
      name: finding.name,
      outcome: bug ? 'error' : counts ? 'failure' : 'passed',
      message: `${finding.code} ${finding.title}`,
      type: finding.severity,
      text: describe(finding),
    };
  };
  const found = findings.map(ofFinding);
  const others = checks
    .filter(({ id, status }) => status !== 'finding' || !listed.has(id))
    .map(({ id, status, reason = '', command }): Case => {
      const why = status === 'unchecked' ? `could not check: ${reason}` : `${status}: ${reason}`;
      const text = command === undefined ? '' : `to check it: ${command}`;
      return { name: id, outcome: status === 'pass' ? 'passed' : 'skipped', message: why, type: status, text };
    });
  const stopped: Case[] =
    error === undefined
      ? []
      : [{ name: module, outcome: 'error', message: error.message, type: error.code, text: error.hint }];
  return [...found, ...others, ...stopped];
}

function describe({ code, name, severity, confidence, title, why, evidence, next }: Finding): string {
  const quotes = evidence.map(({ source, line, text }) => `${source}${line === undefined ? '' : `:${line}`}  ${text}`);
  return [`${code} ${name} (${severity}, ${confidence})`, title, why, ...quotes, ...next].filter(Boolean).join('\n');
}

function renderCase({ name, outcome, message, type, text }: Case, module: string): string {
  const open = `    <testcase classname="${attribute(module)}" name="${attribute(name)}" time="0"`;
  const told = [type === 'pass' ? '' : message, text].filter(Boolean).join('\n');
  if (outcome === 'passed') {
    return told === '' ? `${open}/>` : `${open}>\n      <system-out>${content(told)}</system-out>\n    </testcase>`;
  }
  // A skipped case may have no attribute in older forms of the schema: its reason is its text.
  if (outcome === 'skipped') return `${open}>\n      <skipped>${content(told)}</skipped>\n    </testcase>`;
  const attributes = `type="${attribute(type)}" message="${attribute(message)}"`;
  return `${open}>\n      <${outcome} ${attributes}>${content(text)}</${outcome}>\n    </testcase>`;
}

/** XML 1.0 forbids most control characters, lone surrogates and U+FFFE, U+FFFF even when escaped. */
const content = (text: string): string =>
  inert(text)
    .replace(/[\ud800-\udfff\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c);

const attribute = (text: string): string =>
  content(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
