import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clock } from '../support/k8s-host/cluster-pki.ts';
import { collect } from '../support/k8s-host/collect.ts';
import { healthyHost } from '../support/k8s-host/healthy-host.ts';
import { mutate, withCopy } from '../support/k8s-host/mutated-host.ts';
import { describeWith } from '../support/system-part.ts';

describeWith(['openssl'], 'the collector', () => {
  test('keeps the secrets of a host on it', async () => {
    await withCopy(await healthyHost(), async (root) => {
      mutate(
        root,
        `cat > etc/kubernetes/extra.conf <<'E'
apiVersion: v1
kind: Config
users:
- name: a
  user:
    token: c2VjcmV0LTEtYWJj
    password: "secret-2-abc"
    client-key-data: |
      c2VjcmV0LTMtYWJjc2VjcmV0LTMtYWJj
- name: b
  user: {"token": "secret-4-abc", "client-key-data": "c2VjcmV0LTUtYWJjc2VjcmV0LTUt"}
- name: c
  user:
    token: >-
      secret-6-abc
    auth-provider:
      config:
        id-token: secret-7-abc
        refresh-token: 'secret-8-abc'
E
cat > etc/kubernetes/encryption.conf <<'E'
kind: EncryptionConfiguration
resources: [{providers: [{aescbc: {keys: [{name: k, secret: secret-9-abc}]}}]}]
E
echo 'secret-10-abc,user,uid' > etc/kubernetes/tokens.csv
sed -i 's#^    - --secure-port=6443#&\\n    - --token-auth-file=/etc/kubernetes/tokens.csv\\n    - --oidc-client-secret=secret-11-abc#' etc/kubernetes/manifests/kube-apiserver.yaml
printf 'HTTPS_PROXY=http://me:secret-12-abc@proxy:3128\\nDB_PASSWORD=secret-13-abc\\n' >> etc/environment
printf 'kubelet --token=secret-14-abc\\0--bootstrap-token\\0secret-15-abc\\0' >> proc/510/cmdline
echo 'GET x Authorization: Bearer secret-16-abcdefghijklmnop' >> var/log/syslog
echo '[plugins.a.registry.configs."r".auth]
  password = "secret-17-abc"' >> etc/containerd/config.toml
openssl genrsa 2048 2>/dev/null >> etc/kubernetes/pki/ca.crt
head -c 500 etc/kubernetes/pki/sa.key > etc/kubernetes/pki/half.pem
sed '/BEGIN/d' etc/kubernetes/pki/sa.key > etc/kubernetes/pki/bare.crt`,
        clock,
      );
      const stream = await collect(root);
      expect(stream).toContain('=== text /etc/kubernetes/extra.conf');
      expect(stream).not.toMatch(/secret-\d|c2VjcmV0LT|PRIVATE KEY/);
      const leaked = linesOfKeys(root).filter((line) => stream.includes(line));
      expect(leaked).toEqual([]);
    });
  });
});

/** Lines of all private keys of a tree, as they are and as kubeconfigs embed them. */
function linesOfKeys(root: string): readonly string[] {
  // Not recursive from the root: links in it lead to this machine.
  const paths = ['etc/kubernetes', 'etc/kubernetes/pki', 'etc/kubernetes/pki/etcd', 'var/lib/kubelet/pki'].flatMap(
    (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const texts = paths
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(join(root, path), 'utf8'));
  const embedded = texts.flatMap((text) =>
    [...text.matchAll(/client-key-data: (LS0\S+)/g)].map(([, data = '']) => data),
  );
  const keys = [...texts, ...embedded.map((data) => Buffer.from(data, 'base64').toString())].flatMap(
    (text) => text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+/g) ?? [],
  );
  expect(keys.length).toBeGreaterThan(8);
  return [
    ...keys.flatMap((key) =>
      key
        .split('\n')
        .slice(1)
        .filter((line) => line.length > 8),
    ),
    ...embedded.map((data) => data.slice(60, 120)),
  ];
}
