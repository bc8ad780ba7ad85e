// Prints each module's report as it looks at 80 columns, as Markdown for the README: the inputs are
// the first ones under Reported on the pages of these codes. Usage: npm run screens [-- CODE...]
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const shown = ['IIS101', 'SMTP101', 'K8S101', 'PATH101'];
const codes = process.argv.length > 2 ? process.argv.slice(2) : shown;

/** The first block under Reported: how it is run, and what is piped in. */
function readCase(page) {
  const [, language, words, text] = /## Reported[\s\S]*?\n```(\w+)([^\n]*)\n([\s\S]*?)\n```/.exec(page) ?? [];
  if (language === undefined) return undefined;
  const args = (language === 'args' ? text : words).trim().split(/\s+/).filter(Boolean);
  return { args: args.filter((word) => word !== '-'), input: language === 'args' ? undefined : `${text}\n` };
}

for (const code of codes) {
  const modules = readdirSync('src/modules', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of modules) {
    const path = `src/modules/${name}/codes/${code}.md`;
    let page;
    try {
      page = readFileSync(path, 'utf8');
    } catch {
      continue;
    }
    const found = readCase(page);
    if (found === undefined) continue;
    const words = [name, ...found.args];
    const { stdout, stderr } = spawnSync('node', ['dist/cli.js', ...words], {
      input: found.input ?? '',
      encoding: 'utf8',
      env: { ...process.env, LANG: 'C.UTF-8', NO_COLOR: '1' },
    });
    const line = `${found.input === undefined ? '' : '… | '}diag ${words.join(' ')}`;
    process.stdout.write(`### ${code}\n\n\`\`\`console\n$ ${line}\n${stdout}${stderr}\`\`\`\n\n`);
  }
}
