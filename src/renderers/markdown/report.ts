import { zoneText } from '../../core/coverage.ts';
import type { Report } from '../../core/report.ts';
import { asTable, type TableView, type View } from '../../core/view.ts';
import { asideOf, causesOf, following } from '../causes.ts';
import type { RenderOptions } from '../render.ts';
import { cellText, createPaint } from '../terminal/paint.ts';
import { renderView } from '../terminal/views.ts';
import { oneLine, renderCause } from './finding.ts';
import { cell, fence, folded, prose } from './text.ts';

/** Rows of a picture in a ticket. */
const rows = 20;
/** Checks of one kind in a ticket. */
const mostChecks = 12;

/** The report as a ticket: GitHub Flavored Markdown that stays readable where it is shown raw; `verbose` shortens nothing. */
export function render(report: Report, { hidden, verbose }: RenderOptions): string {
  const { verdict, error, tool, module, generatedAt } = report;
  const counts = Object.entries(report.summary).flatMap(([name, n]) => (n > 0 ? [`${n} ${name}`] : []));
  const more = hidden > 0 ? [`${hidden} below --min-severity`] : [];
  const parts = [
    `# ${prose(verdict.title)}`,
    `${module}, ${generatedAt}, diag ${tool.version}: ${[...counts, ...more].join(', ') || 'nothing to report'}`,
    ...(error === undefined ? [] : [`**INCOMPLETE: ${prose(error.message)}**`]),
    ...renderFindings(report, verbose),
    ...renderChecks(report, verbose),
    ...report.views.map((view) => renderPicture(view, verbose)),
    ...renderInputs(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderFindings({ findings, verdict }: Report, whole: boolean): string[] {
  const kinds = [...causesOf(findings).values()];
  const heads = whole ? kinds.flat() : kinds.flatMap(([first]) => (first === undefined ? [] : [first]));
  const aside = asideOf(findings, heads);
  const causes = heads.flatMap((cause) => {
    const alike = whole
      ? []
      : findings.filter((one) => one !== cause && kinds.flat().includes(one) && one.code === cause.code);
    const others = alike.length === 0 ? [] : ['**The same of others**', alike.map(oneLine).join('\n')];
    return [...renderCause(cause, verdict.title, following(cause, findings), whole), ...others];
  });
  if (whole) return [...causes, ...aside.flatMap((one) => renderCause(one, verdict.title, [], whole))];
  return [...causes, ...(aside.length === 0 ? [] : ['## Also', aside.map(oneLine).join('\n')])];
}

function renderPicture(view: View, whole: boolean): string {
  if (view.kind === 'map' || view.kind === 'path') return renderPicture(asTable(view), whole);
  const note = view.note === undefined || view.kind !== 'table' ? [] : [prose(view.note)];
  const drawn = () =>
    fence(
      cutRows(renderView(view, createPaint({ width: 100, color: false, ascii: false })).slice(2), whole).join('\n'),
      'text',
    );
  return folded(view.title, [view.kind === 'table' ? table(view, whole) : drawn(), ...note]);
}

const cutRows = (lines: readonly string[], whole: boolean): readonly string[] =>
  whole || lines.length <= rows ? lines : [...lines.slice(0, rows - 1), `… ${lines.length - rows + 1} more`];

function table({ columns, rows: all }: TableView, whole: boolean): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    line(columns.map(({ label }) => label)),
    `| ${columns.map(({ align }) => (align === 'right' ? '---:' : '---')).join(' | ')} |`,
    ...cutRows(
      all.map((row) => line(row.map(cellText))),
      whole,
    ),
  ].join('\n');
}

function renderChecks({ checks }: Report, whole: boolean): string[] {
  const section = (title: string, status: string) => {
    const items = checks.filter((check) => check.status === status);
    const shown = whole ? items : items.slice(0, mostChecks);
    const lines = shown.map(({ id, reason = '', command }) => {
      const how = command === undefined ? '' : `\n\n${fence(command, 'sh').replace(/^/gm, '  ')}`;
      return `- ${prose(id)}: ${prose(reason)}${how}`;
    });
    const left = items.length - shown.length;
    const more = left === 0 ? [] : [`- and ${left} more`];
    return items.length === 0 ? [] : [`## ${title}`, [...lines, ...more].join('\n')];
  };
  return [...section('Not checked', 'unchecked'), ...section('Suppressed', 'suppressed')];
}

function renderInputs({ inputs }: Report): string[] {
  if (inputs.length === 0) return [];
  const lines = inputs.map(
    ({ source, format, encoding, lines, understood, timeZone }) =>
      `- ${prose(`${source}: read ${lines} lines, understood ${understood} (${format}, ${encoding}${zoneText(timeZone)})`)}`,
  );
  return ['## Read', lines.join('\n')];
}
