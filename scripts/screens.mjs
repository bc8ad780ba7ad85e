// Prints each module's report as it looks at 80 columns, as Markdown: the inputs are the first ones under
// Reported on the pages of these codes. Usage: npm run screens [-- CODE...]; npm run screens -- --readme
// puts them between the markers of README.md instead.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const shown = ['IIS101', 'SMTP101', 'K8S101', 'PATH101'];
const intoReadme = process.argv[2] === '--readme';
const codes = process.argv.length > 2 && !intoReadme ? process.argv.slice(2) : shown;
const screens = [];

/** The first block under Reported: how it is run, and what is piped in or done to a host. */
function readCase(page) {
  const [, language, words, text] = /## Reported[\s\S]*?\n```(\w+)([^\n]*)\n([\s\S]*?)\n```/.exec(page) ?? [];
  const args = (language === 'args' ? text : (words ?? '')).trim().split(/\s+/);
  return { language, text: `${text}\n`, args: args.filter(Boolean) };
}

/** `root` is a folder of this run: it is shown as what somebody would mount. */
function print(code, line, words, { input, root } = {}) {
  const env = { ...process.env, LANG: 'C.UTF-8', NO_COLOR: '1' };
  const { stdout } = spawnSync('node', ['dist/cli.js', ...words], { input, encoding: 'utf8', env });
  const text = root === undefined ? stdout : stdout.replaceAll(root, '/host');
  screens.push(`### ${code}\n\n\`\`\`console\n$ ${line}\n${text}\`\`\`\n`);
}

/** Breaks a copy of the tests' healthy host and looks at it. */
async function onBrokenHost(snippet, look) {
  // Beside the sources, for they find their files by where they lie.
  const bundle = `test/support/k8s-host/.screens-${process.pid}.mjs`;
  const contents =
    "export { healthyHost } from './healthy-host.ts'; export { mutate, withCopy } from './mutated-host.ts'; export { clock } from './cluster-pki.ts';";
  const stdin = { contents, resolveDir: 'test/support/k8s-host', loader: 'ts' };
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'error' });
  try {
    const { healthyHost, mutate, withCopy, clock } = await import(`../${bundle}`);
    await withCopy(await healthyHost(), (root) => {
      mutate(root, snippet, clock);
      look(root);
    });
  } finally {
    rmSync(bundle);
  }
}

const modules = readdirSync('src/modules', { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const code of codes) {
  const name = modules.find((one) => readdirSync(`src/modules/${one.name}/codes`).includes(`${code}.md`))?.name;
  if (name === undefined) throw new Error(`no page of ${code}`);
  const { language, text, args } = readCase(readFileSync(`src/modules/${name}/codes/${code}.md`, 'utf8'));
  const line = ['diag', name, ...args].join(' ');
  if (language === 'args') print(code, line, [name, ...args]);
  else if (language !== 'mutation') print(code, `… | ${line}`, [name, ...args], { input: text });
  else
    await onBrokenHost(text, (root) => print(code, `${line} --root /host`, [name, ...args, '--root', root], { root }));
}

if (intoReadme) {
  const readme = readFileSync('README.md', 'utf8');
  const between = /(<!-- screens -->\n)[\s\S]*(<!-- \/screens -->)/;
  writeFileSync(
    'README.md',
    readme.replace(between, (_, start, end) => `${start}\n${screens.join('\n')}\n${end}`),
  );
} else process.stdout.write(screens.join('\n'));
