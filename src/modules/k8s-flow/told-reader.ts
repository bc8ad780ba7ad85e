import { headOf } from '../../core/safe-text.ts';
import type { MessageKind } from '../../kubernetes/messages/message.ts';
import { findWorkload } from '../../kubernetes/messages/workload-table.ts';
import type { ToldLine } from './model.ts';

/** Lines kept in all. */
const mostLines = 200;
/** Characters of a line that are looked at. */
const longest = 6000;

/** Lines of a text that is read as one message. */
export const mostJoined = 60;

const isWell = (kind: MessageKind): boolean => kind === 'harmless' || kind === 'well';

/** Takes lines of a text that rows know; keeps those that tell of a fault, each text once. */
export function toldReader() {
  const seen = new Set<string>();
  const faults: ToldLine[] = [];
  let known = 0;
  const take = (line: ToldLine): boolean => {
    const text = headOf(line.text.trim(), longest);
    const kind = findWorkload(text, { whole: text })?.message.kind;
    if (kind === undefined) return false;
    known += 1;
    if (!isWell(kind) && !seen.has(text) && faults.length < mostLines) {
      seen.add(text);
      faults.push({ ...line, text });
    }
    return true;
  };
  /** A message that a terminal or YAML broke over lines, where no line tells of a fault by itself. */
  const joined = (lines: readonly ToldLine[]): void => {
    const [first] = lines;
    if (first === undefined || lines.length > mostJoined || faults.length > 0) return;
    const text = lines.map((one) => one.text.trim()).join(' ');
    const found = findWorkload(text, { whole: text });
    if (found === undefined || found.message.catchAll === true || isWell(found.message.kind)) return;
    known += 1;
    // The words before it on its line tell what it is of.
    const at = Math.max(0, found.index - 100);
    faults.push({ ...first, text: text.slice(at, at + longest) });
  };
  return { take, joined, faults: faults as readonly ToldLine[], known: () => known };
}
