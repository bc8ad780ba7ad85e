import { expect, test } from 'vitest';
import { behindPrompt, isBarePrompt } from './shell-prompt.ts';

const prompts = [
  ...[
    '[root@n1 ~]# ',
    '[n1 ~]$ ',
    '[me@n1 kube config]$ ',
    'root@host:~# ',
    'root@10.0.0.5:/etc# ',
    '(venv) me@host ~ % ',
  ],
  ...['me@host:~/a b$ ', 'me@host> ', 'me@host ~ ❯ ', 'Mac:~ me$ ', 'host:/etc# ', 'cp-1:~$ ', ':~# ', '➜  ~ '],
  ...['➜  diag git:(main) ✗ ', 'C:\\>', 'C:\\Program Files> ', 'PS C:\\Users\\me> ', 'PS /home/me> '],
  ...[
    '/ # ',
    '~ $ ',
    '/etc $ ',
    'bash-5.1$ ',
    'sh-4.2# ',
    '$ ',
    '# ',
    '% ',
    'host% ',
    '❯ ',
    'admin@nas[~]$ ',
    'me /src/app (main) $ ',
    '└─$ ',
    '└──╼ #',
    '╰─❯ ',
  ],
];

test.each(prompts)('%s is a prompt', (prompt) => {
  expect(behindPrompt(`${prompt}curl -k https://x/`)).toBe('curl -k https://x/');
  expect(isBarePrompt(prompt.trimEnd())).toBe(true);
});

test.each([
  ...[
    'Warning  Failed  2m (x3 over 5m)  kubelet',
    '2026-03-10T15:31:00Z ERROR 100% full',
    '50% of pods are ready',
    'a: b',
  ],
  ...['{"message":"$ x"}', 'curl: (7) Failed to connect', '> GET / HTTP/1.1', '  % Total    % Received', 'ok', ''],
])('%j begins with none', (line) => {
  expect(behindPrompt(line)).toBeUndefined();
  expect(isBarePrompt(line)).toBe(false);
});

test('a hostile line costs no more than its length', () => {
  for (const unit of ['a', 'a ', '/', 'a@', '[a@', 'a:', '$', 'PS C:\\', '➜ '])
    expect(behindPrompt(`${unit.repeat(50_000)}\n`)).toBeUndefined();
});
