// npm run new-module -- NAME PREFIX: makes the folder of a module as CONTRIBUTING.md builds it step by step (its
// example, df-full, under the new name) and its line in the registry. Then: npm run check.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [name, prefix] = process.argv.slice(2);
const fail = (why) => {
  process.stderr.write(`new-module: ${why}\n`);
  process.exitCode = 2;
};

/** Fenced blocks with `file=` in their first line; a block of four backticks holds blocks of three. */
const blocks = /^(`{3,4})\w+ file=(\S+)\n([\s\S]*?)^\1$/gm;
const line = /^```ts registry\n([\s\S]*?)^```$/m;

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(name ?? '') || !/^[A-Z][A-Z0-9]{0,9}$/.test(prefix ?? '')) {
  fail('give a name and the prefix of its codes, as in: npm run new-module -- disk-full DISK');
} else if (existsSync(`src/modules/${name}`)) fail(`src/modules/${name} is there already`);
else {
  const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const renamed = (text) =>
    text
      .replaceAll('df-full', name)
      .replaceAll('dfFull', camel)
      .replaceAll('DF101', `${prefix}101`)
      .replaceAll("'DF'", `'${prefix}'`);
  const page = readFileSync('CONTRIBUTING.md', 'utf8');
  for (const [, , path, text] of page.matchAll(blocks)) {
    const file = renamed(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, renamed(text));
    process.stdout.write(`${file}\n`);
  }
  const [, registered] = line.exec(page);
  const registry = 'src/modules/registry.ts';
  const end = /^\];$/m;
  writeFileSync(registry, readFileSync(registry, 'utf8').replace(end, `${renamed(registered)}];`));
  process.stdout.write(`${registry}: its line\n`);
}
