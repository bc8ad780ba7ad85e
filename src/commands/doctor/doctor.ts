import { deliver } from '../../cli/deliver.ts';
import type { GlobalOptions } from '../../cli/global-options.ts';
import type { Io } from '../../cli/io.ts';
import { openOutputs } from '../../cli/outputs.ts';
import { settingsPlaces } from '../../cli/settings.ts';
import { showsUnicode, usesColor } from '../../cli/terminal-settings.ts';
import { tool } from '../../cli/version.ts';
import { type Check, notApplicable, passed, unchecked } from '../../core/check.ts';
import { exitCodeOf } from '../../core/exit-code.ts';
import { type Report, schemaVersion, summarize } from '../../core/report.ts';
import type { Cell, TableView, Tone } from '../../core/view.ts';
import { accessTo, findCommand, isElevated } from '../../input/machine.ts';
import { registry } from '../../modules/registry.ts';
import { type Need, needs } from './needs.ts';

/** `diag doctor`: what this machine lets each module check, before there is an incident. */
export async function doctor(globals: GlobalOptions, io: Io): Promise<number> {
  const machine = await describeMachine(globals, io);
  const known = new Set(registry.map(({ id }) => id));
  const wanted = needs.filter(({ module }) => known.has(module));
  const checks: Check[] = [];
  for (const need of wanted) checks.push(await checkNeed(need, io));
  const summary = summarize([], checks);
  const report: Report = {
    schemaVersion,
    tool,
    module: 'doctor',
    generatedAt: io.now().toISOString(),
    inputs: [],
    verdict: { title: verdictOf(checks) },
    findings: [],
    checks,
    data: { machine },
    summary,
    exitCode: exitCodeOf(summary, globals.failOn),
    views: [tableOfMachine(machine), tableOfNeeds(wanted, checks)],
    files: [],
  };
  return deliver(report, [], globals, io, await openOutputs(globals, [], io));
}

async function describeMachine(globals: GlobalOptions, io: Io): Promise<Record<string, string>> {
  const { env, platform, stdin, stdout } = io;
  const places = globals.settings === undefined ? settingsPlaces(io) : [globals.settings];
  const found = await Promise.all(places.map(async (path) => ((await accessTo(path)) === 'usable' ? path : undefined)));
  return {
    system: `${platform}, Node ${process.versions.node}`,
    user: (await isElevated(platform, env['windir'])) ? 'elevated: everything can be read' : 'not elevated',
    'time zone': io.machineZone(),
    locale: env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'not set',
    input: stdin.isTTY === true ? 'terminal' : 'pipe or file',
    output: stdout.isTTY === true ? `terminal of ${stdout.columns ?? 80} columns` : 'pipe or file',
    characters: globals.ascii === true || !showsUnicode(env, platform) ? 'ASCII' : 'Unicode',
    color: usesColor(globals.color, env, stdout) ? 'yes' : 'no',
    settings: found.find((path) => path !== undefined) ?? 'none',
  };
}

const idOf = ({ module, name }: Need): string => `${module} ${name}`;

async function checkNeed(need: Need, { env, platform }: Io): Promise<Check> {
  const id = idOf(need);
  const onWindows = platform === 'win32';
  if ((need.platform === 'win32') !== onWindows) {
    return notApplicable(id, onWindows ? 'not on Windows' : 'on Windows only');
  }
  if (need.sign !== undefined && (await accessTo(need.sign)) === 'absent')
    return notApplicable(id, 'not on this machine');
  const access = need.kind === 'command' ? await findCommand(need.name, env['PATH']) : await accessTo(need.name);
  if (access === 'usable') return passed(id, [need.name]);
  return unchecked(id, `${access === 'denied' ? 'permission denied' : 'not found'}: ${need.gives}`, need.otherwise);
}

function verdictOf(checks: readonly Check[]): string {
  const missing = checks.filter(({ status }) => status === 'unchecked').length;
  if (missing > 0) return `${missing} of the things diag could look at here cannot be used.`;
  return checks.some(({ status }) => status === 'pass')
    ? 'diag can look at everything that is here.'
    : 'Nothing here for diag to look at; it reads files, pipes and what diag collect brings.';
}

const tableOfMachine = (machine: Readonly<Record<string, string>>): TableView => ({
  kind: 'table',
  asked: true,
  id: 'machine',
  title: 'This machine',
  columns: [{ label: 'what' }, { label: 'is' }],
  rows: Object.entries(machine),
});

const tones: Readonly<Record<string, readonly [string, Tone]>> = {
  pass: ['usable', 'good'],
  unchecked: ['not usable', 'bad'],
  skipped: ['not here', 'muted'],
};

function tableOfNeeds(wanted: readonly Need[], checks: readonly Check[]): TableView {
  const rows = wanted.map((need, i): Cell[] => {
    const [text, tone] = tones[checks[i]?.status ?? 'skipped'] ?? ['not here', 'muted'];
    return [need.module, { text, tone }, need.name, need.gives];
  });
  return {
    kind: 'table',
    asked: true,
    id: 'needs',
    title: 'What the modules can look at',
    columns: [{ label: 'module' }, { label: 'state' }, { label: 'what' }, { label: 'for' }],
    rows,
    note: 'Files and pipes can be read everywhere; this is about the host itself.',
  };
}
