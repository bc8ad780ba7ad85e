import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { makeHostFolder } from '../../../test/support/host-folder.ts';
import { runCli } from '../../../test/support/run-cli.ts';

let root = '';
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mount = '/var/lib/kubelet/pods/6c0d/volumes/kubernetes.io~configmap/kube-proxy/config.conf';
const config = (...lines: string[]) => ['kind: KubeProxyConfiguration', ...lines, ''].join('\n');

async function urls(command: string, files: Readonly<Record<string, string>> = {}) {
  root = makeHostFolder({
    '/var/lib/kubelet/config.yaml': '',
    '/proc/7/cmdline': command.replaceAll(' ', '\0'),
    ...files,
  });
  const { stdout } = await runCli(['k8s-health', '--root', root, '--deadline=300ms', '--format=json']);
  const { data } = JSON.parse(stdout) as { data: { hosts: { components: { component: string; url: string }[] }[] } };
  return data.hosts[0]?.components.filter(({ component }) => component === 'kube-proxy').map(({ url }) => url);
}

test.each([
  ['the ConfigMap that the kubelet mounted', { [mount]: config('healthzBindAddress: 127.0.0.1:11256') }, ['11256']],
  [
    'both addresses',
    { [mount]: config('healthzBindAddress: "0.0.0.0:11256"', 'metricsBindAddress: 127.0.0.1:11249') },
    ['11256', '11249'],
  ],
  ['an address without a port', { [mount]: config('healthzBindAddress: 127.0.0.1') }, ['10256']],
])('%s says where it listens', async (_, files, ports) => {
  const found = await urls('kube-proxy --config=/var/lib/kube-proxy/config.conf', files as Record<string, string>);
  expect(found).toEqual(ports.map((port) => `http://127.0.0.1:${port}`));
});

test('a file of the host is read where its process runs without a pod', async () => {
  const files = { '/etc/kube-proxy.yaml': config('healthzBindAddress: "[::1]:12256"') };
  expect(await urls('kube-proxy --config=/etc/kube-proxy.yaml', files)).toEqual(['http://[::1]:12256']);
});

test('a pod whose kube-proxy does not run says where it should listen', async () => {
  expect(await urls('init', { [mount]: config('healthzBindAddress: ":14256"') })).toEqual(['http://127.0.0.1:14256']);
});

test('flags count without a file, and with one they do not', async () => {
  const flag = '--healthz-bind-address=127.0.0.1:13256';
  expect(await urls(`kube-proxy ${flag}`)).toEqual(['http://127.0.0.1:13256']);
  rmSync(root, { recursive: true });
  const files = { [mount]: config() };
  expect(await urls(`kube-proxy --config=/x/config.conf ${flag}`, files)).toEqual(['http://127.0.0.1:10256']);
});
