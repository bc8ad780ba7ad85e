/** A promise of docs/trust.md: what holds it are tests by file and the beginning of a title. */
export interface Promised {
  readonly promise: string;
  readonly held: readonly (readonly [file: string, title: string])[];
  /** Under what name the tests tell how many cases they tried (`test/support/tried.ts`). */
  readonly tried?: readonly string[];
}

const bash = 'src/core/bash/hostile-places.test.ts';
const folders = 'src/core/bash/hostile-folders.test.ts';
const readers = 'test/fuzz/readers.test.ts';

/** All promises, by the part of diag they are about. `npm run trust` proves them and writes the page. */
export const promises: Readonly<Record<string, readonly Promised[]>> = {
  'Fix scripts': [
    {
      promise: 'A script that runs as root follows no link, hard link or odd name that another user left in its way.',
      held: [
        [bash, 'in a folder that somebody else can write'],
        [folders, 'a folder that others filled'],
        [folders, 'a second name of a file of root is refused, a link is not followed'],
      ],
    },
    {
      promise: 'What is swapped for a link while a script runs, at any of its commands, leads nowhere.',
      held: [
        [bash, 'in a folder that somebody else can write'],
        [bash, 'what root only may read gets into no file of his'],
      ],
    },
    {
      promise: 'A backup is made where nobody else can write, and one that somebody else made is not believed.',
      held: [
        [bash, 'is not made where others can write above it'],
        [bash, 'that somebody else made is not believed'],
      ],
    },
    {
      promise: 'A script that is interrupted puts back what it moved; after SIGKILL, its rollback or next run does.',
      held: [['src/modules/k8s-paths/manifests/restart-pod.test.ts', 'a restart of a static pod']],
    },
    {
      promise: 'Applied twice it does nothing the second time, and rolled back it leaves each byte as it was.',
      held: [['src/core/bash/bash-fix.test.ts', 'is applied, holds, finds nothing to do the second time']],
    },
    {
      promise: 'Any text comes back from bash, PowerShell and SQL as the same text: nothing of a log is a command.',
      held: [['src/core/quote.test.ts', '']],
      tried: ['bash literals', 'words of a command'],
    },
    {
      promise: 'A script is printed as it is written, or, where it holds a secret, not at all.',
      held: [['test/redaction.test.ts', 'a script is printed as it is written, or not at all']],
    },
  ],
  Secrets: [
    {
      promise: 'No shape of a secret is in any format, file or message.',
      held: [['test/trust/secret-outputs.test.ts', 'no shape is in any format, file or message']],
      tried: ['secrets in outputs'],
    },
    {
      promise:
        'Each shape goes inside JSON, XML, YAML, URLs, forms, CSV and logs too, but for those listed in `test/trust/survivors.ts`.',
      held: [['test/trust/wrapped-secrets.test.ts', '']],
      tried: ['secrets in wrappings'],
    },
    {
      promise: 'Collectors mask the same rows before anything leaves the host.',
      held: [['test/trust/collector-masks.test.ts', '']],
    },
    {
      promise: 'A redacted document is a valid document, whatever is in it.',
      held: [['test/redaction.test.ts', 'a redacted document is a document, for any']],
      tried: ['redacted documents'],
    },
    {
      promise: 'An alias cannot be imitated, and redacting twice is redacting once.',
      held: [
        ['src/core/redact.test.ts', 'cannot be imitated'],
        ['src/core/redact.test.ts', 'redacting twice is redacting once'],
      ],
    },
    {
      promise: 'What is no secret stays readable.',
      held: [['test/trust/over-redaction.test.ts', 'what code pages and fixtures quote stays readable']],
      tried: ['files of over-redaction'],
    },
  ],
  'Hostile input': [
    {
      promise:
        'Whatever is read ends in a report or in one line with exit code 2, and nothing in it acts on a terminal.',
      held: [[readers, 'any broken input ends in a report or in one line']],
      tried: ['readers'],
    },
    {
      promise: 'Reading takes time as the input is long, whatever it repeats.',
      held: [
        ['test/trust/scaling.test.ts', ''],
        ['test/hostile-input.test.ts', ''],
      ],
      tried: ['linear readers', 'linear secrets', 'linear rows', 'linear YAML'],
    },
    {
      promise: 'No regular expression takes exponential time, whatever it is tried on: each is analyzed.',
      held: [['test/trust/regexes.test.ts', '']],
      tried: ['regular expressions'],
    },
    {
      promise:
        'A saved run is checked at the door: what is wrong in it ends in one line, and no analysis runs forever.',
      held: [
        ['test/trust/incident-door.test.ts', ''],
        ['test/trust/incident-shapes.test.ts', ''],
      ],
      tried: ['values in saved runs'],
    },
    {
      promise: 'No text of a log is markup in Markdown, by a GitHub-flavored parser.',
      held: [['test/trust/markdown.test.ts', '']],
      tried: ['texts in Markdown'],
    },
    {
      promise: 'A packed file that unpacks to far more than it is, is stopped.',
      held: [['src/input/packing/unpacked.test.ts', '']],
    },
  ],
  'The host': [
    {
      promise: 'A read below `--root` stays there, while folders are swapped for links too.',
      held: [['test/trust/swapped-folders.test.ts', 'nothing that is swapped for a link']],
      tried: ['reads while folders are swapped'],
    },
    {
      promise: 'Settings are a regular file of root or of the user, bounded; anything else is refused at once.',
      held: [['test/trust/settings-file.test.ts', '']],
    },
    {
      promise: 'A kubeconfig that is garbage or carries a password gives exit 3 and its reason, and nothing is probed.',
      held: [['test/trust/kubeconfig.test.ts', '']],
    },
    {
      promise: 'No option writes over an input, or over a file that diag did not write.',
      held: [['test/outputs.test.ts', '']],
    },
    {
      promise: 'A full disk, a closed stream or a signal ends a run with one line and the right exit code.',
      held: [
        ['test/exit-paths.test.ts', ''],
        ['test/trust/faults.test.ts', ''],
      ],
    },
  ],
  'What is shipped': [
    {
      promise: 'Each package is pinned by its content, comes from the registry, and is shipped with its license.',
      held: [['test/trust/supply-chain.test.ts', '']],
    },
  ],
};
