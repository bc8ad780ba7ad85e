import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTree } from './copy-tree.ts';

/** Folder of a real control plane with install-root.sh, which lays out its host's root; without it these tests are not run. */
const realControlPlane = process.env['DIAG_REALK8S'];

/** The tree of a real control plane's host: what kubeadm, etcd and the components themselves wrote. */
export function genuineHost(): { readonly root: string; remove(): void } {
  const install = join(realControlPlane ?? '', 'install-root.sh');
  const folder = mkdtempSync(join(tmpdir(), 'diag-genuine-'));
  const [laidOut, root] = [join(folder, 'laid-out'), join(folder, 'host')];
  execFileSync(install, [laidOut], { stdio: 'pipe' });
  copyTree(laidOut, root);
  // Faults made in the running control plane change the roots it knows: this copy is not one of them.
  execFileSync(install, ['--remove', laidOut], { stdio: 'pipe' });
  return { root, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
