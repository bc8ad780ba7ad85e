import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from '../support/run-cli.ts';

/** What every file of the folder holds, whatever is around it. */
const wanted = '3 of 12 m365-concurrency';

/** Judges the folder `envelopes`: one log as many stores hand it out. Prints what is wrong; returns how many are right and wrong. */
export async function judgeEnvelopes(
  folder: string,
  print: (line: string) => void,
): Promise<{ readonly right: number; readonly wrong: number }> {
  const names = await readdir(join(folder, 'envelopes')).catch(() => []);
  const files = names.filter((name) => !/^(?:README|MANIFEST)/i.test(name));
  let wrong = 0;
  for (const file of files) {
    const { stdout, stderr } = await runCli(['triage', '--format', 'json'], {
      stdin: await readFile(join(folder, 'envelopes', file)),
    });
    const said = saidBy(stdout) ?? stderr.trim();
    if (said === wanted) continue;
    wrong++;
    print(`wrong  envelopes/${file}\n       wanted ${wanted}\n       said   ${said}`);
  }
  const right = files.length - wrong;
  if (files.length > 0) print(`envelopes: ${right} of ${files.length}`);
  return { right, wrong };
}

function saidBy(stdout: string): string | undefined {
  if (stdout === '') return undefined;
  const { verdict } = JSON.parse(stdout) as { verdict?: { title: string; name?: string } };
  return verdict === undefined ? undefined : `${/^\d+ of \d+/.exec(verdict.title)?.[0]} ${verdict.name}`;
}
