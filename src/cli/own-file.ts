import { open, stat } from 'node:fs/promises';
import { beginsAsIncident } from '../core/incident.ts';
import { parsedObject } from '../core/json.ts';

/** How much of a file is looked at, at its beginning and at its end. */
const lookedAt = 4096;

/** How the files begin that diag writes: reports as JSON, SARIF, JUnit, HTML, Markdown and for monitoring. */
const beginnings: readonly RegExp[] = [
  // {"schemaVersion": "1.0", "tool": { "name": "diag", "version": "0.1.0" }
  /^\s*\{\s*"schemaVersion":\s*"\d[\s\S]{0,40}"name":\s*"diag"/,
  // {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", … "driver": { "name": "diag"
  /^\s*\{\s*"\$schema":[\s\S]{0,300}"driver":\s*\{\s*"name":\s*"diag"/,
  // <testsuites name="diag" tests="5"
  /^<\?xml[^\n]{0,80}\n<testsuites name="diag"/,
  // <meta name="generator" content="diag 0.1.0">
  /^<!doctype html>[\s\S]{0,800}<meta name="generator" content="diag /,
  // # The title … iis-drift, 2026-03-11T12:00:00.000Z, diag 0.1.0: 1 warning
  /^# [^\n]{0,2000}\n\n[a-z0-9-]{1,40}, \d{4}-\d\d-\d\dT[\d:.]{8,12}Z, diag \d/,
  // IIS-DRIFT WARNING: the title | critical=0;;1;0
  /^[A-Z0-9-]{1,40} (?:OK|WARNING|CRITICAL|UNKNOWN): [^\n]{0,2000} \| critical=\d/,
];

/** `iis-drift: the 29 h interval (IIS101)`: the last line of a report in plain text. */
const lastLine = (modules: readonly string[]): RegExp =>
  new RegExp(`(?:^|\\n)(?:${[...modules, 'triage', 'diff', 'doctor'].join('|')}): [^\\n]{1,400}\\n$`);

/**
 * Whether what stands in a file was written by diag, or is nothing at all: only that may be written over. `content`
 * is what is to be written; lists (JSON Lines, one object a line) are known by the fields of their first line.
 */
export async function isOwnFile(
  path: string,
  content: string | undefined,
  modules: readonly string[],
): Promise<boolean> {
  const { size } = await stat(path);
  if (size === 0) return true;
  const { head, tail } = await endsOf(path, size);
  if (beginsAsIncident(head) || beginnings.some((known) => known.test(head))) return true;
  if (lastLine(modules).test(tail)) return true;
  const fields = fieldsOf(head);
  return fields !== '' && content !== undefined && fields === fieldsOf(content);
}

async function endsOf(path: string, size: number): Promise<{ head: string; tail: string }> {
  const file = await open(path, 'r');
  try {
    const read = async (position: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, position);
      return buffer.toString('utf8', 0, bytesRead);
    };
    return { head: await read(0), tail: await read(Math.max(0, size - lookedAt)) };
  } finally {
    await file.close();
  }
}

/** The names of the fields of a JSON object in the first line; empty where it is none. */
const fieldsOf = (text: string): string => Object.keys(parsedObject(text.split('\n', 1)[0] ?? '') ?? {}).join();
