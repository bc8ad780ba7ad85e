import { readFile } from 'node:fs/promises';
import { runCli } from '../../support/run-cli.ts';
import type { CorpusEntry, Judge, Judgment } from '../judge.ts';

/** Classes that are right for a diagnosis; `throttle` stands for the five kinds of it, `` for no failure at all. */
const expectations: readonly (readonly [diagnosis: RegExp, classes: readonly string[]])[] = [
  [
    /^THROTTLE|^QUOTA|^(?:\w+ ){0,3}listener max_connections|RECIPIENT receives mail too fast|mixed Postfix/i,
    ['throttle'],
  ],
  [/^LIMIT: too many recipients/, ['throttle', 'size', 'policy']],
  [/^GREYLIST|^POSTSCREEN|inbound greylisting/, ['greylist']],
  [/^NOT SMTP|^no mail problem|^OK\b|^no error|greeting \(not throttling\)/i, ['']],
  [/^informational/, ['', 'server-fault', 'network', 'tls']],
  [/^RECIPIENT: filtered/, ['recipient', 'policy']],
  [/^RECIPIENT/, ['recipient']],
  [/^MAILBOX\/DOMAIN/, ['recipient', 'size', 'config']],
  [/^AUTH\/TLS/, ['auth', 'tls', 'policy']],
  [/^AUTH|auth (?:failed|required)/, ['auth']],
  [/^PERMISSION/, ['auth', 'policy']],
  [/^SENDER/, ['config', 'policy', 'auth', 'reputation']],
  [/^RELAY/, ['config', 'policy']],
  [/^BLOCKED/, ['reputation', 'policy', 'server-fault']],
  [/^POLICY/, ['policy', 'content', 'reputation']],
  [/^CONTENT/, ['content', 'policy']],
  [/^SIZE/, ['size', 'content']],
  [/^DNS/, ['dns-routing', 'network']],
  [/^NETWORK/, ['network', 'dns-routing']],
  [/^TIMEOUT/, ['network', 'expired']],
  [/^TLS$/, ['', 'tls']],
  [/^TLS/, ['tls', 'network']],
  [/^REMOTE/, ['server-fault', 'dns-routing', 'recipient']],
  [/^PROTOCOL/, ['config', 'content']],
  [/^DEFERRED/, ['server-fault', 'greylist', 'network', 'throttle']],
];

/** SMTP samples: right where one class fits and, unless it is about throttling, nothing is called throttling. */
export const smtpJudge: Judge = {
  name: 'smtp-throttle',
  knows: ({ kind, file }) => /^smtp-|^mail-log$/.test(kind) && !/\.toml$/.test(file),
  judge: (entry) => (entry.kind === 'smtp-pairs-tsv' ? judgeRows(entry) : judgeFile(entry)),
};

async function judgeFile(entry: CorpusEntry): Promise<readonly Judgment[]> {
  const classes = await classesOf([entry.path]);
  return [{ where: entry.file, wanted: entry.diagnosis, said: said(classes), right: fits(entry.diagnosis, classes) }];
}

/** A table of server answers, each run on its own; the columns `text` and, where known, `diagnosis`. */
async function judgeRows(entry: CorpusEntry): Promise<readonly Judgment[]> {
  const [header = '', ...rows] = (await readFile(entry.path, 'utf8')).trimEnd().split('\n');
  const columns = header.split('\t');
  const judgments: Judgment[] = [];
  for (const [i, row] of rows.entries()) {
    const cell = (name: string) => row.split('\t')[columns.indexOf(name)] ?? '';
    const classes = await classesOf(['-'], `${cell('text')}\n`);
    const diagnosis = cell('diagnosis');
    const right = diagnosis === '' ? undefined : fits(diagnosis, classes);
    judgments.push({
      where: `${entry.file}:${i + 2}`,
      wanted: diagnosis === '' ? cell('reason') : diagnosis,
      said: `${said(classes)}  ${cell('text').slice(0, 90)}`,
      right,
    });
  }
  return judgments;
}

/** Failed attempts by class, as the JSON report counts them; none where the input was not recognized. */
async function classesOf(words: readonly string[], stdin?: string): Promise<readonly string[]> {
  const { stdout } = await runCli(
    ['smtp-throttle', ...words, '--format', 'json'],
    stdin === undefined ? {} : { stdin },
  );
  const report = JSON.parse(stdout) as { data?: { classes?: Record<string, number> } };
  return Object.keys(report.data?.classes ?? {}).filter((name) => (report.data?.classes?.[name] ?? 0) > 0);
}

const said = (classes: readonly string[]): string => (classes.length === 0 ? 'no failure' : classes.join(', '));

function fits(diagnosis: string, classes: readonly string[]): boolean | undefined {
  const throttled = classes.some((name) => name.startsWith('throttle-'));
  const wanted = expectations.find(([pattern]) => pattern.test(diagnosis))?.[1];
  if (wanted === undefined) return /throttl/i.test(diagnosis) || /^UNDECIDED/.test(diagnosis) ? !throttled : undefined;
  if (throttled && !wanted.includes('throttle')) return false;
  if (classes.length === 0) return wanted.includes('');
  return wanted.some((name) => (name === 'throttle' ? throttled : classes.includes(name)));
}
