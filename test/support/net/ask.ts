import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixScript } from '../../../src/core/fix-script.ts';
import { runCli } from '../run-cli.ts';
import type { Lab } from './lab.ts';
import { captureOf } from './lab-capture.ts';

/** What the tests look at of a report. */
export interface NetReport {
  readonly findings: readonly {
    readonly code: string;
    readonly name: string;
    readonly consequenceOf?: string;
    readonly fixes: readonly FixScript[];
  }[];
  readonly data: { readonly path: { readonly verdict: string; readonly branches: readonly unknown[] } };
}

/** Asks diag for a flow of a lab (`%p1 10.0.0.1:80`), by a stream of its namespaces as the collector makes it. */
export function askDiag(lab: Lab, namespaces: readonly string[], flow: readonly string[]): Promise<NetReport> {
  const words = flow.map((word) => word.replace(/%(\w+)/g, (_, short: string) => lab.name(short)));
  const family = /^[\d.]+(?::\d+)?$/.test(words[1] ?? '') ? 4 : 'both';
  return askCapture(captureOf(namespaces.map(lab.name), family), words);
}

/** Asks for a flow, FROM and TO and options, with a stream. */
export async function askCapture(stream: string, flow: readonly string[]): Promise<NetReport> {
  const [from = '', to = '', ...options] = flow;
  const folder = mkdtempSync(join(tmpdir(), 'diag-net-'));
  try {
    const file = join(folder, 'lab.capture');
    writeFileSync(file, stream);
    return reportOf(await runCli(['net-path', from, to, file, ...options, '--format', 'json']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Hands in what tools said at a terminal. */
export const askSession = async (text: string): Promise<NetReport> =>
  reportOf(await runCli(['net-path', '-', '--format', 'json'], { stdin: text }));

/** The same of the running machine. */
export async function askLive(lab: Lab, flow: readonly string[]): Promise<NetReport> {
  const words = flow.map((word) => word.replace(/%(\w+)/g, (_, short: string) => lab.name(short)));
  return reportOf(await runCli(['net-path', ...words, '--format', 'json']));
}

function reportOf({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): NetReport {
  const report = JSON.parse(stdout === '' ? '{}' : stdout) as Partial<NetReport>;
  if (report.findings === undefined || report.data === undefined) throw new Error(stderr);
  return { findings: report.findings, data: report.data };
}
