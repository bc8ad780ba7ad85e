import { zoneText } from '../core/coverage.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { inert, inertLine } from '../core/safe-text.ts';
import { asTable, type TableView, type View } from '../core/view.ts';
import type { RenderOptions } from './render.ts';
import { cellText, createPaint } from './terminal/paint.ts';
import { renderView } from './terminal/views.ts';

/** The report as a ticket: plain CommonMark that stays readable where it is shown raw. */
export function render(report: Report, { hidden }: RenderOptions): string {
  const { verdict, findings, views, error, tool, module, generatedAt } = report;
  const counts = Object.entries(report.summary).flatMap(([name, n]) => (n > 0 ? [`${n} ${name}`] : []));
  const more = hidden > 0 ? [`${hidden} below --min-severity`] : [];
  const parts = [
    `# ${prose(verdict.title)}`,
    `${module}, ${generatedAt}, diag ${tool.version}: ${[...counts, ...more].join(', ') || 'nothing to report'}`,
    ...(error === undefined ? [] : [`**INCOMPLETE: ${prose(error.message)}**`]),
    ...findings.flatMap((finding) => renderFinding(finding, verdict.title)),
    ...views.flatMap(renderPicture),
    ...renderChecks(report),
    ...renderInputs(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderFinding(finding: Finding, said: string): string[] {
  const { severity, code, name, confidence, title, why, rulesOut, next, fixes, docs, consequenceOf } = finding;
  const cause = consequenceOf === undefined ? '' : `, consequence of ${consequenceOf}`;
  return [
    // The headline is not said twice.
    `## ${severity.toUpperCase()}: ${title === said ? `${code} ${name}` : prose(title)}`,
    title === said ? confidence : `\`${code}\` ${name}, ${confidence}${cause}`,
    ...(why === '' ? [] : [prose(why)]),
    ...renderEvidence(finding),
    ...bullets('Ruled out', rulesOut),
    ...bullets('Do', next),
    ...fixes.flatMap(({ title: does, shell, applicability, effect, apply, verify, rollback }, i) => [
      `**${i === 0 ? 'Fix' : 'Or'}: ${prose(does)}** (${shell}, ${applicability}). ${prose(effect)}`,
      fence(apply, shell),
      ...(verify === undefined ? [] : ['Verify:', fence(verify, shell)]),
      ...(rollback === undefined ? [] : ['Undo:', fence(rollback, shell)]),
    ]),
    ...bullets('See', docs),
  ];
}

function renderEvidence({ evidence }: Finding): string[] {
  const lines = evidence.map(({ source, line, record, at, zone, text }) => {
    const place = `${source}${line === undefined ? '' : `:${line}`}${record === undefined ? '' : ` record ${record}`}`;
    const time = at === undefined ? '' : `  ${at}${zone === undefined ? '' : ` (${zone})`}`;
    return `${inertLine(place + time)}\n    ${inert(text).replaceAll('\n', '\n    ')}`;
  });
  return ['Evidence:', fence(lines.join('\n'), 'text')];
}

const bullets = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`${title}:`, items.map((item) => `- ${prose(item)}`).join('\n')];

function renderPicture(view: View): string[] {
  if (view.kind === 'map') return renderPicture(asTable(view));
  if (view.kind === 'table') return [`### ${prose(view.title)}`, table(view), ...(view.note ? [prose(view.note)] : [])];
  const drawn = renderView(view, createPaint({ width: 100, color: false, ascii: false })).slice(2);
  return [`### ${prose(view.title)}`, fence(drawn.join('\n'), 'text')];
}

function table({ columns, rows }: TableView): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => prose(cell)).join(' | ')} |`;
  return [
    line(columns.map(({ label }) => label)),
    `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((row) => line(row.map(cellText))),
  ].join('\n');
}

function renderChecks({ checks }: Report): string[] {
  const listed = (status: string) => checks.filter((check) => check.status === status);
  const section = (title: string, status: string) => {
    const items = listed(status).map(({ id, reason = '', command }) => {
      const how = command === undefined ? '' : `\n\n${fence(command, 'sh').replace(/^/gm, '  ')}`;
      return `- ${id}: ${prose(reason)}${how}`;
    });
    return items.length === 0 ? [] : [`## ${title}`, items.join('\n')];
  };
  return [...section('Not checked', 'unchecked'), ...section('Suppressed', 'suppressed')];
}

function renderInputs({ inputs }: Report): string[] {
  if (inputs.length === 0) return [];
  const lines = inputs.map(
    ({ source, format, encoding, lines, understood, timeZone }) =>
      `- ${prose(source)}: read ${lines} lines, understood ${understood} (${format}, ${encoding}${zoneText(timeZone)})`,
  );
  return ['## Inputs', lines.join('\n')];
}

/** A fence longer than any run of backticks in the text: nothing in it can end it. */
function fence(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${inert(text.replaceAll('\r\n', '\n')).replace(/\n+$/, '')}\n${ticks}`;
}

/** Text that Markdown shows as it is: no markup, no HTML, no one mentioned. A command in backticks stays one. */
function prose(text: string): string {
  return inertLine(text)
    .split(/(`[^`]{1,2000}`)/)
    .map((part, i) => (i % 2 === 1 ? part : literal(part)))
    .join('');
}

const literal = (text: string): string =>
  text
    .replace(/[\\`*[\]<>|~]/g, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : `\\${c}`))
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/(^|[^A-Za-z0-9`])@([A-Za-z0-9][A-Za-z0-9/-]{0,100})/g, '$1`@$2`');
