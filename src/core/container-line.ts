import { parsedObject } from './json.ts';

/** A line that a container wrote, out of the file in which its runtime keeps it. */
export interface ContainerLine {
  readonly text: string;
  readonly time: string;
  readonly stream: string;
  /** A part of a line: the next one goes on with it. */
  readonly partial: boolean;
}

/**
 * `2020-11-05T12:26:40.675123456Z stderr F text`; P marks a part, tags may stand behind it. The CRI's log format:
 * kubernetes pkg/kubelet/kuberuntime/logs/logs.go, parseCRILog.
 */
const cri = /^(\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\S{0,40})?(?: (.*))?$/s;

export function criLine(line: string): ContainerLine | undefined {
  const [, time, stream = '', tag, text = ''] = cri.exec(line) ?? [];
  return time === undefined ? undefined : { text, time, stream, partial: tag === 'P' };
}

/** `{"log":"text\n","stream":"stderr","time":"…"}`: moby daemon/logger/jsonfilelog/jsonlog. */
export function dockerLine(line: string): ContainerLine | undefined {
  if (!line.trimStart().startsWith('{"log":"')) return undefined;
  const { log, time, stream } = parsedObject(line) ?? {};
  if (typeof log !== 'string') return undefined;
  return { text: log.trimEnd(), time: String(time), stream: String(stream), partial: false };
}
