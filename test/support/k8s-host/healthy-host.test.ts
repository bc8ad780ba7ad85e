import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeWith } from '../system-part.ts';
import { clock } from './cluster-pki.ts';
import { healthyHost } from './healthy-host.ts';

describeWith(['openssl'], 'the PKI of the healthy host', () => {
  let root = '';
  beforeAll(async () => {
    root = await healthyHost();
  });

  test.each([
    ['apiserver', 'ca', 'sslserver'],
    ['apiserver-kubelet-client', 'ca', 'sslclient'],
    ['apiserver-etcd-client', 'etcd/ca', 'sslclient'],
    ['front-proxy-client', 'front-proxy-ca', 'sslclient'],
    ['etcd/server', 'etcd/ca', 'sslserver'],
    ['etcd/peer', 'etcd/ca', 'sslclient'],
    ['etcd/healthcheck-client', 'etcd/ca', 'sslclient'],
  ])('openssl accepts %s.crt, signed by %s, as %s', (path, ca, purpose) => {
    const pki = join(root, 'etc/kubernetes/pki');
    const at = String(Date.parse(clock) / 1000);
    const words = ['verify', '-attime', at, '-purpose', purpose, '-CAfile', `${pki}/${ca}.crt`, `${pki}/${path}.crt`];
    expect(execFileSync('openssl', words, { encoding: 'utf8' })).toContain('OK');
  });
});
