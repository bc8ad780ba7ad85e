import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildCli } from './support/built-cli.ts';

const cli = buildCli();
const plugin = fileURLToPath(new URL('./plugin/df-full.mjs', import.meta.url));
const full = 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 20511312 20511312 0 100% /var\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diag-plugin-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const diag = (words: readonly string[], input = '') =>
  spawnSync(process.execPath, [cli, ...words], { input, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
const with_ = (words: readonly string[], input?: string) => diag(['--plugin', plugin, ...words], input);

test('it is a command with its own options, in help, list, explain and completion', () => {
  expect(with_(['df-full', '--help']).stdout).toContain('--from <percent>');
  expect(with_(['--help']).stdout).toContain('df-full');
  expect(with_(['list']).stdout).toContain('file systems without space');
  expect(with_(['list', 'df-full']).stdout).toContain('DF101');
  expect(with_(['explain', 'DF101']).stdout).toContain('DF101 file-system-full');
  expect(with_(['explain', 'file-system-full']).stdout).toContain('DF101 file-system-full');
  expect(with_(['completion', 'bash']).stdout).toContain('df-full');
});

test('it reports in every format, with the exit codes of all', () => {
  const run = with_(['df-full'], full);
  expect(run.stdout).toContain('/var is 100 % full');
  expect(run.status).toBe(1);
  expect(with_(['df-full'], full.replace('100%', '50%')).status).toBe(0);
  for (const format of ['json', 'markdown', 'html', 'sarif', 'junit', 'nagios', 'prometheus']) {
    expect(with_(['df-full', '--format', format], full).stdout, format).toContain('DF101');
  }
  expect(with_(['df-full'], 'nonsense\n').stderr).toMatch(/^diag: df-full: no line of df -P/);
});

test('triage knows its input; it is saved and replayed; its findings are suppressed', () => {
  expect(with_(['triage', '-'], full).stdout).toContain('/var is 100 % full');
  const path = join(folder, 'saved.json');
  with_(['df-full', '--save', path], full);
  expect(with_(['replay', path]).stdout).toContain('/var is 100 % full');
  expect(diag(['replay', path]).stderr).toContain('no module df-full');
  const settings = join(folder, 'diag.yaml');
  writeFileSync(settings, 'suppress:\n  - code: DF101\n    reason: known\n    until: 2999-01-01\n');
  expect(with_(['df-full', '--settings', settings], full).status).toBe(0);
});

test('a package that this folder can see', () => {
  execFileSync('mkdir', ['-p', join(folder, 'node_modules/diag-df')]);
  execFileSync('cp', [plugin, join(folder, 'node_modules/diag-df/index.mjs')]);
  writeFileSync(join(folder, 'node_modules/diag-df/package.json'), '{"name":"diag-df","exports":"./index.mjs"}');
  const { stdout } = spawnSync(process.execPath, [cli, 'df-full', '--plugin=diag-df', '-'], {
    input: full,
    encoding: 'utf8',
    cwd: folder,
  });
  expect(stdout).toContain('/var is 100 % full');
});

const head = 'export default { diag: 1, modules: () => [';
const whole =
  "{ id: 'a-b', prefix: 'AB', summary: '', description: '', argument: { takes: 'files', name: 'f', description: '' }, options: [], examples: [], codes: [], input() {}, parseOptions() {}, observe() {}, merge() {}, analyze() {} }";
test.each([
  ['export const x = 1;', /its default export is no \{ diag, modules \} \(this is a fault of the plug-in/],
  ['syntax error here', /cannot be loaded: .*\(this is a fault of the plug-in/],
  ['export default { diag: 2, modules: () => [] };', /is written for API 2, this diag has 1 \(use a newer diag\)/],
  [
    'export default { diag: 0, modules: () => [] };',
    /is written for API 0, this diag has 1 \(use a newer release of the plug-in\)/,
  ],
  [`${head}{ id: 'a-b', prefix: 'AB' }] };`, /module a-b: it has no input, parseOptions, observe/],
  [`${head}${whole.replace("'a-b'", "'iis-drift'")}] };`, /there is a module of that name/],
  [`${head}${whole.replace("'AB'", "'IIS'")}] };`, /the prefix IIS is taken/],
  [`${head}${whole.replace("'a-b'", "'list'")}] };`, /its id is not two words/],
  ['export default { diag: 1, modules() { throw new Error("boom"); } };', /its modules\(\) failed: boom/],
])('%s is refused at the door', (text, message) => {
  const path = join(folder, 'bad.mjs');
  writeFileSync(path, text);
  const { stderr, stdout, status } = diag(['--plugin', path, 'list']);
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});

test('one that is not there', () => {
  expect(diag(['--plugin', './nowhere.mjs', 'list']).stderr).toMatch(/no such file or package/);
});

describe('named in a settings file', () => {
  const home = join(realpathSync('/tmp'), `diag-plugin-home-${process.pid}`);
  const own = join(home, '.config', 'diag', 'diag.yaml');
  const at = (words: readonly string[], cwd = home) =>
    spawnSync(process.execPath, [cli, ...words], {
      input: full,
      encoding: 'utf8',
      cwd,
      env: { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' },
    });
  beforeEach(() => {
    mkdirSync(join(home, '.config', 'diag'), { recursive: true, mode: 0o755 });
    copyFileSync(plugin, join(home, '.config', 'diag', 'df-full.mjs'));
    writeFileSync(own, 'plugins: [./df-full.mjs]\nsuppress: []\n');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test('of the user: a command as any, known to triage and to suppressions', () => {
    expect(at(['df-full']).stdout).toContain('/var is 100 % full');
    expect(at(['triage', '-']).stdout).toContain('/var is 100 % full');
    expect(at(['--help']).stdout).toContain('df-full');
    writeFileSync(own, 'plugins: [./df-full.mjs]\nsuppress:\n  - {code: DF101, reason: known, until: 2999-01-01}\n');
    expect(at(['df-full']).status).toBe(0);
  });

  test('named there and on the command line, it is loaded once', () => {
    expect(at(['df-full', '--plugin', join(home, '.config', 'diag', 'df-full.mjs')]).status).toBe(1);
  });

  test('not of the folder one is in', () => {
    writeFileSync(join(home, '.diagrc.yaml'), 'plugins: [./.config/diag/df-full.mjs]\n');
    const { status, stderr } = at(['df-full']);
    expect(stderr).toMatch(/^diag: \.diagrc\.yaml: plugins: not from a file of this folder \(.*\)\n$/);
    expect(status).toBe(2);
    expect(at(['help']).status).toBe(0);
  });

  test.each([
    ['the file', '.config/diag/df-full.mjs'],
    ['a folder above it', '.config'],
    ['the settings', '.config/diag/diag.yaml'],
  ])('not where others can write: %s', (_, path) => {
    chmodSync(join(home, path), 0o775);
    const { status, stderr } = at(['df-full']);
    expect(stderr).toContain(`another user can write to ${join(home, path)} (`);
    expect(status).toBe(2);
  });

  test('what is no list, or not there, is one line with its place', () => {
    writeFileSync(own, 'plugins: yes\n');
    expect(at(['df-full']).stderr).toMatch(/diag\.yaml:1: plugins: .*\(plugins is a list of paths and packages\)\n$/);
    writeFileSync(own, 'plugins: [nowhere]\n');
    expect(at(['df-full']).stderr).toMatch(/diag\.yaml: plugins: nowhere: no such file or package/);
  });

  test.each([['plugins: yes\n'], ['plugins: [nowhere]\n'], ['plugins: [a\nx: y: z\n']])(
    'pages work beside %j, and say so in one line',
    (text) => {
      writeFileSync(own, text);
      const pages = [
        ['list'],
        ['explain', 'NET123'],
        ['completion', 'bash'],
        ['schema'],
        ['collect', 'net-path', '--sh'],
      ];
      for (const words of pages) {
        const { status, stdout, stderr } = at(words);
        expect([words, status, stderr.trimEnd().split('\n').length]).toEqual([words, 0, 1]);
        expect(stderr).toMatch(/^diag: .{0,200}diag\.yaml/);
        expect(stdout.length).toBeGreaterThan(200);
      }
      expect(at(['--help']).stderr).toBe('');
      expect(at(['triage', '-']).status).toBe(2);
    },
  );
});
