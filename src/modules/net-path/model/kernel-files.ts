import type { Answer } from '../capture/capture.ts';
import { recordOf } from './json.ts';
import type { Record } from './namespace.ts';

/** A line of a file: `/proc/net/arp:10.0.0.1  0x1  0x2  02:fc:…  *  eth0`, as `grep -s . FILES` prints it. */
export interface FileLine {
  readonly text: string;
  readonly record: Record;
}

export type Files = ReadonlyMap<string, readonly FileLine[]>;

const line = /^(\/(?:proc\/net|sys\/class\/net)\/[^:]{1,80}):(.*)$/;

/** Whether a line is of such a file. */
export const isFileLine = (text: string): boolean => line.test(text);

export function filesOf(answers: readonly Answer[]): Files {
  const files = new Map<string, FileLine[]>();
  for (const answer of answers) {
    for (const [offset, text] of answer.text.split('\n').entries()) {
      const [, path = '', content = ''] = line.exec(text) ?? [];
      if (path === '') continue;
      const file = files.get(path) ?? [];
      file.push({ text: content, record: recordOf(answer, text, offset) });
      files.set(path, file);
    }
  }
  return files;
}
