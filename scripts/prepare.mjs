// Makes `npm start` and `npm test` work on a fresh clone: installs what package-lock.json names where
// that has not happened, and builds where a source is newer than the build.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, changed(`${entry.parentPath ?? entry.path}/${entry.name}`)), 0);
const npm = (...words) =>
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });

if (changed('node_modules/.package-lock.json') < changed('package-lock.json'))
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
const sources = Math.max(newest('src'), newest('scripts'), changed('package.json'));
if (changed('dist/cli.js') < sources) npm('run', '--silent', 'build');
