import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { fixOf, hostileHost } from '../../../test/support/hostile-host.ts';
import { everything, sampled } from '../../../test/support/sampled.ts';
import { swappingCommands } from '../../../test/support/swapping-commands.ts';
import { describeWith } from '../../../test/support/system-part.ts';

const host = hostileHost();

describeWith(['setpriv', 'root'], 'a folder that others filled', () => {
  const close = fixOf('set_mode "$DIR" 700\nset_owner "$DIR" 0:0\nown_tree "$DIR"', { DIR: '/var/lib/etcd' });
  beforeEach(() => {
    execFileSync(
      'bash',
      ['-c', 'mkdir -p member/snap; echo db >member/snap/db; chown -R 4242:4242 .; chmod 777 . member'],
      { cwd: host.below('var/lib/etcd') },
    );
  });
  const state = () =>
    execFileSync('bash', ['-c', `find . -printf '%p %m %U:%G %y\\n' | sort`], {
      cwd: host.below('var/lib/etcd'),
      encoding: 'utf8',
    });

  test('is given to root and given back', () => {
    const before = state();
    expect(host.run(close.apply)).toMatchObject({ status: 0, stderr: '' });
    expect(state()).toBe('. 700 0:0 d\n./member 755 0:0 d\n./member/snap 755 0:0 d\n./member/snap/db 644 0:0 f\n');
    expect(host.run(close.rollback)).toMatchObject({ status: 0, stderr: '' });
    expect(state()).toBe(before);
  });

  test.each(sampled(['a\n777 1000:1000\tattributes\t', 'a\u0001', 'x\n0\tpresent\t', '\u001b[2J'], 1, 22))(
    'a name like %j is refused',
    (name) => {
      mkdirSync(join(host.below('var/lib/etcd'), name, 'etc'), { recursive: true });
      writeFileSync(join(host.below('var/lib/etcd'), name, 'etc/passwd'), 'x');
      execFileSync('chown', ['-R', '4242:4242', host.below('var/lib/etcd')]);
      const before = host.precious();
      const { status, stderr } = host.run(close.apply);
      expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('control character') });
      expect(stderr).not.toMatch(/[\u0001-\u0009\u001b]/);
      host.run(close.rollback);
      expect(host.precious()).toEqual(before);
    },
  );

  test('a second name of a file of root is refused, a link is not followed', () => {
    execFileSync('bash', ['-c', 'ln ../../../etc/victim/key member/wal'], { cwd: host.below('var/lib/etcd') });
    const before = host.precious();
    expect(host.run(close.apply)).toMatchObject({ status: 1, stderr: expect.stringContaining('second name') });
    execFileSync(
      'bash',
      [
        '-c',
        'rm member/wal; ln -s /etc/victim/key member/wal; ln -s /etc/victim member/all; chown -h 4242:4242 member/*',
      ],
      { cwd: host.below('var/lib/etcd') },
    );
    expect(host.run(close.apply).status).toBe(0);
    expect(host.run(close.rollback).status).toBe(0);
    expect(host.precious()).toEqual(before);
  });

  test(
    'nothing that somebody with an open folder in it swaps meanwhile is changed outside',
    () => {
      const commands = swappingCommands(host.folder);
      const env = { ...process.env, PATH: commands.path };
      const before = host.precious();
      const attack = `setpriv --reuid=4242 --regid=4242 --clear-groups --inh-caps=-all bash -c 'cd "${host.root}/var/lib/etcd/member" && mv snap old; ln -sfn /etc/victim snap; ln -sfn key snap2'; cd '${host.root}/var/lib/etcd/member/' && rm -f wal && ln -s '${host.folder}/outside/shadow' wal`;
      execFileSync('bash', ['-c', `cp -a '${host.root}' '${host.folder}/was'`]);
      for (const at of sampled([...Array(140).keys()].slice(1), 1, 21)) {
        commands.arm(at, attack);
        host.run(close.apply, env);
        commands.arm(0, '');
        host.run(close.rollback, env);
        expect([at, ...host.precious()]).toEqual([at, ...before]);
        execFileSync('bash', ['-c', `rm -rf '${host.root}'; cp -a '${host.folder}/was' '${host.root}'`]);
      }
    },
    everything ? 3_600_000 : 120_000,
  );

  test('a mode is given back only to the file it was taken from', () => {
    expect(host.run(close.apply).status).toBe(0);
    execFileSync('bash', ['-c', 'cp -a db new; mv new db; chmod 600 db'], {
      cwd: host.below('var/lib/etcd/member/snap'),
    });
    const { status, stderr } = host.run(close.rollback);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('another file by now') });
    expect(state()).toContain('./member/snap/db 600 0:0 f');
    expect(state()).toContain('. 777 4242:4242 d');
  });
});
