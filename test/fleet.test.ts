import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const recording = (name: string) => fileURLToPath(new URL(`../fixtures/k8s-health/${name}.txt`, import.meta.url));

/** What each host's `diag observe` prints: recordings of a real node, under other names. */
async function observed(name: string, host: string): Promise<string> {
  const { stdout, exitCode } = await runCli(['observe', 'k8s-health', recording(name)]);
  expect(exitCode).toBe(0);
  expect(stdout.endsWith('}\n')).toBe(true);
  expect(stdout.trimEnd()).not.toContain('\n');
  return stdout.replaceAll(JSON.parse(stdout).observations.nodes[0].host, host);
}

let folder = '';
let hosts: readonly string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diag-fleet-'));
  const kinds = [...Array(5).fill('healthy'), ...Array(4).fill('etcd-stop'), 'kubelet-stop', 'kubelet-stop'];
  hosts = await Promise.all(kinds.map((kind, i) => observed(kind, `node-${String.fromCharCode(97 + i)}`)));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Report {
  readonly verdict: { readonly title: string; readonly code: string };
  readonly data: { readonly hosts: number; readonly clean: number };
  readonly findings: readonly { readonly code: string; readonly facts: { readonly hosts: readonly string[] } }[];
  readonly exitCode: number;
}
const replayed = async (words: readonly string[], stdin?: string): Promise<Report> =>
  JSON.parse((await runCli(['replay', ...words, '--format', 'json'], stdin === undefined ? {} : { stdin })).stdout);

test('the fault that most hosts share comes first, with their names', async () => {
  const report = await replayed(['-'], hosts.join(''));
  expect(report.verdict).toMatchObject({
    code: 'K8S101',
    title: expect.stringMatching(/^4 of 11 hosts: etcd is down/),
  });
  expect(report.findings[0]?.facts.hosts).toEqual(['node-f', 'node-g', 'node-h', 'node-i']);
  const kubelet = report.findings.find(({ code }) => code === 'K8S130');
  expect(kubelet?.facts.hosts).toEqual(['node-j', 'node-k']);
  expect(report.data).toMatchObject({ hosts: 11, clean: 5 });
  expect(report.exitCode).toBe(1);
});

test('files and a stream are the same', async () => {
  const files = hosts.map((text, i) => {
    const path = join(folder, `${i}.json`);
    // Somebody's editor, or a tool between, laid it out anew.
    writeFileSync(path, i === 0 ? JSON.stringify(JSON.parse(text), null, 2) : text);
    return path;
  });
  const { findings } = await replayed(files);
  expect(findings).toEqual((await replayed(['-'], hosts.join(''))).findings);
});

test('up to seven hosts are one control plane, as before', async () => {
  const report = await replayed(['-'], hosts.slice(3, 9).join(''));
  expect(report.verdict.title).not.toMatch(/ of 6 hosts/);
});

test('of a thousand hosts the ones that share a fault are named first', async () => {
  const [healthy = '', down = ''] = [hosts[0], hosts[5]];
  const many = Array.from({ length: 1000 }, (_, i) =>
    (i % 25 === 0 ? down : healthy).replaceAll(i % 25 === 0 ? 'node-f' : 'node-a', `host-${i}`),
  );
  const report = await replayed(['-'], many.join(''));
  expect(report.verdict.title).toMatch(/^40 of 1,000 hosts: etcd is down/);
  expect(report.findings[0]?.facts.hosts).toHaveLength(40);
  expect(report.findings[0]?.facts.hosts.slice(0, 3)).toEqual(['host-0', 'host-25', 'host-50']);
  expect(report.data).toMatchObject({ hosts: 1000, clean: 960 });
});

test('hosts that are well are well', async () => {
  const healthy = hosts.slice(0, 5).flatMap((text, i) => [text, text.replaceAll(/node-[a-e]/g, `other-${i}`)]);
  const { stdout, exitCode } = await runCli(['replay', '-'], { stdin: healthy.join('') });
  expect(stdout).toMatch(/Nothing wrong found in what was checked on 10 hosts/);
  expect(exitCode).toBe(0);
});

test('a line that is no incident names itself', async () => {
  const { stderr, exitCode } = await runCli(['replay', '-'], { stdin: `${hosts[0]}{"incident":"1.0"\n` });
  expect(stderr).toMatch(/^diag: stdin:2: not JSON/);
  expect(exitCode).toBe(2);
});

test('observing needs a module, and an input that can be read', async () => {
  expect((await runCli(['observe', 'nothing'])).stderr).toMatch(/^diag: observe: no module nothing/);
  expect((await runCli(['observe', 'k8s-health', '/nowhere'])).exitCode).toBe(2);
  expect(readFileSync(recording('healthy'), 'utf8')).not.toBe('');
});
