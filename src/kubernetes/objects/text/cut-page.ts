import { conditionRow } from '../../tables/rows.ts';

/** Fields of a container on a page of `kubectl describe pod`, and those of one of its states. */
const ofContainer =
  /^(?:Container ID|Image|Image ID|Ports?|Host Ports?|Command|Args|State|Last State|Ready|Restart Count|Limits|Requests|Liveness|Readiness|Startup|Environment|Mounts):/;
const ofState = /^(?:Reason|Message|Exit Code|Signal|Started|Finished):/;

const state = /^\s*(?:Last )?State:\s+(?:Waiting|Running|Terminated)\s*$/;
const beside = /^\s*(?:Reason|Exit Code|Restart Count|Ready):\s+\S/;
const status = /^Status:\s+(?:Pending|Running|Failed|Succeeded)\s*$/;
const besideStatus = /^(?:Reason|Message|IP|IPs|Node|Controlled By|Start Time|QoS Class):/;

/** Whether lines are of a page of a pod whose head, with its name, was not pasted. */
export const isCutPage = (lines: readonly string[]): boolean => {
  const has = (pattern: RegExp): boolean => lines.some((line) => pattern.test(line));
  return (has(state) && has(beside)) || (has(status) && has(besideStatus));
};

/** Headings at the beginning of a line of such a page. */
const heading =
  /^(?:Namespace|Priority|Service Account|Node|Start Time|Labels|Annotations|Status|Reason|Message|IPs?|Controlled By|Controllers|(?:Init )?Containers|Conditions|Readiness Gates|Volumes|QoS Class|Node-Selectors|Tolerations|Events):/;

/** Whether a line is of such a page, beside which prose may stand. */
export const isOfCutPage = (line: string): boolean => /^\s/.test(line) || heading.test(line);

/** Conditions that only a node has. */
const ofNode = /^(?:Memory|Disk|PID)Pressure$|^OutOfDisk$|^NetworkUnavailable$/;

/** Whether lines are of a page of a node whose head, with its name, was not pasted: two of its conditions with their times. */
export const isCutNode = (lines: readonly string[]): boolean =>
  lines.filter((line) => ofNode.test(conditionRow(line)?.type ?? '')).length > 1;

/** Such lines with the indentation that the whole page has: a container's fields by 4 blanks, those of its state by 6. */
export function indentedPage(lines: readonly string[]): readonly string[] {
  // Beside the headings the lines are as they were printed.
  if (lines.some((line) => /^(?:Init )?Containers:/.test(line))) return lines;
  let isIn = false;
  return lines.map((line) => {
    const text = line.trim();
    if (ofContainer.test(text)) {
      isIn = /^(?:Last )?State:/.test(text);
      return `    ${text}`;
    }
    if (ofState.test(text) && isIn) return `      ${text}`;
    if (text !== '') isIn = false;
    return line;
  });
}
