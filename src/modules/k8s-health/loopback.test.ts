import { rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { kubeconfigText, makeHostFolder } from '../../../test/support/host-folder.ts';
import { runCli } from '../../../test/support/run-cli.ts';

let root = '';
let mute: Server | undefined;
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  mute?.close();
});

/** A port that was just free: nothing listens on it. */
let closed = 0;
beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closed = (server.address() as AddressInfo).port;
  await new Promise((resolve) => server.close(resolve));
});

/** A server that accepts and never answers, as a tunnel whose other end is gone. */
async function silentPort(): Promise<number> {
  mute = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => mute?.once('listening', resolve));
  return (mute.address() as AddressInfo).port;
}

interface Report {
  readonly findings: readonly {
    readonly name: string;
    readonly confidence: string;
    readonly next: readonly string[];
  }[];
  readonly checks: readonly { readonly id: string; readonly status: string; readonly reason?: string }[];
  readonly data: { readonly hosts: readonly { readonly place: { readonly loopback?: string } }[] };
  readonly exitCode: number;
}

async function look(files: Readonly<Record<string, string>>, ...words: string[]): Promise<Report> {
  root = makeHostFolder(files);
  const { stdout } = await runCli(['k8s-health', '--root', root, '--deadline=300ms', '--format=json', ...words]);
  return JSON.parse(stdout) as Report;
}

const here = (port: number) => `--endpoint=apiserver=https://127.0.0.1:${port}`;
const container = { '/.dockerenv': '' };
const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const node = {
  [manifest]: JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-apiserver' },
    spec: { containers: [{ name: 'kube-apiserver', image: 'x', command: ['kube-apiserver'] }] },
  }),
};
const devices = (...names: string[]) => ['Inter-|', ' face |', ...names.map((name) => `  ${name}: 0 0`), ''].join('\n');

test('a closed port in a plain container is no fault: it is unchecked, with what to do', async () => {
  const { findings, checks, exitCode } = await look(container, here(closed));
  expect(findings).toEqual([]);
  expect(exitCode).toBe(3);
  expect(checks.find(({ id }) => id === 'apiserver-health')).toMatchObject({
    status: 'unchecked',
    reason: expect.stringContaining('127.0.0.1 is this container only; nothing listens there'),
    command: `diag k8s-health --endpoint apiserver=https://NODE:${closed}`,
  });
});

test('a kubeconfig of loopback in a container leads nowhere, and says so', async () => {
  const files = { ...container, '/root/.kube/config': kubeconfigText(`https://127.0.0.1:${closed}`) };
  const { findings, data } = await look(files);
  expect(findings).toEqual([]);
  expect(data.hosts[0]?.place.loopback).toBe('container');
});

test('on a laptop a closed port is possible trouble of a tunnel or of a local cluster', async () => {
  const { findings } = await look({ '/root/.kube/config': kubeconfigText(`https://127.0.0.1:${closed}`) });
  expect(findings).toMatchObject([{ name: 'apiserver-down', confidence: 'possible' }]);
});

test('a container on the network of the node sees the port of the node', async () => {
  const files = { ...container, '/proc/net/dev': devices('lo', 'eth0', 'docker0') };
  const { findings } = await look(files, here(closed));
  expect(findings).toMatchObject([{ name: 'apiserver-down' }]);
});

test('files of a node with the network of another say nothing about its closed ports', async () => {
  const shown = await look({ ...node, '/proc/1/net/dev': devices('lo', 'ens3', 'kube-ipvs0') }, here(closed));
  expect(shown.findings.filter(({ name }) => name === 'apiserver-down')).toEqual([]);
  expect(shown.data.hosts[0]?.place.loopback).toBe('container');
});

test('on the node itself a closed port is proven', async () => {
  const { findings } = await look(node, here(closed));
  expect(findings.find(({ name }) => name === 'apiserver-down')).toMatchObject({ confidence: 'proven' });
});

test('who says that this is the control plane is believed', async () => {
  const { findings } = await look(container, here(closed), '--as=control-plane');
  expect(findings.find(({ name }) => name === 'apiserver-down')).toMatchObject({ confidence: 'proven' });
});

test('what accepts in a container and never answers is told, and not proven', async () => {
  const { findings } = await look(container, here(await silentPort()));
  expect(findings).toMatchObject([{ name: 'apiserver-no-answer', confidence: 'likely' }]);
});
