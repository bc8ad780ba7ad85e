import { commandExamples, examples } from './command-examples.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Commands } from './outcome.ts';

/** Adds the sub-commands that are no modules; each is loaded when it runs. */
export function addCommands(commands: Commands): void {
  addRuns(commands);
  addObserve(commands);
  addPages(commands);
  addScripts(commands);
  addServer(commands);
  const { program } = commands;
  for (const command of program.commands) {
    const own = commandExamples[command.name()];
    if (own !== undefined) command.addHelpText('after', examples(own));
  }
}

/** Commands that give a report. */
function addRuns({ program, outcome, io }: Commands): void {
  const globals = () => program.opts<GlobalOptions>();
  program
    .command('triage')
    .summary('find out which modules know an input, and run them')
    .description('Recognize each input, run every module that knows it, and give one verdict over all.')
    .argument('[file...]', 'logs, exports, captures; - for standard input')
    .action(async (files: string[]) => {
      outcome.exitCode = await (await import('../commands/triage.ts')).triage(files, globals(), io);
    });
  program
    .command('replay')
    .summary('analyze what an earlier run saved')
    .description(
      'Analyze files written by --save or diag observe; several of one module are merged into one picture. Of many hosts, it says first which of them share a fault.',
    )
    .argument('<file...>', 'files written by --save, or - for standard input: an incident a line')
    .action(async (files: string[]) => {
      outcome.exitCode = await (await import('../commands/replay.ts')).replay(files, globals(), io);
    });
  program
    .command('diff')
    .summary('what two runs of one module have in common, and what not')
    .description('Compare two reports written with --format json: what is fixed, new, still there.')
    .argument('<before>', 'JSON report of the first run')
    .argument('<after>', 'JSON report of the second run')
    .action(async (before: string, after: string) => {
      outcome.exitCode = await (await import('../commands/diff.ts')).diff(before, after, globals(), io);
    });
  program
    .command('doctor')
    .summary('what this machine lets diag look at')
    .description('Say what of this machine each module can use, before there is an incident.')
    .action(async () => {
      outcome.exitCode = await (await import('../commands/doctor/doctor.ts')).doctor(globals(), io);
    });
}

/** `diag mcp`, whose packages are loaded with it. */
function addServer({ program, outcome, io, run }: Commands): void {
  program
    .command('mcp')
    .summary('answer an assistant, by the Model Context Protocol')
    .description(
      'A Model Context Protocol server on standard input and output: diagnose_text, diagnose_host, explain, list.',
    )
    .action(async () => {
      outcome.exitCode = await (await import('../commands/mcp/mcp.ts')).serve(io, run);
    });
}

/** The words behind `observe` are those of the module: they are not parsed twice. */
function addObserve({ argv, program, outcome, io, run }: Commands): void {
  program
    .command('observe')
    .summary('what a module observes, for diag replay elsewhere')
    .description(
      'Run a module and print what it observed, one line of JSON: what --save writes. Exit code 0 where it could.',
    )
    .argument('<module>', 'module id')
    .argument('[words...]', 'its own words and options')
    .allowUnknownOption()
    .action(async () => {
      const at = argv.indexOf('observe');
      const words = [...argv.slice(at + 1), ...argv.slice(0, at)];
      outcome.exitCode = await (await import('../commands/observe.ts')).observe(words, io, run);
    });
}

/** Commands that look something up. */
function addPages({ program, outcome, io }: Commands): void {
  const globals = () => program.opts<GlobalOptions>();
  program
    .command('list')
    .summary('the modules and their codes')
    .description('List the modules, or the codes of one.')
    .argument('[module]', 'module id')
    .action(async (module?: string) => {
      outcome.exitCode = await (await import('../commands/list.ts')).list(module, globals(), io);
    });
  program
    .command('explain')
    .summary('what a code means, when it is reported, how to fix it')
    .description('Print the page of a code, offline.')
    .argument('<code>', 'IIS101 or interval-drift')
    .action(async (code: string) => {
      outcome.exitCode = await (await import('../commands/explain.ts')).explain(code, globals(), io);
    });
  program
    .command('schema')
    .summary('the JSON schema of the JSON report')
    .description('Print the JSON schema that every --format json document follows.')
    .action(async () => {
      outcome.exitCode = await (await import('../commands/schema.ts')).schema(io);
    });
}

/** Commands that print a script or a page for another program. */
function addScripts({ program, outcome, io, treeOf }: Commands): void {
  program
    .command('collect')
    .summary('a script that collects on a host without diag')
    .description("Print a small read-only collector; its output is the module's input: diag MODULE -")
    .argument('<module>', 'module id')
    .option('--sh', 'for a POSIX shell')
    .option('--ps1', 'for Windows PowerShell 5.1')
    .action(async (module: string, shell: { sh?: boolean; ps1?: boolean }) => {
      outcome.exitCode = await (await import('../commands/collect.ts')).collect(module, shell, io);
    });
  program
    .command('completion')
    .summary('a completion script for a shell')
    .description('Print a completion script: source <(diag completion bash)')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .action(async (shell: string) => {
      outcome.exitCode = await (await import('../commands/completion/completion.ts')).completion(shell, io, treeOf);
    });
  program
    .command('manual')
    .summary('the manual page')
    .description('Print the manual page, as man reads it: diag manual | man -l -')
    .action(async () => {
      outcome.exitCode = await (await import('../commands/manual/manual.ts')).manual(io, treeOf);
    });
}
