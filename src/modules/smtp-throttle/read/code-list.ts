/** What stands before a code in a list: marks of Markdown, HTML, YAML, tables. */
const entry =
  /^[\s|>*#"'`•·–-]{0,12}(?:<\w{2}[^<>]{0,60}>\s{0,4}){0,2}(?:\*\*|`|(?:SMTP|Error|Code|Status|Reply) (?:code )?){0,2}(?:([2-5]\d\d)(?:[ -]#?([245]\.\d{1,3}\.\d{1,3}))?|([245]\.\d{1,3}\.\d{1,3}))(?:-\d{1,3})?(?:(?:[\s*`"')\]|:=,–—-]|<\/)\s{0,8}\S|\s*$)/i;
/** What only a record of a mail has: an address, a host by its number, a time, a reply that was heard. */
const ofMail =
  /[^\s<]@[\w-]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b\d\d:\d\d:\d\d\b|\b(?:said|replied|responded)\b/;
/** A command of the dialogue: then the codes are its replies. */
const command = /^\W{0,8}(?:C: )?(?:EHLO|HELO|MAIL FROM|RCPT TO|DATA|QUIT|STARTTLS|AUTH)\b/;

/** So many codes of failures, each with its meaning, make a list of codes. */
const fewest = 4;
const mostlyAscending = 0.7;

interface Entry {
  readonly line: number;
  readonly key: string;
  /** `550`; empty where a status stands alone. */
  readonly code: string;
  /** `5.7.1` as 5007001; 0 for none. */
  readonly status: number;
}

const rankOf = (status: string): number => status.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);

function entriesOf(lines: readonly string[]): Entry[] {
  return lines.flatMap((text, at) => {
    const [, code = '', status = '', alone = ''] = entry.exec(text.slice(0, 400)) ?? [];
    const key = `${code} ${status}${alone}`.trim();
    return key === '' || ofMail.test(text) ? [] : [{ line: at + 1, key, code, status: rankOf(status || alone || '0') }];
  });
}

/** Whether one does not come before the other, by what both have. */
const follows = (one: Entry, before: Entry): boolean =>
  one.status > 0 && before.status > 0 ? one.status >= before.status : one.code >= before.code;

/**
 * Numbers of the lines of a text, from 1, that list reply codes and what they mean (a manual, a table of a program):
 * codes of several failures in ascending order, each with words, of no mail, between no commands. No mail failed there.
 */
export function codeListLines(lines: readonly string[]): ReadonlySet<number> {
  const entries = entriesOf(lines);
  const failing = new Set(entries.filter(({ key }) => !/^[23]/.test(key)).map(({ key }) => key));
  const ascending = entries.slice(1).filter((one, at) => follows(one, entries[at] as Entry)).length;
  const distinct = new Set(entries.map(({ key }) => key)).size;
  const isList =
    failing.size >= fewest &&
    distinct >= entries.length * mostlyAscending &&
    ascending >= (entries.length - 1) * mostlyAscending &&
    !lines.some((text) => command.test(text));
  const [first, last] = [entries[0], entries.at(-1)];
  if (!isList || first === undefined || last === undefined) return new Set();
  return new Set(
    lines.flatMap((text, at) => {
      const line = at + 1;
      const within = line >= first.line && line <= last.line;
      // What a list says of its last code goes on behind it.
      const behind = line > last.line && lines.slice(last.line, at + 1).every((one) => /^\s+\S/.test(one));
      return (within || behind) && !ofMail.test(text) ? [line] : [];
    }),
  );
}
