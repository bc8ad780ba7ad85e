// Makes docs/screens.md anew: reports as they look at 80 columns, from the fixtures and from the first case under
// Reported on the pages of these codes; one of them is the report in README.md. The page of each module has one of its
// own. Usage: npm run screens, or npm run screens -- CODE... to print those of some codes.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Whole inputs: the command line as somebody types it in their folder. */
const runs = [
  [
    'iis-drift',
    'iis-drift incident-system.wevtutil.xml incident-application.event-viewer.csv applicationHost.config --workers workers.txt --tz Europe/Berlin',
  ],
  ['smtp-throttle', 'smtp-throttle email_log.csv'],
  ['k8s-health', 'k8s-health wrong-san-etcd.txt'],
  ['k8s-health', 'k8s-health healthy.txt'],
];
/** The report of the README first. */
const shown = ['PATH101', 'IIS150'];
/** What the page of a module shows: the case of a code, or a command line in its folder of fixtures. */
const ofPages = {
  'iis-drift': 'iis-drift incident-system.wevtutil.xml --tz Europe/Berlin',
  'smtp-throttle': 'smtp-throttle email_log.csv',
  'k8s-health': 'k8s-health etcd-nospace.txt',
  'k8s-paths': 'PATH107',
  'k8s-flow': 'FLOW203',
  'k8s-placement': 'k8s-placement cluster.json',
  'net-path': 'net-path client 10.2.0.2:80 router.capture',
};
const asked = process.argv.slice(2);
const cli = resolve('dist/cli.js');

/** The first block under Reported: how it is run, and what is piped in or done to a host. */
function readCase(page) {
  const [, language, words, text] = /## Reported[\s\S]*?\n```(\w+)([^\n]*)\n([\s\S]*?)\n```/.exec(page) ?? [];
  const args = (language === 'args' ? text : (words ?? '')).trim().split(/\s+/);
  return { language, text: `${text}\n`, args: args.filter(Boolean) };
}

/** `root` is a folder of this run: it is shown as what somebody would mount. */
function screenOf(line, words, { input, root, cwd } = {}) {
  const env = { ...process.env, LANG: 'C.UTF-8', NO_COLOR: '1' };
  const { stdout } = spawnSync('node', [cli, ...words], { input, encoding: 'utf8', env, cwd });
  const text = root === undefined ? stdout : stdout.replaceAll(root, '/host');
  return `\`\`\`console\n$ ${line}\n${text}\`\`\``;
}

const ofFixture = (line, folder) => screenOf(`diag ${line}`, line.split(' '), { cwd: `fixtures/${folder}` });

/** Breaks a copy of the tests' healthy host and looks at it. */
async function onBrokenHost(snippet, look) {
  // Beside the sources, for they find their files by where they lie.
  const bundle = `test/support/k8s-host/.screens-${process.pid}.mjs`;
  const contents =
    "export { healthyHost } from './healthy-host.ts'; export { mutate, withCopy } from './mutated-host.ts'; export { clock } from './cluster-pki.ts';";
  const stdin = { contents, resolveDir: 'test/support/k8s-host', loader: 'ts' };
  await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'error',
    loader: { '.sh': 'text' },
  });
  try {
    const { healthyHost, mutate, withCopy, clock } = await import(`../${bundle}`);
    return await withCopy(await healthyHost(), (root) => {
      mutate(root, snippet, clock);
      return look(root);
    });
  } finally {
    rmSync(bundle);
  }
}

const modules = readdirSync('src/modules', { withFileTypes: true }).filter((entry) => entry.isDirectory());

async function ofCode(code) {
  const name = modules.find((one) => readdirSync(`src/modules/${one.name}/codes`).includes(`${code}.md`))?.name;
  if (name === undefined) throw new Error(`no page of ${code}`);
  const { language, text, args } = readCase(readFileSync(`src/modules/${name}/codes/${code}.md`, 'utf8'));
  const line = ['diag', name, ...args].join(' ');
  if (language === 'args') return screenOf(line, [name, ...args]);
  if (language !== 'mutation') return screenOf(`… | ${line}`, [name, ...args], { input: text });
  const look = (root) => screenOf(`${line} --root /host`, [name, ...args, '--root', root], { root });
  return await onBrokenHost(text, look);
}

/** Puts a screen between the marks of a page. */
function putInto(file, screen) {
  const between = /(<!-- screen -->\n)[\s\S]*(<!-- \/screen -->)/;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(between, (_, start, end) => `${start}\n${screen}\n\n${end}`),
  );
}

const titled = (title, screen) => `## ${title}\n\n${screen}\n`;

if (asked.length > 0) for (const code of asked) process.stdout.write(`${titled(code, await ofCode(code))}\n`);
else {
  const screens = [];
  for (const code of shown) screens.push([code, await ofCode(code)]);
  for (const [folder, line] of runs) screens.push([folder, ofFixture(line, folder)]);
  const intro =
    '# Screens\n\nReports as they look at 80 columns, made by `npm run screens`. Everything else is `--verbose`.\n';
  writeFileSync('docs/screens.md', [intro, ...screens.map(([title, screen]) => titled(title, screen))].join('\n'));
  putInto('README.md', screens[0][1]);
  for (const [name, how] of Object.entries(ofPages))
    putInto(`docs/modules/${name}.md`, how.includes(' ') ? ofFixture(how, name) : await ofCode(how));
}
