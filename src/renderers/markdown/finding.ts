import type { Evidence, Finding } from '../../core/finding.ts';
import { type FixScript, fixExtension } from '../../core/fix-script.ts';
import { inert, inertLine } from '../../core/safe-text.ts';
import { bullets, fence, folded, prose, steps } from './text.ts';

/** Quotes of a finding in a ticket; the rest is in the terminal's `--verbose` and in every other format. */
const quotes = 6;
/** Bytes of a script in a ticket (16 KB for one cause, GitLab and Jira cut at 64 KB and 32 KB); a longer one is named. */
const mostScript = 8_000;

/** A cause with its proof, what it is not, what to do, what repairs it and what follows from it. */
export function renderCause(finding: Finding, said: string, after: readonly Finding[], whole: boolean): string[] {
  const { severity, code, name, confidence, title, why, rulesOut, next, docs } = finding;
  return [
    // The headline is not said twice.
    `## ${severity.toUpperCase()}: ${title === said ? `${code} ${name}` : prose(title)}`,
    title === said ? confidence : `\`${code}\` ${name}, ${confidence}`,
    ...(why === '' ? [] : [prose(why)]),
    ...renderEvidence(finding.evidence, whole),
    ...bullets('Not it', rulesOut),
    ...steps('Do now', next),
    ...renderFixes(finding, whole),
    ...(after.length === 0 ? [] : ['**What follows from it**', after.map(oneLine).join('\n')]),
    ...(whole ? bullets('See', docs, (page) => page) : []),
  ];
}

/** A finding in one line of a list. */
export const oneLine = ({ severity, code, title, confidence }: Finding): string =>
  `- ${severity.toUpperCase()} \`${code}\` ${prose(title)}${confidence === 'proven' ? '' : ` (${confidence})`}`;

function renderEvidence(evidence: readonly Evidence[], whole: boolean): string[] {
  const shown = whole ? evidence : evidence.slice(0, quotes);
  const lines = shown.map(({ source, line, record, at, zone, text }) => {
    const place = `${source}${line === undefined ? '' : `:${line}`}${record === undefined ? '' : ` record ${record}`}`;
    const time = at === undefined ? '' : `  ${at}${zone === undefined ? '' : ` (${zone})`}`;
    return `${inertLine(place + time)}\n    ${inert(text).replaceAll('\n', '\n    ')}`;
  });
  const left = evidence.length - shown.length;
  return ['**Proof**', fence(lines.join('\n'), 'text'), ...(left > 0 ? [`and ${left} more of the same`] : [])];
}

/** The recommended script in a fold; of the others a ticket needs the names only. */
function renderFixes({ code, name, fixes }: Finding, whole: boolean): string[] {
  const [first, ...others] = fixes;
  if (first === undefined) return [];
  const more = others.map(({ title, shell, applicability }) => `- or ${prose(title)} (${shell}, ${applicability})`);
  return [
    ...renderFix(first, 'Fix', `${code}-${name}`, whole),
    ...(whole
      ? others.flatMap((other) => renderFix(other, 'Or', `${code}-${name}`, whole))
      : [[...more, `\nAll scripts, with verify and undo: \`--fix-dir DIR\``].join('\n').trim()]),
  ];
}

function renderFix(fix: FixScript, word: string, file: string, whole: boolean): string[] {
  const { title, shell, applicability, effect, apply, verify, rollback } = fix;
  const scripts = whole ? { apply, verify, undo: rollback } : { apply: apply.length > mostScript ? undefined : apply };
  return [
    `**${word}: ${prose(title)}** (${shell}, ${applicability}). ${prose(effect)}`,
    ...Object.entries(scripts).flatMap(([part, script]) =>
      script === undefined ? [] : [folded(`${file}.${part}.${fixExtension[shell]}`, [fence(script, shell)])],
    ),
  ];
}
