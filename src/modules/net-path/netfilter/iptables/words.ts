export interface Word {
  readonly text: string;
  /** It stood in quotes, so it is no option even with a dash in front. */
  readonly quoted: boolean;
}

/**
 * The words of a line as iptables-save quotes them: `"a \"b\""`, with a backslash before quotes and backslashes
 * (iptables xshared.c, xtables_save_string).
 * Linear: one pass, no backtracking.
 */
export function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ' || line[at] === '\t') {
      at += 1;
      continue;
    }
    const quote = line[at] === '"' || line[at] === "'" ? line[at] : undefined;
    const { text, end } = quote === undefined ? bare(line, at) : quotedFrom(line, at + 1, quote);
    words.push({ text, quoted: quote !== undefined });
    at = end;
  }
  return words;
}

function bare(line: string, start: number): { text: string; end: number } {
  let end = start;
  while (end < line.length && line[end] !== ' ' && line[end] !== '\t') end += 1;
  return { text: line.slice(start, end), end };
}

function quotedFrom(line: string, start: number, quote: string | undefined): { text: string; end: number } {
  let text = '';
  let at = start;
  while (at < line.length && line[at] !== quote) {
    if (line[at] === '\\' && quote === '"' && at + 1 < line.length) at += 1;
    text += line[at];
    at += 1;
  }
  return { text, end: at + 1 };
}
