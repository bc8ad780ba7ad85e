import type { Finding } from '../../../core/finding.ts';
import type { Report } from '../../../core/report.ts';
import type { View } from '../../../core/view.ts';
import { asideOf, causesOf } from '../../causes.ts';
import type { RenderOptions } from '../../render.ts';
import { renderChecks } from '../checks.ts';
import { renderInterruption } from '../interruption.ts';
import { createPaint, type Paint } from '../paint.ts';
import { lookedAt, open, verdictLines } from './all-clear.ts';
import { fix, head, notIt, now, proof } from './cause.ts';
import { also, gaps, lastLine, more, read } from './closing.ts';
import { alike, further } from './further.ts';
import { allot, labelled, rowsOf, type Section } from './rows.ts';
import { consequences } from './tree.ts';

/** A window of 80 x 24 (the VT100's, and every terminal's since) shows so many rows above the prompt. */
const screenRows = 23;
/** Lines of a title. */
const titleLines = 3;

/** What is taken first where there is no room for all: a section's n-th mention is its n-th piece. */
const worth =
  'proof now open read gaps also more notIt now seen fix proof now notIt open also now open notIt fix proof read now open gaps also open notIt proof open now open';

const upper = ['proof', 'notIt', 'now', 'fix', 'seen', 'open'] as const;
const lower = ['also', 'gaps', 'read', 'more'] as const;

/** A report of whose pictures none was asked for: what draws them is not loaded. */
export const render = (report: Report, options: RenderOptions): string => brief(report, options, () => []);

/** The report on one screen: what and when, what proves it, what it is not, what to do now; each further cause below. */
export function brief(report: Report, options: RenderOptions, draw: (view: View, paint: Paint) => string[]): string {
  const paint = createPaint(options);
  const { findings, checks } = report;
  const [first, ...others] = [...causesOf(findings).values()];
  const cause = first?.[0];
  const verdict = cause === undefined ? verdictLines(report, paint) : topOf(report, cause, first ?? [], paint);
  const top = [...renderInterruption(report, paint), ...verdict];
  const notes = asideOf(findings, cause === undefined ? [] : [cause]);
  const last = lastLine(report, { causes: others.length, notes: notes.length }, options.hidden, paint);
  const sections = sectionsOf(report, cause, notes, paint);
  // Two blank lines and the last one.
  const taken = allot(sections, worth.split(' '), screenRows - rowsOf([...top, '', '', last], paint), paint);
  const lines = (names: readonly (keyof typeof sections)[]) =>
    names.flatMap((name) => labelled(sections[name], taken[name] ?? 0, paint));
  const body = lines(upper);
  return `${[
    ...top,
    ...(body.length === 0 ? [] : ['', ...body]),
    ...further(others, paint),
    ...report.views.filter(({ asked }) => asked).flatMap((view) => draw(view, paint)),
    '',
    ...lines(lower),
    ...(options.all ? [...renderChecks(checks, paint, true), ''] : []),
    last,
  ].join('\n')}\n`;
}

/** The title, others of its kind, what follows from it. */
const topOf = (report: Report, cause: Finding, kind: readonly Finding[], paint: Paint): string[] => [
  ...head(
    { ...cause, title: report.verdict.code === cause.code ? report.verdict.title : cause.title },
    paint,
    titleLines,
  ),
  ...alike(kind.slice(1), paint),
  ...consequences(cause, report.findings, paint),
];

function sectionsOf(
  report: Report,
  cause: Finding | undefined,
  notes: readonly Finding[],
  paint: Paint,
): Readonly<Record<(typeof upper)[number] | (typeof lower)[number], Section>> {
  const unchecked = report.checks.filter(({ status }) => status === 'unchecked');
  const clear = cause === undefined;
  return {
    proof: { label: 'Proof', pieces: clear ? [] : proof(cause, paint) },
    notIt: { label: 'Not it', pieces: clear ? [] : notIt(cause, paint) },
    now: { label: 'Now', pieces: clear ? [] : now(cause, paint) },
    fix: { label: 'Fix', pieces: clear ? [] : fix(cause, paint) },
    seen: { label: 'Seen', pieces: clear ? lookedAt(report.checks, paint) : [] },
    open: { label: 'Open', pieces: clear ? open(unchecked, paint) : [] },
    also: { label: 'Also', pieces: also(notes, paint) },
    gaps: { label: 'Gaps', pieces: clear ? [] : gaps(unchecked, paint) },
    read: { label: 'Read', pieces: read(report.inputs, paint) },
    more: { label: 'More', pieces: more(report, cause, paint) },
  };
}
