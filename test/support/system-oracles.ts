import { execFileSync } from 'node:child_process';

/** An event log as evtxexport (libevtx) prints it. It writes what it can of damaged logs and then fails. */
export function evtxExportXml(path: string): string {
  return run('evtxexport', ['-f', 'xml', path]);
}

/** Event ids in the order of the file, by python3-evtx, a module of Debian's own Python. */
export function pythonEvtxIds(path: string): number[] {
  const program = `
import re, sys
import Evtx.Evtx as evtx
with evtx.Evtx(sys.argv[1]) as log:
    for record in log.records():
        print(re.search(r'<EventID[^>]*>(\\d+)', record.xml()).group(1))
`;
  return run('/usr/bin/python3', ['-c', program, path])
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);
}

function run(command: string, words: readonly string[]): string {
  try {
    return execFileSync(command, words, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    const stdout = (error as { stdout?: unknown }).stdout;
    if (typeof stdout === 'string') return stdout;
    throw error;
  }
}
