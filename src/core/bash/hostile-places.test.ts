import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixOf, hostileHost } from '../../../test/support/hostile-host.ts';
import { everything, sampled, seed } from '../../../test/support/sampled.ts';
import { swappingCommands } from '../../../test/support/swapping-commands.ts';
import { describeWith } from '../../../test/support/system-part.ts';

const config = '/home/eve/.kube/config';
const host = hostileHost();

/** Runs bash as somebody without rights, in the host's root. */
const asUser = (snippet: string): void =>
  void execFileSync('setpriv', ['--reuid=4242', '--regid=4242', '--clear-groups', 'bash', '-c', snippet], {
    cwd: host.root,
  });

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
        const before = lstatSync(host.below(config));
        expect(host.run(script.apply)).toMatchObject({ status: 0, stderr: '' });
        expect(host.run(script.rollback)).toMatchObject({ status: 0, stderr: '' });
        const { mode, uid, gid } = lstatSync(host.below(config));
        expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
        expect(readFileSync(host.below(config), 'utf8')).toBe('quiet\n');
        expect(readdirSync(host.below('home/eve/.kube'))).toEqual(['config']);
      },
    );

    test.each(sampled(misleading, 1, salt(name)))('%s leads nowhere', (_, snippet) => {
      const before = host.precious();
      asUser(snippet);
      host.run(script.apply);
      host.run(script.rollback);
      expect(host.precious()).toEqual(before);
      expect(readdirSync(host.below('etc/victim'))).toEqual(['key']);
    });

    test.each(sampled(Object.keys(scripts), 2).filter((one) => one === name))(
      'a hard link to a file of root is refused',
      () => {
        // As the kernel allows without fs.protected_hardlinks.
        execFileSync('bash', ['-c', 'rm -f home/eve/.kube/config; ln etc/victim/key home/eve/.kube/config'], {
          cwd: host.root,
        });
        const before = host.precious();
        const { status, stderr } = host.run(script.apply);
        if (name !== 'foldersToo') expect({ status, stderr }).toMatchObject({ status: 1, stderr: /second name/ });
        host.run(script.rollback);
        expect(host.precious()).toEqual(before);
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
      const commands = swappingCommands(host.folder);
      const env = { ...process.env, PATH: commands.path };
      const before = host.precious();
      execFileSync('cp', ['-a', host.root, join(host.folder, 'was')]);
      const reset = () =>
        execFileSync('sh', ['-c', `rm -rf '${host.root}'; cp -a '${host.folder}/was' '${host.root}'`]);
      commands.arm(0, '');
      host.run(script.apply, env);
      const applying = commands.ran();
      expect(applying).toBeGreaterThan(20);
      reset();
      const moments = Array.from({ length: applying }, (_, i) => i + 1);
      for (const [turn, attack] of sampled(Object.values(attacks), 2, salt(name)).entries()) {
        for (const at of sampled(moments, 1, 10 * salt(name) + turn)) {
          commands.arm(at, attack.replaceAll('@', host.root));
          host.run(script.apply, env);
          commands.arm(0, '');
          host.run(script.rollback, env);
          expect([attack, at, ...host.precious()]).toEqual([attack, at, ...before]);
          expect(readdirSync(host.below('etc/victim'))).toEqual(['key']);
          reset();
        }
      }
    },
    everything ? 3_600_000 : 300_000,
  );

  test(
    'what root only may read gets into no file of his',
    () => {
      const commands = swappingCommands(host.folder);
      const env = { ...process.env, PATH: commands.path };
      for (const at of sampled([...Array(120).keys()].slice(1), 1, 20)) {
        commands.arm(at, `cd '${host.root}/home/eve/.kube' && ln -sfn /etc/shadow .x && mv -T .x config`);
        host.run(louder.apply, env);
        const texts = readdirSync(host.below('home/eve/.kube'))
          .map((name) => host.below(`home/eve/.kube/${name}`))
          .filter((path) => lstatSync(path).isFile())
          .map((path) => readFileSync(path, 'utf8'));
        expect([at, ...texts.filter((text) => text.includes('secret'))]).toEqual([at]);
        execFileSync('bash', [
          '-c',
          `cd '${host.root}'; rm -rf var/backups home/eve/.kube/* home/eve/.kube/.[a-z]*; printf 'quiet\\n' >home/eve/.kube/config`,
        ]);
      }
    },
    everything ? 3_600_000 : 120_000,
  );
});

describeWith(['root', 'setpriv'], 'a backup', () => {
  test('is not made where others can write above it', () => {
    mkdirSync(host.below('var/backups'), { recursive: true });
    execFileSync('chown', ['4242:4242', host.below('var/backups')]);
    expect(host.run(louder.apply)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no place for a backup'),
    });
    expect(readFileSync(host.below(config), 'utf8')).toBe('quiet\n');
  });

  test('that somebody else made is not believed', () => {
    mkdirSync(host.below('var/backups/diag'), { recursive: true, mode: 0o777 });
    const forged = 'PATH998-hostile.29991231T000000Z.1';
    execFileSync(
      'bash',
      [
        '-c',
        `chmod 1777 .; mkdir ${forged}; printf '777 0:0\\0attributes\\0/etc/shadow\\0%s\\0' "$(stat -c %i ../../../etc/shadow)" >${forged}/list; : >${forged}/made; chown -R 4242 ${forged}; chmod 700 ${forged}`,
      ],
      { cwd: host.below('var/backups/diag') },
    );
    const before = host.precious();
    host.run(louder.rollback);
    expect(host.precious()).toEqual(before);
  });
});
