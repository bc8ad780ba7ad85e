import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Before all tests: `dist/` is what the sources say, for the tests that start the real program. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: root, stdio: 'ignore' });
}
