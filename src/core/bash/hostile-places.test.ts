import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything, sampled, seed } from '../../../test/support/sampled.ts';
import { swappingCommands } from '../../../test/support/swapping-commands.ts';
import { describeWith } from '../../../test/support/system-part.ts';
import { type BashFix, bashFix } from './bash-fix.ts';

const config = '/home/eve/.kube/config';

const fixOf = (steps: string, data: BashFix['data'] = {}) => {
  const [fix] = bashFix({
    ...{ id: 'x', code: 'PATH998-hostile', title: 'x', applicability: 'safe', effect: 'x', data, steps },
    functions: { louder: 'louder() { sed s/quiet/loud/; }' },
  });
  return { apply: fix?.apply ?? '', rollback: fix?.rollback ?? '' };
};

let folder = '';
let root = '';
const below = (path: string): string => join(root, path);

/** Runs bash as somebody without rights, in the host's root. */
const asUser = (snippet: string): void =>
  void execFileSync('setpriv', ['--reuid=4242', '--regid=4242', '--clear-groups', 'bash', '-c', snippet], {
    cwd: root,
  });

const run = (script: string, env = process.env, ...more: string[]) =>
  spawnSync('bash', ['-s', '--', '--apply', '--root', root, ...more], { input: script, encoding: 'utf8', env });

/** Mode, owner, link count and content of what nobody may touch. */
const precious = (): readonly string[] =>
  [join(folder, 'outside/shadow'), below('etc/shadow'), below('etc/victim/key')].map((path) => {
    const { mode, uid, gid } = statSync(path);
    return `${path} ${mode.toString(8)} ${uid}:${gid} ${readFileSync(path, 'utf8')}`;
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-hostile-'));
  root = join(folder, 'host');
  execFileSync('bash', [
    '-c',
    `set -e; umask 022; cd '${folder}'; chmod 755 .; mkdir outside; printf 'root:secret' >outside/shadow; chmod 640 outside/shadow
mkdir -p host/etc/victim host/home/eve/.kube host/var/lib/etcd host/srv; cd host
printf 'root:secret' >etc/shadow; chmod 640 etc/shadow; printf key >etc/victim/key; chmod 640 etc/victim/key
printf 'quiet\\n' >home/eve/.kube/config; chmod 644 home/eve/.kube/config
chown -R 4242:4242 home/eve; chown 0:0 home/eve/.kube/config`,
  ]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ownAndClose = fixOf(`set_owner "$FILE" 4242:4242\nset_mode "$FILE" 600`, { FILE: config });
const louder = fixOf('edit "$FILE" louder', { FILE: config });
const writeNew = fixOf(`printf 'loud\\n' | put "$FILE" 600`, { FILE: config });
const dropIt = fixOf('drop "$FILE"', { FILE: config });
const linkIt = fixOf('link "$FILE" /etc/target', { FILE: config });
const foldersToo = fixOf(`printf 'loud\\n' | put "$FILE" 600`, { FILE: '/home/eve/.kube/cache/new/config' });
const scripts = { ownAndClose, louder, writeNew, dropIt, linkIt, foldersToo };
const salt = (script: string): number => Object.keys(scripts).indexOf(script);

/** The ways by which somebody leads a path to what is not theirs. */
const misleading: readonly (readonly [name: string, snippet: string])[] = [
  ['a link to a file of the host', 'rm -f home/eve/.kube/config; ln -s /etc/shadow home/eve/.kube/config'],
  ['a link upward', 'rm -f home/eve/.kube/config; ln -s ../../../etc/victim/key home/eve/.kube/config'],
  ['a link out of the root', 'rm -f home/eve/.kube/config; ln -s ../../../../outside/shadow home/eve/.kube/config'],
  [
    'a folder that is a link',
    'mv home/eve/.kube home/eve/old; ln -s /etc/victim home/eve/.kube; ln -s key home/eve/config',
  ],
  [
    'a folder linked far up',
    'mv home/eve/.kube home/eve/k; mkdir home/eve/d; ln -s ../d home/eve/.kube; ln -s /etc/shadow home/eve/d/config',
  ],
];

describeWith(['setpriv', 'root'], 'in a folder that somebody else can write', () => {
  describe.each(Object.entries(scripts))('%s', (name, script) => {
    // What the sample of the day leaves out is no test that was skipped.
    test.each(sampled(Object.keys(scripts), 3, 1).filter((one) => one === name))(
      'works on what is plain there, and rolls back',
      () => {
        const before = lstatSync(below(config));
        expect(run(script.apply)).toMatchObject({ status: 0, stderr: '' });
        expect(run(script.rollback)).toMatchObject({ status: 0, stderr: '' });
        const { mode, uid, gid } = lstatSync(below(config));
        expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
        expect(readFileSync(below(config), 'utf8')).toBe('quiet\n');
        expect(readdirSync(below('home/eve/.kube'))).toEqual(['config']);
      },
    );

    test.each(sampled(misleading, 1, salt(name)))('%s leads nowhere', (_, snippet) => {
      const before = precious();
      asUser(snippet);
      run(script.apply);
      run(script.rollback);
      expect(precious()).toEqual(before);
      expect(readdirSync(below('etc/victim'))).toEqual(['key']);
    });

    test.each(sampled(Object.keys(scripts), 2).filter((one) => one === name))(
      'a hard link to a file of root is refused',
      () => {
        // As the kernel allows without fs.protected_hardlinks.
        execFileSync('bash', ['-c', 'rm -f home/eve/.kube/config; ln etc/victim/key home/eve/.kube/config'], {
          cwd: root,
        });
        const before = precious();
        const { status, stderr } = run(script.apply);
        if (name !== 'foldersToo') expect({ status, stderr }).toMatchObject({ status: 1, stderr: /second name/ });
        run(script.rollback);
        expect(precious()).toEqual(before);
      },
    );
  });

  /** What somebody does at one moment: whatever is there is swapped for a way to what is root's. */
  const attacks: Readonly<Record<string, string>> = {
    'the file for a link': `cd '@/home/eve/.kube' && ln -sfn /etc/shadow .x && mv -T .x config; cd cache/new && ln -sfn /etc/shadow config`,
    'the file for a link that leads out': `cd '@/home/eve/.kube' && ln -sfn ../../../../outside/shadow .x && mv -T .x config`,
    'the file for a hard link': `cd '@/home/eve/.kube' && ln -f '@/etc/victim/key' .x && mv -fT .x config`,
    'the folder for a link': `cd '@/home/eve' && mv .kube .old && ln -s /etc/victim .kube && ln -s key config`,
    'the folder for a link to one like it': `cd '@/home/eve' && mv .kube .old && mkdir -p d && ln -sfn d .kube && ln -sfn /etc/shadow d/config`,
    'the folder above for a link': `cd '@/home/eve/.kube' && mkdir -p cache && mv cache .c && ln -s /etc/victim cache`,
    'the new folder for one of his own': `cd '@/home/eve/.kube' && for d in .diag.*; do mv "$d" .gone; mkdir -m 777 "$d"; chown 4242:4242 "$d"; ln -s /etc/shadow "$d/held"; done`,
    'the new folder for a link': `cd '@/home/eve/.kube' && for d in .diag.*; do mv "$d" .gone; ln -s /etc/victim "$d"; done`,
    'the new file for a link': `cd '@/home/eve/.kube' && for d in .diag.*; do rm -rf "$d"; ln -s /etc/shadow "$d"; done`,
  };

  // All moments of all attacks on all scripts take an hour; here each attack is tried at one moment of one script.
  test.each(sampled(Object.entries(scripts), 3, 7))(
    `%s: nothing that is swapped between two of its commands leads it astray (DIAG_SEED=${seed})`,
    (name, script) => {
      const commands = swappingCommands(folder);
      const env = { ...process.env, PATH: commands.path };
      const before = precious();
      execFileSync('cp', ['-a', root, join(folder, 'was')]);
      const reset = () => execFileSync('sh', ['-c', `rm -rf '${root}'; cp -a '${folder}/was' '${root}'`]);
      commands.arm(0, '');
      run(script.apply, env);
      const applying = commands.ran();
      expect(applying).toBeGreaterThan(20);
      reset();
      const moments = Array.from({ length: applying }, (_, i) => i + 1);
      for (const [turn, attack] of sampled(Object.values(attacks), 2, salt(name)).entries()) {
        for (const at of sampled(moments, 1, 10 * salt(name) + turn)) {
          commands.arm(at, attack.replaceAll('@', root));
          run(script.apply, env);
          commands.arm(0, '');
          run(script.rollback, env);
          expect([attack, at, ...precious()]).toEqual([attack, at, ...before]);
          expect(readdirSync(below('etc/victim'))).toEqual(['key']);
          reset();
        }
      }
    },
    everything ? 3_600_000 : 300_000,
  );

  test(
    'what root only may read gets into no file of his',
    () => {
      const commands = swappingCommands(folder);
      const env = { ...process.env, PATH: commands.path };
      for (const at of sampled([...Array(120).keys()].slice(1), 1, 20)) {
        commands.arm(at, `cd '${root}/home/eve/.kube' && ln -sfn /etc/shadow .x && mv -T .x config`);
        run(louder.apply, env);
        const texts = readdirSync(below('home/eve/.kube'))
          .map((name) => below(`home/eve/.kube/${name}`))
          .filter((path) => lstatSync(path).isFile())
          .map((path) => readFileSync(path, 'utf8'));
        expect([at, ...texts.filter((text) => text.includes('secret'))]).toEqual([at]);
        execFileSync('bash', [
          '-c',
          `cd '${root}'; rm -rf var/backups home/eve/.kube/* home/eve/.kube/.[a-z]*; printf 'quiet\\n' >home/eve/.kube/config`,
        ]);
      }
    },
    everything ? 3_600_000 : 120_000,
  );
});

describeWith(['setpriv', 'root'], 'a folder that others filled', () => {
  const close = fixOf('set_mode "$DIR" 700\nset_owner "$DIR" 0:0\nown_tree "$DIR"', { DIR: '/var/lib/etcd' });
  beforeEach(() => {
    execFileSync(
      'bash',
      ['-c', 'mkdir -p member/snap; echo db >member/snap/db; chown -R 4242:4242 .; chmod 777 . member'],
      { cwd: below('var/lib/etcd') },
    );
  });
  const state = () =>
    execFileSync('bash', ['-c', `find . -printf '%p %m %U:%G %y\\n' | sort`], {
      cwd: below('var/lib/etcd'),
      encoding: 'utf8',
    });

  test('is given to root and given back', () => {
    const before = state();
    expect(run(close.apply)).toMatchObject({ status: 0, stderr: '' });
    expect(state()).toBe('. 700 0:0 d\n./member 755 0:0 d\n./member/snap 755 0:0 d\n./member/snap/db 644 0:0 f\n');
    expect(run(close.rollback)).toMatchObject({ status: 0, stderr: '' });
    expect(state()).toBe(before);
  });

  test.each(sampled(['a\n777 1000:1000\tattributes\t', 'a\u0001', 'x\n0\tpresent\t', '\u001b[2J'], 1, 22))(
    'a name like %j is refused',
    (name) => {
      mkdirSync(join(below('var/lib/etcd'), name, 'etc'), { recursive: true });
      writeFileSync(join(below('var/lib/etcd'), name, 'etc/passwd'), 'x');
      execFileSync('chown', ['-R', '4242:4242', below('var/lib/etcd')]);
      const before = precious();
      const { status, stderr } = run(close.apply);
      expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('control character') });
      expect(stderr).not.toMatch(/[\u0001-\u0009\u001b]/);
      run(close.rollback);
      expect(precious()).toEqual(before);
    },
  );

  test('a second name of a file of root is refused, a link is not followed', () => {
    execFileSync('bash', ['-c', 'ln ../../../etc/victim/key member/wal'], { cwd: below('var/lib/etcd') });
    const before = precious();
    expect(run(close.apply)).toMatchObject({ status: 1, stderr: expect.stringContaining('second name') });
    execFileSync(
      'bash',
      [
        '-c',
        'rm member/wal; ln -s /etc/victim/key member/wal; ln -s /etc/victim member/all; chown -h 4242:4242 member/*',
      ],
      { cwd: below('var/lib/etcd') },
    );
    expect(run(close.apply).status).toBe(0);
    expect(run(close.rollback).status).toBe(0);
    expect(precious()).toEqual(before);
  });

  test(
    'nothing that somebody with an open folder in it swaps meanwhile is changed outside',
    () => {
      const commands = swappingCommands(folder);
      const env = { ...process.env, PATH: commands.path };
      const before = precious();
      const attack = `setpriv --reuid=4242 --regid=4242 --clear-groups --inh-caps=-all bash -c 'cd "${root}/var/lib/etcd/member" && mv snap old; ln -sfn /etc/victim snap; ln -sfn key snap2'; cd '${root}/var/lib/etcd/member/' && rm -f wal && ln -s '${folder}/outside/shadow' wal`;
      execFileSync('bash', ['-c', `cp -a '${root}' '${folder}/was'`]);
      for (const at of sampled([...Array(140).keys()].slice(1), 1, 21)) {
        commands.arm(at, attack);
        run(close.apply, env);
        commands.arm(0, '');
        run(close.rollback, env);
        expect([at, ...precious()]).toEqual([at, ...before]);
        execFileSync('bash', ['-c', `rm -rf '${root}'; cp -a '${folder}/was' '${root}'`]);
      }
    },
    everything ? 3_600_000 : 120_000,
  );

  test('a mode is given back only to the file it was taken from', () => {
    expect(run(close.apply).status).toBe(0);
    execFileSync('bash', ['-c', 'cp -a db new; mv new db; chmod 600 db'], { cwd: below('var/lib/etcd/member/snap') });
    const { status, stderr } = run(close.rollback);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('another file by now') });
    expect(state()).toContain('./member/snap/db 600 0:0 f');
    expect(state()).toContain('. 777 4242:4242 d');
  });
});

describeWith(['root', 'setpriv'], 'a backup', () => {
  test('is not made where others can write above it', () => {
    mkdirSync(below('var/backups'), { recursive: true });
    execFileSync('chown', ['4242:4242', below('var/backups')]);
    expect(run(louder.apply)).toMatchObject({ status: 1, stderr: expect.stringContaining('no place for a backup') });
    expect(readFileSync(below(config), 'utf8')).toBe('quiet\n');
  });

  test('that somebody else made is not believed', () => {
    mkdirSync(below('var/backups/diag'), { recursive: true, mode: 0o777 });
    const forged = 'PATH998-hostile.29991231T000000Z.1';
    execFileSync(
      'bash',
      [
        '-c',
        `chmod 1777 .; mkdir ${forged}; printf '777 0:0\\0attributes\\0/etc/shadow\\0%s\\0' "$(stat -c %i ../../../etc/shadow)" >${forged}/list; : >${forged}/made; chown -R 4242 ${forged}; chmod 700 ${forged}`,
      ],
      { cwd: below('var/backups/diag') },
    );
    const before = precious();
    run(louder.rollback);
    expect(precious()).toEqual(before);
  });
});
