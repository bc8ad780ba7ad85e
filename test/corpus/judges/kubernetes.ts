import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../support/run-cli.ts';
import type { CorpusEntry, Judge, Judgment } from '../judge.ts';

/** What the collector's words mean as names of findings; the first pattern that fits counts. */
const wanted: readonly { readonly says: RegExp; readonly names: RegExp }[] = [
  { says: /TABS|invalid YAML/, names: /^manifest-yaml-invalid$/ },
  { says: /NOSPACE/, names: /^etcd-nospace$/ },
  { says: /slow disk|storage latency|heartbeat/, names: /^etcd-slow-disk$/ },
  // A time-out alone names no cause: it is reported as what it says.
  { says: /DeadlineExceeded|time out on etcd/, names: /^(?:etcd-|reported-fault$)/ },
  { says: /swap is on/, names: /^kubelet-swap$/ },
  { says: /cgroup driver|driver value/, names: /^kubelet-cgroup-driver$/ },
  { says: /subnet\.env|flannel daemon not up/, names: /^cni-flannel-subnet$/ },
  { says: /CNI binar/, names: /^cni-plugin-missing$/ },
  { says: /no usable file in \S*net\.d/, names: /^cni-/ },
  { says: /IP SAN|no SAN/, names: /^cert-san-missing$/ },
  { says: /extendedKeyUsage|serverAuth/, names: /^cert-eku-wrong$/ },
  { says: /CA of another|CA in the kubeconfig/, names: /^(?:kubeconfig-stale-cluster|cert-unknown-ca)$/ },
  { says: /certificates? expired/, names: /^c(?:a|ert)-expired$/ },
  { says: /context that does not exist/, names: /^kubeconfig-context-missing$/ },
  {
    says: /no kubeconfig in use|cluster (?:name )?that|current-context missing|without server|preferences only/,
    names: /^kubeconfig-(?:none|context-missing)$/,
  },
  { says: /without credentials|user not defined/, names: /^kubeconfig-no-user$/ },
  { says: /base64/, names: /^kubeconfig-(?:bad-b64|bad-yaml)$/ },
  { says: /invalid command-line flag/, names: /^kubelet-unknown-flag$/ },
  { says: /bound to 127\.0\.0\.1 only/, names: /^(?:kubeconfig-refused|manifest-)/ },
];

/** Nothing is broken, in the collector's words. */
const clean =
  /^valid|\/valid|healthy|normal RBAC|is expected|connection and TLS fine|lacks RBAC|shows only start-up|insecure-skip/;

interface Report {
  readonly verdict?: { readonly title: string };
  readonly findings?: readonly { readonly name: string; readonly severity: string }[];
  readonly error?: { readonly code: string; readonly message: string };
}

async function diagnose(path: string): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), 'diag-corpus-'));
  try {
    const { stdout } = await runCli(['k8s-paths', '--root', root, '--format', 'json'], {
      stdin: await readFile(path),
      now: new Date().toISOString(),
    });
    return JSON.parse(stdout) as Report;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function verdict(
  { diagnosis, kind }: CorpusEntry,
  { findings = [], error, verdict: said }: Report,
): boolean | undefined {
  const names = findings.map(({ name }) => name);
  const rule = wanted.find(({ says }) => says.test(diagnosis));
  if (clean.test(diagnosis) && !/\binvalid\b/.test(diagnosis))
    return !findings.some(({ severity }) => severity === 'critical');
  if (rule !== undefined) return names.some((name) => rule.names.test(name));
  if (kind.endsWith('-json')) return error === undefined && said !== undefined;
  return undefined;
}

/** Logs, errors, events and configuration files of Kubernetes nodes, given to k8s-paths as a text. */
export const kubernetesJudge: Judge = {
  name: 'k8s-paths',
  knows: ({ kind }) => kind.startsWith('k8s-') && !kind.startsWith('k8s-health'),
  async judge(entry): Promise<readonly Judgment[]> {
    const report = await diagnose(entry.path);
    const names = (report.findings ?? []).map(({ name }) => name).join(', ');
    const said = `${report.verdict?.title ?? report.error?.message ?? 'nothing'}${names === '' ? '' : ` [${names}]`}`;
    return [{ right: verdict(entry, report), where: entry.file, wanted: entry.diagnosis, said }];
  },
};
