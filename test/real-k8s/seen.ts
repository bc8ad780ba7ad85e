import { readFileSync } from 'node:fs';
import { runCli } from '../support/run-cli.ts';
import { kubeconfig, kubectl } from './control-plane.ts';

/** A root that a report names. */
export interface Root {
  readonly name: string;
  readonly severity: string;
  readonly confidence: string;
  /** Name, arrow and who has to act. */
  readonly text: string;
  readonly fixes: readonly {
    readonly id: string;
    readonly apply: string;
    readonly verify: string;
    readonly rollback: string;
  }[];
}

interface Told {
  readonly name: string;
  readonly severity: string;
  readonly confidence: string;
  readonly role: string;
  readonly consequenceOf?: string;
  readonly facts: { readonly arrow?: number; readonly owner?: string };
  readonly fixes: Root['fixes'];
}

/** The causes of a report that are nobody's consequence. */
export async function rootsOf(module: string, words: readonly string[], stdin?: string): Promise<readonly Root[]> {
  const now = new Date().toISOString();
  const { stdout, stderr } = await runCli([module, ...words, '--format', 'json', '--no-redact'], {
    now,
    ...(stdin === undefined ? {} : { stdin }),
  });
  const { findings, error } = JSON.parse(stdout) as { findings?: readonly Told[]; error?: { message: string } };
  if (findings === undefined) throw new Error(`${module} ${words.join(' ')}: ${error?.message ?? stderr}`);
  return findings
    .filter(({ role, consequenceOf }) => role === 'cause' && consequenceOf === undefined)
    .map(({ name, severity, confidence, facts, fixes }) => ({
      name,
      severity,
      confidence,
      text: `${name} ${facts.arrow ?? ''} ${facts.owner ?? ''}`.trim(),
      fixes,
    }));
}

export const live = ['--live', '--kubeconfig', kubeconfig];

/** What `diag collect k8s-objects` asks kubectl for. */
const kinds = /^kubectl get (\S+)/m.exec(
  readFileSync(new URL('../../src/collectors/k8s-objects/collect.sh', import.meta.url), 'utf8'),
)?.[1];

export const dump = (format: string, ...where: string[]): Promise<string> =>
  kubectl('get', kinds ?? '', ...(where.length === 0 ? ['-A'] : where), '-o', format);

/** The same for people: pages, tables, events. */
export async function pages(ns: string): Promise<string> {
  const commands = [
    ['describe', 'deployments,replicasets,statefulsets,daemonsets,jobs,pods', '-n', ns],
    ['describe', 'nodes'],
    ['get', 'pods', '-o', 'wide', '-n', ns],
    ['get', 'events', '-n', ns],
  ];
  const told: string[] = [];
  for (const words of commands) told.push(`$ kubectl ${words.join(' ')}\n${await kubectl(...words)}`);
  return told.join('\n');
}
