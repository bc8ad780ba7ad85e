import { workloadFinder } from '../../kubernetes/messages/workload-table.ts';
import type { ToldLine } from './model.ts';

/** Lines kept in all. */
const mostLines = 200;
/** Characters of a line that are looked at. */
const longest = 6000;

/** Takes lines of a text of so many that rows know; keeps those that tell of a fault, each text once. */
export function toldReader(count: number) {
  const find = workloadFinder(count);
  const seen = new Set<string>();
  const faults: ToldLine[] = [];
  let known = 0;
  const take = (line: ToldLine): boolean => {
    const text = line.text.trim().slice(0, longest);
    const kind = find(text, { whole: text })?.message.kind;
    if (kind === undefined) return false;
    known += 1;
    const isFault = kind !== 'harmless' && kind !== 'well';
    if (isFault && !seen.has(text) && faults.length < mostLines) {
      seen.add(text);
      faults.push({ ...line, text });
    }
    return true;
  };
  return { take, faults: faults as readonly ToldLine[], known: () => known };
}
