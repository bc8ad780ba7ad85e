import { expect, test } from 'vitest';
import { pathFrom } from './file-path.ts';

test.each([
  ['as it is', '/var/log/mail.log', 'linux', '/var/log/mail.log'],
  ['in quotes', ` '/var/log/a b.log' `, 'linux', '/var/log/a b.log'],
  ['dragged into a terminal', '/var/log/a\\ b\\(1\\).log', 'darwin', '/var/log/a b(1).log'],
  ['as a URL', 'file:///var/log/a%20b.log', 'linux', '/var/log/a b.log'],
  ['dragged into PowerShell', `& 'C:\\logs\\a b.csv'`, 'win32', 'C:\\logs\\a b.csv'],
  ['in Windows quotes', '"C:\\logs\\a b.csv"', 'win32', 'C:\\logs\\a b.csv'],
  ['under home', '~/mail.log', 'linux', '/home/ann/mail.log'],
  ['a backslash on Windows', 'C:\\logs\\x.csv', 'win32', 'C:\\logs\\x.csv'],
])('a path %s', (_, typed, platform, path) => {
  expect(pathFrom(typed, platform, '/home/ann')).toBe(path);
});
