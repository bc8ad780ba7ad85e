import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { causesOf } from '../causes.ts';
import { element, escaped, prose } from './element.ts';

/** What is seen before scrolling: how much of what, the first thing to do, what follows from what. */
export const renderOverview = (report: Report): string =>
  [renderTiles(report), renderFirstSteps(report), renderContents(report)].filter(Boolean).join('\n');

/** The anchor of a finding. */
export const anchorOf = (finding: Finding, findings: readonly Finding[]): string =>
  `finding-${findings.indexOf(finding) + 1}`;

function renderTiles({ summary }: Report): string {
  const tiles = [
    ['critical', summary.critical],
    ['warning', summary.warning],
    ['info', summary.info],
    ['not checked', summary.unchecked],
    ['passed', summary.passed],
  ] as const;
  const shown = tiles.map(([name, n]) =>
    element(
      'li',
      { class: n > 0 ? `tile ${name.replace(' ', '-')}` : 'tile none' },
      `${element('b', {}, String(n))} ${name}`,
    ),
  );
  return element('ul', { class: 'tiles' }, shown.join(''));
}

/** The cause whose steps are "Do now". */
export const firstCause = ({ findings }: Pick<Report, 'findings'>): Finding | undefined =>
  [...causesOf(findings).values()].flat()[0];

function renderFirstSteps(report: Report): string {
  const first = firstCause(report);
  if (first === undefined || first.next.length === 0) return '';
  const steps = first.next.map((step) => element('li', {}, prose(step)));
  return element('section', { class: 'now' }, element('h2', {}, 'Do now') + element('ol', {}, steps.join('\n')));
}

/** Causes with what follows from them below: table of contents and causal map in one. */
function renderContents({ findings, verdict }: Report): string {
  if (findings.length < 2) return '';
  const told = new Set<Finding>();
  const branch = (finding: Finding): string => {
    told.add(finding);
    const below = findings.filter((one) => one.consequenceOf === finding.name && !told.has(one));
    const children = below.map(branch);
    return element('li', {}, link(finding) + (children.length === 0 ? '' : element('ul', {}, children.join('\n'))));
  };
  const link = (finding: Finding) => {
    const { severity, title, code, evidence } = finding;
    const anchor = anchorOf(finding, findings);
    const word = element('span', { class: 'severity' }, severity.toUpperCase());
    const to = element('a', { href: `#${anchor}` }, escaped(title === verdict.title ? `${code} ${title}` : title));
    const proof = element('a', { href: `#${anchor}-proof`, class: 'note' }, `proof (${evidence.length})`);
    return element('span', { class: severity }, `${word} ${to} ${proof}`);
  };
  const causes = [...causesOf(findings).values()].flat().map(branch);
  const others = findings.flatMap((one) => (told.has(one) ? [] : [branch(one)]));
  const title = element('h2', {}, 'What follows from what');
  return element('nav', {}, title + element('ul', { class: 'tree' }, [...causes, ...others].join('\n')));
}
