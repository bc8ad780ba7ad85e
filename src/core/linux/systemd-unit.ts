import { parse } from 'shell-quote';

/** A unit file with its drop-ins, merged: what matters of starting a program. */
export interface ServiceUnit {
  /** Words of the last ExecStart, variables unexpanded, prefixes (`-`, `@`, `+`) taken off. */
  readonly execStart: readonly string[];
  /** File and 1-based line that ExecStart comes from. */
  readonly execStartAt?: { readonly file: string; readonly line: number };
  readonly environment: Readonly<Record<string, string>>;
  /** EnvironmentFile paths, `-` taken off, in order. */
  readonly environmentFiles: readonly string[];
}

/** A part of a unit: the unit file first, then its drop-ins by name. */
export interface UnitPart {
  readonly file: string;
  readonly text: string;
}

/** Merges as systemd does: an empty assignment resets a list, the last ExecStart counts. */
export function readServiceUnit(parts: readonly UnitPart[]): ServiceUnit {
  const all = parts.flatMap(({ file, text }) => assignments(text).map((one) => ({ ...one, file })));
  const afterReset = (key: string) => {
    const own = all.filter((one) => one.key === key);
    return own.slice(own.findLastIndex(({ value }) => value === '') + 1);
  };
  const start = afterReset('ExecStart').at(-1);
  return {
    execStart: start === undefined ? [] : splitWords(start.value.replace(/^[-@:+!]{1,3}/, '')),
    ...(start === undefined ? {} : { execStartAt: { file: start.file, line: start.line } }),
    environment: Object.assign({}, ...afterReset('Environment').map(({ value }) => variables(splitWords(value)))),
    environmentFiles: afterReset('EnvironmentFile').map(({ value }) => value.replace(/^-/, '')),
  };
}

/** `NAME=value` lines of an EnvironmentFile or of /etc/default; quotes taken off. */
export function readEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { key, value } of assignments(text, false)) {
    values[key.replace(/^export\s+/, '')] = value.replace(/^(["'])([\s\S]*)\1$/, '$2');
  }
  return values;
}

/** Replaces `$NAME` and `${NAME}`: a whole word is split into words, inside a word it is not. */
export function expandWords(words: readonly string[], environment: Readonly<Record<string, string>>): string[] {
  return words.flatMap((word) => {
    const whole = /^\$([A-Za-z_]\w*)$/.exec(word)?.[1];
    if (whole !== undefined) return splitWords(environment[whole] ?? '');
    return [word.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => environment[name] ?? '')];
  });
}

/** Stands for `$` while a text is split, so that variables stay as they are written. */
const dollar = '\ue000';

/** Words as a shell splits them; variables stay unexpanded. */
export function splitWords(text: string): string[] {
  return parse(text.replaceAll('$', dollar)).flatMap((part) => {
    if (typeof part === 'string') return [part.replaceAll(dollar, '$')];
    return 'pattern' in part ? [part.pattern.replaceAll(dollar, '$')] : 'op' in part ? [part.op] : [];
  });
}

const variables = (words: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    words.flatMap((word) => {
      const cut = word.indexOf('=');
      return cut < 1 ? [] : [[word.slice(0, cut), word.slice(cut + 1)]];
    }),
  );

/** `Key=value` lines; a backslash at the end continues a line. */
function assignments(text: string, sections = true): { key: string; value: string; line: number }[] {
  const found: { key: string; value: string; line: number }[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = i + 1;
    let whole = lines[i] ?? '';
    while (whole.endsWith('\\') && i + 1 < lines.length) {
      i += 1;
      whole = `${whole.slice(0, -1)} ${lines[i] ?? ''}`;
    }
    const match = /^\s*([A-Za-z_][\w ]{0,80}?)\s*=\s*(.*?)\s*$/.exec(whole);
    if (match?.[1] === undefined || (sections && /^[#;[]/.test(whole.trim()))) continue;
    found.push({ key: match[1], value: match[2] ?? '', line });
  }
  return found;
}
