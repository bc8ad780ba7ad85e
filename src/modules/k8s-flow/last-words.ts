import type { Facts, Finding } from '../../core/finding.ts';
import { logBeside } from '../../core/log-beside.ts';
import { beginsAnError } from '../../core/own-error.ts';
import { headOf } from '../../core/safe-text.ts';
import type { TextBlock } from '../../kubernetes/objects/text-block.ts';
import type { Pod } from '../../kubernetes/objects/types/pod.ts';

/** What a container said last, as a pasted `kubectl logs` shows it. */
export interface LastWords {
  readonly pod: string;
  /** `-n` and `-c` of the command; absent where it has none. */
  readonly namespace?: string | undefined;
  readonly container?: string | undefined;
  readonly source: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** `kubectl logs web-1 -c app --previous`: the pod is the first word that is no option and no option's value. */
const logs =
  /\blogs\s+(?:-{1,2}(?:p|previous|f|follow|timestamps|all-containers|prefix)(?:=\S+)?\s+|-[nc][a-z0-9][a-z0-9-]{0,62}\s+|-{1,2}[\w-]+(?:=|\s+)\S+\s+){0,8}(?:pods?\/)?([a-z0-9][a-z0-9.-]{0,252})\b(?!\/)/;
const dnsName = '([a-z0-9][a-z0-9-]{0,62})(?=\\s|$)';
/** `-n shop`, `-nshop`, `--namespace=shop`, before or behind `logs`. */
const inNamespace = new RegExp(`\\s(?:-n[= ]{0,4}|--namespace[= ] {0,4})${dnsName}`);
const ofContainer = new RegExp(`\\s(?:-c[= ]{0,4}|--container[= ] {0,4})${dnsName}`);
/** `kubectl logs web-1 app`: what stands behind the pod. */
const secondWord = new RegExp(`^\\s{1,4}${dnsName}`);
/** What kubectl says of a pod of several containers where the command names none; the second is its older word. */
const defaulted = /^Default(?:ed container "([a-z0-9-]{1,63})" out of: |ing container name to ([a-z0-9-]{1,63})\.)/;
/** Words by which a program says why it ends. */
const telling =
  /\b(?:error|exception|fatal|panic|failed|failure|cannot|could not|can't|unable|undefined|missing|not found|no such|refused|denied|invalid|unknown|required|killed|abort\w{0,3})\b/i;
/** What a program does again by itself, and words by which it says that it went well then. */
const retried = /\b(?:retry\w{0,3}|retries|attempt|try(?:ing)? again|will try|waiting for)\b/i;
const succeeded =
  /^(?!.{0,300}\b(?:not|un|fail\w{0,3}|error|cannot|refused|lost)\b).{0,300}\b(?:connected|connection established|succeeded|success\w{0,5}|recovered|is (?:up|ready|available))\b/i;
/** From the end, so many lines are looked at. */
const looked = 60;
/** Codes of containers that end by themselves. */
const ended = new Set(['init-failing', 'crash-loop', 'container-ended']);

/** The last line that tells of trouble, or the last of all; undefined where the block is no log of a named pod. */
export function lastWordsIn({ command: line = '', lines, first, source }: TextBlock): LastWords | undefined {
  // What stands behind a pipe has options of its own: `| tail -n 5`.
  const command = line.split(/[|;&>]/, 1)[0] ?? '';
  const found = logs.exec(command);
  const pod = found?.[1];
  if (found === null || pod === undefined) return undefined;
  const said = lines
    .map((text, i) => ({ text: text.trim(), line: first + i }))
    .filter(({ text }) => text !== '' && !/^\S{0,100}[$#]( |$)/.test(text) && !defaulted.test(text))
    .slice(-looked);
  const done = said.findLastIndex(({ text }) => succeeded.test(text));
  const isOver = (text: string, i: number): boolean => i < done && retried.test(text);
  const last =
    said.findLast(({ text }, i) => (telling.test(text) || beginsAnError.test(text)) && !isOver(text, i)) ?? said.at(-1);
  if (last === undefined) return undefined;
  const byDefault = lines.flatMap((line) => defaulted.exec(line.trim())?.slice(1) ?? []).find(Boolean);
  const container =
    ofContainer.exec(command)?.[1] ?? secondWord.exec(command.slice(found.index + found[0].length))?.[1] ?? byDefault;
  const namespace = inNamespace.exec(command)?.[1];
  return { pod, namespace, container, source, line: last.line, text: headOf(last.text, 300) };
}

/** A pod by what tells it from others. */
type Named = Pick<Pod, 'name' | 'namespace'>;

/** Findings of containers that end, with what they said; `pods` are all of the input. */
export function withLastWords<F extends Finding>(
  findings: readonly F[],
  words: readonly LastWords[],
  pods: readonly Named[],
): readonly F[] {
  if (words.length === 0) return findings;
  const ofFindings = findings.map(({ facts }) => ({
    name: wordOf(facts, 'name'),
    namespace: wordOf(facts, 'namespace'),
  }));
  const all = [...pods, ...ofFindings];
  return findings.map((finding) => {
    const own = ended.has(finding.name) ? words.filter((one) => isOf(one, finding.facts, all)) : [];
    const told = own.map((one) => ({
      source: one.source,
      line: one.line,
      text: `${logOf(one, finding.facts)}: ${one.text}`,
    }));
    return told.length === 0 ? finding : { ...finding, evidence: [...finding.evidence, ...told] };
  });
}

const wordOf = (facts: Facts, key: string): string => {
  const value = facts[key];
  return typeof value === 'string' ? value : '';
};

/** Of the same pod: a name may be in several namespaces, each of which has its `web-0`. */
function isOf({ pod, namespace = '' }: LastWords, facts: Facts, all: readonly Named[]): boolean {
  if (pod !== wordOf(facts, 'name')) return false;
  const own = wordOf(facts, 'namespace');
  if (namespace !== '' && own !== '') return namespace === own;
  const spaces = new Set(all.filter(({ name }) => name === pod).map((one) => one.namespace));
  spaces.delete('');
  return spaces.size < 2;
}

/** Whose log it is: that of the finding's container, or of another one of the pod. */
const logOf = ({ container }: LastWords, facts: Facts): string =>
  logBeside(container === wordOf(facts, 'container') ? undefined : container);
