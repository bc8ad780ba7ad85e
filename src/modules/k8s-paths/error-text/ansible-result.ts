/** `fatal: [10.10.1.18]: FAILED! => {"msg": "non-zero return code", "stderr": "…"}`. Source: ansible plugins/callback/default.py. */
const failed =
  /^\s{0,8}(?:fatal|failed): \[[^\]]{1,253}\](?: \(item=.{0,200}?\))?: (?:FAILED|UNREACHABLE)! => (\{.{1,100000})$/;

/** The same where its beginning was cut off: the lines of both outputs stand in lists. */
const cutOff = /^.{0,100000}"(?:stderr|stdout)_lines": ?\[/;

/** The lines that a task of Ansible printed, out of the one line of its result; undefined for any other line. */
export function ansibleLines(line: string): string[] | undefined {
  const result = failed.exec(line)?.[1] ?? (cutOff.test(line) ? line : undefined);
  if (result === undefined) return undefined;
  const told = fieldsOf(result).flatMap((text) => text.split(/\r?\n/).filter((one) => one.trim() !== ''));
  return told.length === 0 ? undefined : told;
}

/** What the program said, of a result that may be cut off at its end. */
function fieldsOf(result: string): string[] {
  try {
    const { stdout, stderr, msg } = JSON.parse(result) as Readonly<Record<string, unknown>>;
    return [msg, stdout, stderr].filter((one) => typeof one === 'string');
  } catch {
    return [
      result
        .replace(/(?<!\\)", ?"|"\w{3,20}": ?\[?"/g, '\n')
        .replaceAll('\\n', '\n')
        .replaceAll('\\t', '\t')
        .replaceAll('\\"', '"'),
    ];
  }
}
