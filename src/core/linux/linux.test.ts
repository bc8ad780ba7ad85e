import { expect, test } from 'vitest';
import { mountOf, readListeners, readLocalAddresses, readMounts, readSwaps } from './proc.ts';
import { expandWords, readEnvironmentFile, readServiceUnit } from './systemd-unit.ts';

test('a drop-in resets ExecStart, and variables are expanded into words', () => {
  const unit = readServiceUnit([
    { file: 'kubelet.service', text: '[Service]\nExecStart=/usr/bin/kubelet\n' },
    {
      file: '10.conf',
      text: '[Service]\nEnvironment="A=--kubeconfig=/k --x"\nEnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env\nExecStart=\nExecStart=/usr/local/bin/kubelet $A $B \\\n  --last\n',
    },
  ]);
  expect(unit.execStartAt).toEqual({ file: '10.conf', line: 5 });
  expect(unit.environmentFiles).toEqual(['/var/lib/kubelet/kubeadm-flags.env']);
  const environment = { ...unit.environment, ...readEnvironmentFile('# x\nB="--c=1 --d=2"\n') };
  expect(expandWords(unit.execStart, environment)).toEqual([
    '/usr/local/bin/kubelet',
    '--kubeconfig=/k',
    '--x',
    '--c=1',
    '--d=2',
    '--last',
  ]);
});

test('listeners of IPv4 and IPv6', () => {
  const head = '  sl  local_address rem_address   st\n';
  expect(
    readListeners(
      `${head}   0: 0100007F:192B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1\n`,
    ),
  ).toEqual([{ address: '127.0.0.1', port: 6443, inode: '4711' }]);
  expect(
    readListeners(
      `${head}   0: 00000000000000000000000000000000:280A 0:0 0A 0:0 0:0 0     0        0 12 1\n   1: 0100007F:1 0:0 01 0\n`,
    ),
  ).toEqual([{ address: '0:0:0:0:0:0:0:0', port: 10250, inode: '12' }]);
});

test('local addresses, mounts and swaps', () => {
  const trie =
    '  |-- 127.0.0.1\n     /32 host LOCAL\n  |-- 10.0.0.0\n     /24 link UNICAST\n  |-- 10.0.0.5\n     /32 host LOCAL\n';
  expect(readLocalAddresses(trie)).toEqual(['127.0.0.1', '10.0.0.5']);
  const mounts = readMounts('/dev/a / ext4 rw 0 0\n/dev/b /var/lib/my\\040etcd xfs ro,x 0 0\n');
  expect(mountOf(mounts, '/var/lib/my etcd/member')).toMatchObject({ device: '/dev/b', readOnly: true });
  expect(mountOf(mounts, '/var/lib')).toMatchObject({ device: '/dev/a' });
  expect(readSwaps('Filename Type Size Used Priority\n/swap.img file 1 0 -2\n')).toEqual(['/swap.img']);
});
