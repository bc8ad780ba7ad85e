import type { Finding } from '../../core/finding.ts';
import { beginsAnError } from '../../core/own-error.ts';
import type { TextBlock } from '../../kubernetes/objects/text-block.ts';

/** What a container said last, as a pasted `kubectl logs` shows it. */
export interface LastWords {
  readonly pod: string;
  readonly source: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** `kubectl logs web-1 -c app --previous`: the pod is the first word that is no option and no option's value. */
const logs =
  /\blogs\s+(?:-{1,2}(?:p|previous|f|follow|timestamps|all-containers|prefix)(?:=\S+)?\s+|-{1,2}[\w-]+(?:=|\s+)\S+\s+){0,8}(?:pods?\/)?([a-z0-9][a-z0-9.-]{0,252})\b(?!\/)/;
/** Words by which a program says why it ends. */
const telling =
  /\b(?:error|exception|fatal|panic|failed|failure|cannot|could not|can't|unable|undefined|missing|not found|no such|refused|denied|invalid|unknown|required|killed|abort\w{0,3})\b/i;
/** From the end, so many lines are looked at. */
const looked = 60;
/** Codes of containers that end by themselves. */
const ended = new Set(['init-failing', 'crash-loop', 'container-ended']);

/** The last line that tells of trouble, or the last of all; undefined where the block is no log of a named pod. */
export function lastWordsIn({ command = '', lines, first, source }: TextBlock): LastWords | undefined {
  const pod = logs.exec(command)?.[1];
  if (pod === undefined) return undefined;
  const said = lines
    .map((text, i) => ({ text: text.trim(), line: first + i }))
    .filter(({ text }) => text !== '' && !/^\S{0,100}[$#]( |$)/.test(text))
    .slice(-looked);
  const last = said.findLast(({ text }) => telling.test(text) || beginsAnError.test(text)) ?? said.at(-1);
  return last === undefined ? undefined : { pod, source, line: last.line, text: last.text.slice(0, 300) };
}

/** Findings of containers that end, with what they said. */
export const withLastWords = <F extends Finding>(findings: readonly F[], words: readonly LastWords[]): readonly F[] =>
  findings.map((finding) => {
    const own = words.filter(({ pod }) => ended.has(finding.name) && pod === finding.facts['name']);
    const told = own.map(({ source, line, text }) => ({ source, line, text: `its log: ${text}` }));
    return told.length === 0 ? finding : { ...finding, evidence: [...finding.evidence, ...told] };
  });
