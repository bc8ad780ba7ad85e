import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorpusEntry, Judge, Judgment } from './judge.ts';
import { healthJudge } from './judges/health.ts';
import { iisJudge } from './judges/iis.ts';
import { kubernetesJudge } from './judges/kubernetes.ts';
import { smtpJudge } from './judges/smtp.ts';

/** One line a judge; entries of kinds that none knows are counted as not judged. */
const judges: readonly Judge[] = [iisJudge, smtpJudge, kubernetesJudge, healthJudge];

/** Entries of `folder`/MANIFEST.tsv. */
async function entriesOf(folder: string): Promise<readonly CorpusEntry[]> {
  const [header = '', ...rows] = (await readFile(join(folder, 'MANIFEST.tsv'), 'utf8')).trimEnd().split('\n');
  const columns = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    return {
      file: cell('file'),
      path: join(folder, cell('file')),
      kind: cell('kind'),
      diagnosis: cell('diagnosis'),
      notes: cell('notes'),
    };
  });
}

/** Judges a folder; prints right and wrong by kind, and what is wrong. Returns how many are wrong. */
export async function judgeCorpus(folder: string, only: RegExp, print: (line: string) => void): Promise<number> {
  const byKind = new Map<string, Judgment[]>();
  let unknown = 0;
  for (const entry of (await entriesOf(folder)).filter(({ kind, file }) => only.test(`${kind} ${file}`))) {
    const judge = judges.find((one) => one.knows(entry));
    if (judge === undefined) unknown++;
    else byKind.set(entry.kind, [...(byKind.get(entry.kind) ?? []), ...(await judge.judge(entry))]);
  }
  const all = [...byKind.values()].flat();
  for (const { where, wanted, said } of all.filter(({ right }) => right === false)) {
    print(`wrong  ${where}\n       wanted ${wanted}\n       said   ${said}`);
  }
  print(`${'kind'.padEnd(26)}${'right'.padStart(7)}${'wrong'.padStart(7)}${'not judged'.padStart(12)}`);
  for (const [kind, judgments] of byKind) print(row(kind, judgments));
  print(row('all', all));
  if (unknown > 0) print(`${unknown} entries are of kinds that no judge knows`);
  return all.filter(({ right }) => right === false).length;
}

function row(kind: string, judgments: readonly Judgment[]): string {
  const count = (right: boolean | undefined) => String(judgments.filter((one) => one.right === right).length);
  return `${kind.padEnd(26)}${count(true).padStart(7)}${count(false).padStart(7)}${count(undefined).padStart(12)}`;
}
