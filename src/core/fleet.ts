import { type Check, type CheckStatus, unchecked } from './check.ts';
import type { InputCoverage } from './coverage.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { type Finding, nonEmpty, type Severity } from './finding.ts';
import { objectsOf } from './objects-of.ts';
import { type Report, summarize } from './report.ts';
import { orderByCause } from './root-cause.ts';

/** So many hosts are named in a title or a reason; all of them stand in the facts. */
const namedHosts = 5;
/** Quoted evidence: from this many hosts. */
const quotedHosts = 3;

interface Shared {
  readonly finding: Finding;
  /** Whether every host's title is the same but for its own name. */
  sameTitle: boolean;
  readonly hosts: string[];
  readonly evidence: Finding['evidence'][number][];
}

interface CheckCount {
  readonly lookedAt: string[];
  readonly hosts: Map<CheckStatus, string[]>;
  reason?: string;
}

/** What reports of many hosts come to; it holds one finding a kind, whatever the number of hosts. */
export interface Fleet {
  readonly hosts: string[];
  readonly findings: Map<string, Shared>;
  readonly checks: Map<string, CheckCount>;
  clean: number;
  inputs: { lines: number; understood: number; outside: number };
  latest?: Report;
}

export const noFleet = (): Fleet => ({
  hosts: [],
  findings: new Map(),
  checks: new Map(),
  clean: 0,
  inputs: { lines: 0, understood: 0, outside: 0 },
});

/** Takes the name of the host out, so that the same fault on two hosts is the same text. */
const without = (text: string, host: string): string => (host === '' ? text : text.replaceAll(host, 'HOST'));

/** Adds the report of one host. */
export function addHost(fleet: Fleet, host: string, report: Report): void {
  fleet.hosts.push(host);
  if (report.exitCode === exitCodes.clean) fleet.clean += 1;
  if (fleet.latest === undefined || fleet.latest.generatedAt < report.generatedAt) fleet.latest = report;
  for (const { lines, understood, outside = 0 } of report.inputs) {
    fleet.inputs.lines += lines;
    fleet.inputs.understood += understood;
    fleet.inputs.outside += outside;
  }
  const seen = new Set<string>();
  for (const finding of report.findings) {
    const key = without(JSON.stringify([finding.code, finding.severity, objectsOf(finding)]), host);
    if (seen.has(key)) continue;
    seen.add(key);
    addFinding(fleet, key, finding, host);
  }
  for (const check of report.checks) addCheck(fleet, check, host);
}

function addFinding({ findings }: Fleet, key: string, finding: Finding, host: string): void {
  const [first] = finding.evidence;
  const quoted = { ...first, source: first.source.startsWith(host) ? first.source : `${host}: ${first.source}` };
  const shared = findings.get(key);
  if (shared === undefined) {
    findings.set(key, { finding, sameTitle: true, hosts: [host], evidence: [quoted] });
    return;
  }
  shared.sameTitle &&= without(finding.title, host) === without(shared.finding.title, shared.hosts[0] ?? '');
  shared.hosts.push(host);
  if (shared.evidence.length < quotedHosts) shared.evidence.push(quoted);
}

function addCheck({ checks }: Fleet, { id, status, reason, lookedAt }: Check, host: string): void {
  const count: CheckCount = checks.get(id) ?? { lookedAt: [], hosts: new Map() };
  checks.set(id, count);
  const hosts = count.hosts.get(status) ?? [];
  count.hosts.set(status, hosts);
  if (hosts.at(-1) !== host) hosts.push(host);
  if (status === 'unchecked' && reason !== undefined) count.reason ??= reason;
  for (const one of lookedAt ?? []) if (count.lookedAt.length < namedHosts) count.lookedAt.push(`${host}: ${one}`);
}

/** `web-1, web-2 and 398 more`. */
function named(hosts: readonly string[]): string {
  const more = hosts.length - namedHosts;
  return more > 0 ? `${hosts.slice(0, namedHosts).join(', ')} and ${more} more` : hosts.join(', ');
}

const number = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** One report over all hosts: the fault that most of them share first. Throws where no host was added. */
export function reportOfFleet(fleet: Fleet, failOn: Severity): Report {
  const { latest } = fleet;
  if (latest === undefined) throw new Error('a fleet without a host');
  const shared = [...fleet.findings.values()].toSorted((a, b) => b.hosts.length - a.hosts.length);
  const findings = bySharing(shared.map((one) => ofHosts(one, fleet.hosts.length)));
  const checks = [...fleet.checks].map(([id, count]) => ofChecks(id, count, fleet.hosts.length));
  const summary = summarize(findings, checks);
  const timeZone = { name: 'UTC', provenance: 'derived' } as const;
  const source = `${number(fleet.hosts.length)} hosts`;
  const inputs: InputCoverage[] = [{ source, format: 'saved', encoding: 'utf-8', ...fleet.inputs, timeZone }];
  const cause = findings.find(({ role }) => role !== 'remark');
  return {
    schemaVersion: latest.schemaVersion,
    tool: latest.tool,
    module: latest.module,
    generatedAt: latest.generatedAt,
    inputs,
    verdict:
      cause === undefined
        ? { title: allClear(fleet, summary.unchecked) }
        : { title: cause.title, code: cause.code, name: cause.name, confidence: cause.confidence },
    findings,
    checks,
    data: {
      hosts: fleet.hosts.length,
      clean: fleet.clean,
      shared: shared.map(({ finding: { code, name }, hosts }) => ({ code, name, hosts })),
    },
    summary,
    exitCode: exitCodeOf(summary, failOn),
    views: [],
    files: [],
  };
}

/** Causes by how many hosts have them, each followed by what follows from it. */
function bySharing(findings: readonly Finding[]): readonly Finding[] {
  const ordered = orderByCause(findings);
  const groups: Finding[][] = [];
  for (const finding of ordered) {
    if (finding.role === 'consequence' && groups.length > 0) groups.at(-1)?.push(finding);
    else groups.push([finding]);
  }
  const hosts = ([first]: readonly Finding[]) =>
    first?.role === 'remark' ? 0 : Number(first?.facts['hostCount'] ?? 0);
  return groups.toSorted((a, b) => hosts(b) - hosts(a)).flat();
}

const allClear = ({ hosts }: Fleet, gaps: number): string =>
  gaps > 0
    ? `Nothing wrong in what could be checked on ${number(hosts.length)} hosts; the check is incomplete.`
    : `Nothing wrong found in what was checked on ${number(hosts.length)} hosts.`;

function ofHosts({ finding, sameTitle, hosts, evidence }: Shared, all: number): Finding {
  const [first = ''] = hosts;
  const whose = hosts.length === 1 ? first : `${number(hosts.length)} of ${number(all)} hosts`;
  const many = hosts.length > 1;
  // Its name stands for all, or its title is an example.
  const title =
    many && sameTitle ? finding.title.replaceAll(` on ${first}`, '').replaceAll(first, 'the host') : finding.title;
  const example = sameTitle || !many ? '' : ` (so on ${first}; the others alike)`;
  return {
    ...finding,
    title: `${whose}: ${title.replace(/\.$/, '')}${example}.`,
    facts: { ...finding.facts, hostCount: hosts.length, hosts },
    evidence: nonEmpty(evidence),
    // A script is for one host: it comes from that host's own file.
    fixes: [],
    next: [...(many ? [`The hosts: ${named(hosts)}. What follows is for ${first}:`] : []), ...finding.next],
  };
}

function ofChecks(id: string, { hosts, reason = '', lookedAt }: CheckCount, all: number): Check {
  const of = (status: CheckStatus) => hosts.get(status) ?? [];
  const on = (status: CheckStatus) => `on ${number(of(status).length)} of ${number(all)} hosts (${named(of(status))})`;
  if (of('finding').length > 0) return { id, status: 'finding' };
  if (of('unchecked').length > 0) return unchecked(id, `${on('unchecked')}: ${reason}`);
  if (of('suppressed').length > 0) return { id, status: 'suppressed', reason: on('suppressed') };
  if (of('pass').length > 0) return { id, status: 'pass', lookedAt };
  return { id, status: 'skipped', reason: on('skipped') };
}
