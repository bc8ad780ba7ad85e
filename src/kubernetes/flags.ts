/** One command-line flag of a Kubernetes or etcd program. */
export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** Absent for a bare `--flag`. */
  readonly value?: string;
  /** True for a long name behind one dash, which pflag reads as short flags and Go's own flag package takes. */
  readonly oneDash?: true;
  /** Index in the words it was read from. */
  readonly index: number;
}

/**
 * Reads words as pflag does: `--name=value` split at the first `=`, `--name value` where the next word is
 * no flag. A bare Boolean before a positional word is rare in these programs and read as having that value.
 */
export function readFlags(words: readonly string[]): readonly Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const match = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word);
    if (match?.[1] === undefined) continue;
    const next = words[index + 1];
    const isShort = match[1].length > 1 && !word.startsWith('--');
    const flag = { name: match[1], index, ...(isShort ? { oneDash: true as const } : {}) };
    if (match[2] !== undefined) flags.push({ ...flag, value: unquote(match[2]) });
    else if (next !== undefined && !next.startsWith('-')) {
      flags.push({ ...flag, value: next });
      index += 1;
    } else flags.push(flag);
  }
  return flags;
}

/** Quotes survive in args files (MicroK8s) that a shell reads. */
function unquote(value: string): string {
  const match = /^"([^"]*)"$/.exec(value);
  return match?.[1] ?? value;
}

/** The last value of a flag, which is the one in force. */
export const flagValue = (flags: readonly Flag[], name: string): string | undefined =>
  flags.findLast((flag) => flag.name === name)?.value;
