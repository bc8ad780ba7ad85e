import type { Tree } from './tree.ts';

/** The system of a host under any distribution. */
export const putBase = (tree: Tree, name: string, ip: string): void => {
  tree.put('/etc/hostname', `${name}\n`);
  tree.put('/etc/hosts', `127.0.0.1 localhost\n${ip} ${name}\n`);
  tree.put('/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\n');
  tree.put('/etc/shadow', 'root:*:1::::::\n', 0o640);
  tree.put('/etc/resolv.conf', 'nameserver 10.40.0.2\n');
  tree.folder('/root', 0o700);
  tree.link('/var/run', '/run');
};
