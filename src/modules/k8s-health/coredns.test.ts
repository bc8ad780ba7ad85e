import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { makeHostFolder } from '../../../test/support/host-folder.ts';
import { runCli } from '../../../test/support/run-cli.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Report {
  readonly findings: readonly { readonly name: string; readonly title: string; readonly severity: string }[];
  readonly checks: readonly { readonly id: string; readonly status: string; readonly reason?: string }[];
  readonly data: {
    readonly hosts: readonly {
      readonly components: readonly { readonly component: string; readonly url: string; readonly state: string }[];
    }[];
  };
}

const worker = { '/var/lib/kubelet/config.yaml': '' };
const routes = (address: string) =>
  `Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 127.0.0.1\n        /32 host LOCAL\n     |-- ${address}\n        /32 host LOCAL\n`;

async function look(files: Readonly<Record<string, string>>): Promise<Report> {
  root = makeHostFolder({ ...worker, ...files });
  const { stdout } = await runCli(['k8s-health', '--root', root, '--deadline=300ms', '--format=json']);
  return JSON.parse(stdout) as Report;
}

const dnsOf = ({ data }: Report) => data.hosts[0]?.components.filter(({ component }) => component === 'coredns');

test('a CoreDNS that runs here is asked at the address of its own network', async () => {
  const report = await look({
    '/proc/77/cmdline': '/coredns\0-conf\0/etc/coredns/Corefile\0',
    // Reserved for documentation (RFC 5737): nothing answers there, and nothing listens.
    '/proc/77/net/fib_trie': routes('192.0.2.200'),
  });
  expect(dnsOf(report)?.map(({ url }) => url)).toEqual(['http://192.0.2.200:8181', 'http://192.0.2.200:8080']);
});

test('one whose address cannot be read is unchecked, with the command', async () => {
  const { checks } = await look({ '/proc/77/cmdline': '/coredns\0' });
  expect(checks).toContainEqual(
    expect.objectContaining({
      id: 'coredns-health',
      status: 'unchecked',
      command: 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
    }),
  );
});

test('a log directory of it without a process is unchecked as well', async () => {
  const { checks } = await look({ '/var/log/pods/kube-system_coredns-5d78c9869d-abcde_6c0d/coredns/0.log': '' });
  expect(checks.find(({ id }) => id === 'coredns-health')?.reason).toContain(
    '/var/log/pods/kube-system_coredns-5d78c9869d-abcde_6c0d is a pod of CoreDNS, and no process of it is seen here',
  );
});

test('without CoreDNS nothing is said of it', async () => {
  expect(
    (await look({})).checks.filter(({ id, status }) => id.startsWith('coredns') && status === 'unchecked'),
  ).toEqual([]);
});
