/**
 * `Error from server (Forbidden): nodes is forbidden: User "dev" cannot list resource "nodes" in API group "" at the cluster scope`,
 * `error: the server doesn't have a resource type "csinodes"`, `nodes is forbidden: User …` (troubleshoot's *-errors.json).
 */
const rows: readonly RegExp[] = [
  /^(?:Error from server \(Forbidden\): )?([a-z][a-z0-9.-]{1,80}) (?:"[^"]{1,253}" )?is forbidden: User /,
  /^error: the server doesn't have a resource type "([a-z0-9.-]{1,80})"/,
];

/** The resource that kubectl was refused, where a line says so. */
export function readRefusal(line: string): string | undefined {
  for (const row of rows) {
    const what = row.exec(line)?.[1];
    if (what !== undefined) return what.split('.', 1)[0];
  }
  return undefined;
}
