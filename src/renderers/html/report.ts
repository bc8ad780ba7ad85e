import { zoneText } from '../../core/coverage.ts';
import type { Evidence, Finding } from '../../core/finding.ts';
import type { FixScript } from '../../core/fix-script.ts';
import type { Report } from '../../core/report.ts';
import { causeDepth } from '../../core/root-cause.ts';
import { isRemark } from '../causes.ts';
import type { RenderOptions } from '../render.ts';
import { element, escaped, prose } from './element.ts';
import { renderFigure } from './figure.ts';
import { anchorOf, firstCause, renderOverview } from './overview.ts';
import { style } from './style.ts';

/** Nothing may load or run: no script, no image from elsewhere, no form, no frame. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The report as one self-contained file without scripts. */
export function render(report: Report, { hidden, all }: RenderOptions): string {
  const { verdict, views, module, tool } = report;
  const body = [
    element('h1', {}, escaped(verdict.title)),
    renderMeta(report, hidden),
    renderInterruption(report),
    renderOverview(report),
    ...renderFindings(report),
    ...views.map(renderFigure),
    renderChecks(report, all),
    renderInputs(report),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<meta name="generator" content="diag ${escaped(tool.version)}">`,
    element('title', {}, escaped(`${module}: ${verdict.title}`)),
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...body.filter(Boolean),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderMeta({ module, generatedAt, tool, summary }: Report, hidden: number): string {
  const counts = Object.entries(summary).flatMap(([name, n]) => (n > 0 ? [`${n} ${name}`] : []));
  const more = hidden > 0 ? [`${hidden} below --min-severity`] : [];
  const said = [...counts, ...more].join(', ') || 'nothing to report';
  return element('p', { class: 'meta' }, escaped(`${module}, ${generatedAt}, diag ${tool.version}: ${said}`));
}

const renderInterruption = ({ error }: Report): string =>
  error === undefined ? '' : element('p', { class: 'stop' }, escaped(`INCOMPLETE: ${error.message}`));

/** Causes and consequences open, side notes and remarks folded behind them. */
function renderFindings({ findings, verdict }: Report): string[] {
  const first = firstCause({ findings });
  // Its steps stand above already, as "Do now".
  const withoutSteps = (finding: Finding) => (finding === first ? { ...finding, next: [] } : finding);
  const show = (finding: Finding) =>
    renderFinding(withoutSteps(finding), anchorOf(finding, findings), causeDepth(finding, findings), verdict.title);
  const isNote = (finding: Finding) => isRemark(finding) || (finding.severity === 'info' && finding !== findings[0]);
  const notes = findings.filter(isNote);
  const summary = element('summary', {}, notes.length === 1 ? '1 note' : `${notes.length} notes`);
  return [
    ...findings.filter((finding) => !isNote(finding)).map(show),
    ...(notes.length === 0 ? [] : [element('details', { class: 'notes' }, summary + notes.map(show).join('\n'))]),
  ];
}

function renderFinding(finding: Finding, anchor: string, depth: number, said: string): string {
  const { severity, title, code, name, confidence, why, evidence, rulesOut, next, fixes, docs } = finding;
  const cause = finding.consequenceOf === undefined ? '' : `, consequence of ${finding.consequenceOf}`;
  const head = `${element('span', { class: 'severity' }, severity.toUpperCase())} ${escaped(title === said ? `${code} ${name}` : title)}`;
  const parts = [
    element('h2', {}, head),
    element('p', { class: 'meta' }, escaped(title === said ? confidence : `${code} ${name}, ${confidence}${cause}`)),
    why === '' ? '' : element('p', {}, escaped(why)),
    element('h3', { id: `${anchor}-proof` }, 'Proof'),
    ...evidence.map(renderEvidence),
    renderList('Not it', rulesOut),
    renderList('Do', next),
    ...fixes.map((fix, i) => renderFix(fix, i)),
    renderList('See', docs),
  ];
  return element(
    'article',
    { id: anchor, class: depth > 0 ? `${severity} consequence` : severity },
    parts.filter(Boolean).join('\n'),
  );
}

function renderEvidence({ source, line, record, at, zone, text }: Evidence): string {
  const place = `${source}${line === undefined ? '' : `:${line}`}${record === undefined ? '' : ` record ${record}`}`;
  const time = at === undefined ? '' : `  ${at}${zone === undefined ? '' : ` (${zone})`}`;
  return element('div', { class: 'place' }, escaped(place + time)) + element('pre', { class: 'quote' }, escaped(text));
}

const renderList = (title: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : element('h3', {}, title) + element('ul', {}, items.map((item) => element('li', {}, prose(item))).join('\n'));

function renderFix({ title, shell, applicability, effect, apply, verify, rollback }: FixScript, i: number): string {
  const scripts = { apply, verify, undo: rollback };
  const blocks = Object.entries(scripts).flatMap(([part, script]) =>
    script === undefined
      ? []
      : [
          element(
            'details',
            {},
            `${element('summary', {}, escaped(`${part} (${shell})`))}${element('pre', {}, escaped(script.replaceAll('\r\n', '\n')))}`,
          ),
        ],
  );
  return [
    element('h3', {}, escaped(`${i === 0 ? 'Fix' : 'Or'}: ${title} (${applicability})`)),
    element('p', {}, escaped(effect)),
    ...blocks,
  ].join('\n');
}

function renderChecks({ checks }: Report, all: boolean): string {
  const sections = [
    ['Not checked', 'unchecked'],
    ['Suppressed', 'suppressed'],
    ...(all ? [['Passed', 'pass'] as const, ['Skipped', 'skipped'] as const] : []),
  ] as const;
  return sections
    .map(([title, status]) => {
      const items = checks.filter((check) => check.status === status);
      const lines = items.map(({ id, reason = '', command }) =>
        element(
          'li',
          {},
          escaped(reason === '' ? id : `${id}: ${reason}`) +
            (command === undefined ? '' : element('pre', {}, escaped(command))),
        ),
      );
      return lines.length === 0 ? '' : element('h2', {}, title) + element('ul', {}, lines.join('\n'));
    })
    .filter(Boolean)
    .join('\n');
}

function renderInputs({ inputs }: Report): string {
  if (inputs.length === 0) return '';
  const lines = inputs.map(({ source, format, encoding, lines: read, understood, timeZone, firstNotUnderstood }) => {
    const said = `${source}: read ${read} lines, understood ${understood} (${format}, ${encoding}${zoneText(timeZone)})`;
    const first =
      firstNotUnderstood === undefined
        ? ''
        : `; first not understood, line ${firstNotUnderstood.line}: ${firstNotUnderstood.text}`;
    return element('li', {}, escaped(said + first));
  });
  return element('h2', {}, 'Inputs') + element('ul', { class: 'note' }, lines.join('\n'));
}
