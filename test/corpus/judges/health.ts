import { readFile } from 'node:fs/promises';
import { runCli } from '../../support/run-cli.ts';
import type { Judge, Judgment } from '../judge.ts';

/** What the collector's words mean; the first pattern that fits counts. */
const wanted: readonly { readonly says: RegExp; readonly right: (report: Report) => boolean }[] = [
  { says: /^NOT the apiserver/, right: ({ error }) => error !== undefined },
  { says: /EXCLUDED/, right: (report) => report.exitCode === 3 && report.findings?.length === 0 },
  { says: /reachable and healthy/, right: ({ findings }) => findings?.length === 0 },
  { says: /cannot reach etcd/, right: (report) => named(report, /^apiserver-etcd-unreachable$/) },
  {
    says: /starting|start-up|bootstrap|hook|informer/,
    right: (report) => named(report, /^apiserver-(?:starting|not-ready|check-failing)/) && report.exitCode !== 2,
  },
];

interface Report {
  readonly findings?: readonly { readonly name: string; readonly severity: string }[];
  readonly verdict?: { readonly title: string };
  readonly error?: { readonly message: string };
  readonly exitCode: number;
}

const named = ({ findings = [] }: Report, name: RegExp) => findings.length === 1 && name.test(findings[0]?.name ?? '');

/** Answers of health endpoints, as people pasted them. */
export const healthJudge: Judge = {
  name: 'k8s-health',
  knows: ({ kind }) => kind.startsWith('k8s-health'),
  async judge({ path, file, diagnosis }): Promise<readonly Judgment[]> {
    const { stdout } = await runCli(['k8s-health', '-', '--format', 'json'], { stdin: await readFile(path) });
    const report = JSON.parse(stdout) as Report;
    const right = wanted.find(({ says }) => says.test(diagnosis))?.right(report);
    const names = (report.findings ?? []).map(({ name }) => name).join(', ');
    const said = `${report.verdict?.title ?? report.error?.message ?? ''} [${names}]`;
    return [{ right, where: file, wanted: diagnosis, said }];
  },
};
