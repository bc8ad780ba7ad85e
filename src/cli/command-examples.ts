/** A command line, and what it does. */
export interface Example {
  readonly command: string;
  readonly does: string;
}

/** Examples for `diag --help`. */
export const firstExamples: readonly Example[] = [
  { command: 'diag', does: 'at a terminal: a menu; paste a log, choose a symptom' },
  { command: 'tail -n 100000 app.log | diag', does: 'what is this log, and what is wrong?' },
  { command: 'sudo diag k8s-health', does: 'one module; each has a --help with examples' },
  { command: 'diag smtp-throttle mail.log --format html --output report.html', does: 'a report to look at or to mail' },
];

/** Examples of the commands that are no modules; each works when copied. */
export const commandExamples: Readonly<Record<string, readonly Example[]>> = {
  triage: [
    { command: 'tail -n 100000 app.log | diag triage', does: 'find out what it is, and what is wrong' },
    { command: 'diag triage System.evtx mail.log', does: 'two files, each read by the modules that know it' },
  ],
  replay: [
    { command: 'diag iis-drift --save incident.json System.evtx', does: 'save what was observed …' },
    { command: 'diag replay incident.json', does: '… and analyze it elsewhere, the same text' },
  ],
  observe: [
    { command: 'diag observe k8s-paths > node-1.json', does: 'on each host …' },
    { command: 'cat node-*.json | diag replay -', does: '… and one report over all: which hosts share a fault?' },
  ],
  diff: [
    { command: 'diag k8s-health --format json --output before.json', does: 'before the fix …' },
    { command: 'diag k8s-health --format json --output after.json', does: '… after it …' },
    { command: 'diag diff before.json after.json', does: '… and what became of each finding' },
  ],
  doctor: [{ command: 'diag doctor --all', does: 'what can be used, and what is not here' }],
  list: [{ command: 'diag list iis-drift', does: 'the codes of a module' }],
  explain: [
    { command: 'diag explain IIS101', does: 'by number' },
    { command: 'diag explain interval-drift', does: 'by name' },
  ],
  help: [{ command: 'diag help exit-codes', does: 'what the exit codes mean' }],
  schema: [{ command: 'diag schema > diag-report-1.json', does: 'for a validator' }],
  manual: [{ command: 'diag manual > diag.1', does: 'the manual page; man -l diag.1 shows it' }],
  completion: [
    { command: 'mkdir -p ~/.local/share/bash-completion/completions && diag completion bash > $_/diag', does: 'bash' },
    { command: 'mkdir -p ~/.zfunc && diag completion zsh > $_/_diag', does: 'zsh, with ~/.zfunc in fpath' },
    { command: 'diag completion fish > ~/.config/fish/completions/diag.fish', does: 'fish' },
    { command: 'diag completion powershell | Out-String | Invoke-Expression', does: 'PowerShell, this session' },
  ],
  collect: [
    { command: 'diag collect k8s-health --sh > collect.sh', does: 'the script for a Kubernetes node' },
    {
      command: "ssh node 'sudo sh -s' < collect.sh | diag k8s-health -",
      does: 'run it there, analyze here; nothing is written on the node',
    },
    {
      command: 'diag collect k8s-paths --sh > collect.sh',
      does: 'the same for the files of the node: diag k8s-paths -',
    },
    { command: 'diag collect iis-drift --ps1 > collect.ps1', does: 'the script for a Windows server' },
  ],
};

/** As a help text shows them. */
export const examples = (list: readonly Example[]): string =>
  `\nExamples:\n${list.map(({ command, does }) => `  ${command}\n      ${does}`).join('\n')}`;
