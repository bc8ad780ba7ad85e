import { expect, test } from 'vitest';
import { promptName } from './prompts.ts';

test.each([
  ['root@web1:~# ', 'web1'],
  ['[root@Web1 ~]# ', 'web1'],
  ['[web1 ~]$ ', 'web1'],
  ['(venv) me@web1 ~ % ', 'web1'],
  ['Mac:~ me$ ', 'mac'],
  ['web1:/etc# ', 'web1'],
  ['web1# ', 'web1'],
  ['$ ', '\0$'],
  ['# ', '\0$'],
  ['/ # ', '\0/'],
  ['bash-5.1$ ', '\0sh'],
  ['sh-4.2# ', '\0sh'],
  ['PS C:\\Users\\me> ', '\0windows'],
  ['C:\\>', '\0windows'],
])('the prompt %j is of %j', (prompt, name) => {
  expect(promptName(prompt)).toBe(name);
});
