import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const functions = 'src/collectors/kubernetes/files.sh';
const kernel = (path: string): string =>
  execFileSync('sh', ['-c', `root=''; content() { cat; }; . "./${functions}"; kernel "${path}"`], { encoding: 'utf8' });

test.each([
  // Written only, by whomever.
  ['/proc/self/clear_refs', '=== denied /proc/self/clear_refs\n'],
  ['/proc/self/no-such-file', '=== absent /proc/self/no-such-file\n'],
])('a file of the kernel that is closed is told from one that is not there: %s', (path, told) => {
  expect(kernel(path)).toBe(told);
});

test('one that can be read is told as it is', () => {
  expect(kernel('/proc/sys/kernel/ostype')).toBe('=== text /proc/sys/kernel/ostype\nLinux\n\n=== end\n');
});
