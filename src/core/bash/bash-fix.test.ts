import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeWith } from '../../../test/support/system-part.ts';
import { type BashFix, bashFix } from './bash-fix.ts';
import { functionsOf } from './shell-text.ts';

const fix: BashFix = {
  id: 'all-operations',
  code: 'PATH999-sample',
  title: 'Do one of each',
  applicability: 'safe',
  effect: 'Changes six files.',
  host: 'cp1',
  data: { CONF: "/etc/it's.conf", WORDS: ['a', 'b c'] },
  steps: `
edit "$CONF" to_upper
printf '%s\\n' "\${WORDS[@]}" | put /etc/new/words 644
copy /etc/absolute-link /etc/copied
drop /etc/manifests/x.yaml.bak
make_folder /var/lib/made 700
link /etc/current /etc/dated-2
set_mode /etc/key 600`,
  functions: { to_upper: `to_upper() { tr '[:lower:]' '[:upper:]'; }` },
  after: 'live systemctl restart kubelet',
};

let root = '';
const scripts = bashFix(fix)[0];
const run = (part: 'apply' | 'verify' | 'rollback', ...words: string[]) =>
  spawnSync('bash', ['-s', '--', ...words], { input: scripts?.[part] ?? '', encoding: 'utf8' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diag-root-'));
  for (const folder of ['etc/manifests', 'var/lib']) mkdirSync(join(root, folder), { recursive: true });
  const files = {
    'etc/hostname': 'cp1\n',
    "etc/it's.conf": 'one\n',
    'etc/manifests/x.yaml.bak': 'old',
    'etc/key': 'k',
    'etc/target': 't',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  symlinkSync('/etc/target', join(root, 'etc/absolute-link'));
  symlinkSync('/etc/dated-1', join(root, 'etc/current'));
  chmodSync(join(root, 'etc/key'), 0o644);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Path, type, mode, owner and content of everything below the root. */
const picture = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((path) => {
      const info = lstatSync(join(root, path));
      const content = info.isSymbolicLink()
        ? readlinkSync(join(root, path))
        : info.isFile()
          ? readFileSync(join(root, path), 'utf8')
          : '';
      return `${path} ${info.mode.toString(8)} ${info.uid} ${info.isFile() ? info.mtimeMs : ''} ${content}`;
    });

describe('a bash fix', () => {
  test('without --apply says what it would do and changes nothing', () => {
    const before = picture();
    const { status, stdout } = run('apply', '--root', root);
    expect(status).toBe(0);
    expect(stdout).toContain('+ONE');
    expect(stdout).toContain('dry run');
    expect(picture()).toEqual(before);
  });

  test('is applied, holds, finds nothing to do the second time, and rolls back to the byte', () => {
    const before = picture();
    expect(run('verify', '--root', root).status).toBe(1);
    const applied = run('apply', '--apply', '--root', root);
    expect(applied.stderr).toBe('');
    expect(applied.status).toBe(0);
    expect(readFileSync(join(root, "etc/it's.conf"), 'utf8')).toBe('ONE\n');
    expect(readFileSync(join(root, 'etc/new/words'), 'utf8')).toBe('a\nb c\n');
    expect(readFileSync(join(root, 'etc/copied'), 'utf8')).toBe('t');
    expect(readlinkSync(join(root, 'etc/current'))).toBe('/etc/dated-2');
    expect(applied.stdout).toContain('not run with --root: systemctl restart kubelet');
    expect(run('verify', '--root', root).status).toBe(0);
    const fixed = picture();
    expect(run('apply', '--apply', '--root', root).stdout).toContain('nothing to do');
    expect(picture()).toEqual(fixed);
    expect(run('rollback', '--root', root).stdout).toContain('dry run');
    expect(picture()).toEqual(fixed);
    expect(run('rollback', '--apply', '--root', root).stderr).toBe('');
    expect(picture()).toEqual(before);
    expect(run('rollback', '--apply', '--root', root).stdout).toContain('nothing to roll back');
  });

  test('refuses another host', () => {
    writeFileSync(join(root, 'etc/hostname'), 'cp2\n');
    const { status, stderr } = run('apply', '--apply', '--root', root);
    expect(status).toBe(1);
    expect(stderr).toContain('made for host cp1; this is cp2');
  });

  test('leaves temporary files nowhere', () => {
    const temporary = mkdtempSync(join(tmpdir(), 'diag-tmp-'));
    const env = { ...process.env, TMPDIR: temporary };
    execFileSync('bash', ['-s', '--', '--apply', '--root', root], { input: scripts?.apply ?? '', env, stdio: 'pipe' });
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(temporary, { recursive: true });
  });

  test('has no script where a value holds a control character', () => {
    expect(bashFix({ ...fix, data: { CONF: '/etc/a\nrm -rf /' } })).toEqual([]);
  });
});

describeWith(['shellcheck'], 'the scripts of a bash fix', () => {
  test.each(['apply', 'verify', 'rollback'] as const)('%s is clean for shellcheck', (part) => {
    expect(
      spawnSync('shellcheck', ['-s', 'bash', '-'], { input: scripts?.[part] ?? '', encoding: 'utf8' }).stdout,
    ).toBe('');
  });
});

const src = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.sh') && !path.startsWith('collectors'),
);

test('files of functions say what each does, and none has the name of another of its script', () => {
  const names = files
    .filter((path) => path.includes('k8s-paths'))
    .flatMap((path) => {
      const functions = functionsOf(readFileSync(join(src, path), 'utf8'));
      for (const [name, text] of Object.entries(functions))
        expect({ name, said: text.startsWith('# ') }).toEqual({ name, said: true });
      return Object.keys(functions);
    });
  expect(names.length).toBeGreaterThan(30);
  expect(names).toEqual([...new Set(names)]);
});

describeWith(['shellcheck'], 'files of bash', () => {
  test.each(files)('%s is clean for shellcheck', (path) => {
    const { stdout } = spawnSync('shellcheck', ['-S', 'style', join(src, path)], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
