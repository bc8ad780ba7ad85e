import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { genuineHost } from './genuine-host.ts';
import { healthyHost } from './healthy-host.ts';

/** Leaves out what only one of the two versions has: v1.20 knows no super-admin.conf, and flags came and went. */
describe('the generated host beside the tree of a real control plane (DIAG_REALK8S)', () => {
  let root = '';
  let real = '';
  beforeAll(async () => {
    root = await healthyHost();
    const host = genuineHost();
    real = host.root;
    return () => host.remove();
  });

  test('every file of /etc/kubernetes is here, with the same mode', () => {
    const files = readdirSync(join(real, 'etc/kubernetes'), { recursive: true, encoding: 'utf8' });
    const differing = files.filter((file) => {
      const [theirs, ours] = [real, root].map((base) => join(base, 'etc/kubernetes', file));
      return !existsSync(ours ?? '') || lstatSync(ours ?? '').mode !== lstatSync(theirs ?? '').mode;
    });
    expect(differing).toEqual([]);
  });

  test.each(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'])(
    '%s has the same shape',
    (name) => {
      const keysOf = (base: string): string[] => {
        const manifest: unknown = parse(readFileSync(join(base, `etc/kubernetes/manifests/${name}.yaml`), 'utf8'));
        return Object.keys((manifest as { spec: { containers: [object] } }).spec.containers[0]);
      };
      expect(keysOf(root)).toEqual(keysOf(real).filter((key) => key !== 'readinessProbe'));
    },
  );
});
