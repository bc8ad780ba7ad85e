/** Reply codes of SMTP, and those that providers made up. */
const smtpCodes = '(?:42[12]|432|45[0124589]|471|50[0-4]|51[01235]|52[135]|53[0458]|54[12]|55[0-6]|57[01])';
export const codeAndStatus = new RegExp(
  `(?<![\\d.:/#-])(?<reply>${smtpCodes}[ -]#?[245]\\.\\d{1,3}\\.\\d{1,3}\\b(?!\\.\\d).{0,2000})`,
  's',
);
/** `Slow query: 530 ms`, `read: 512 KB`: a number with its unit is no reply code. */
const unit = '(?:ms|msec|secs?|seconds|minutes|[KMGT]i?B|bytes|rows|items|records)\\b';
/** Words behind a code, no `450 ms`. */
const words = `(?!${unit})(?=[A-LN-Za-ln-z<#*'"]|m[^s]|ms\\w)`;
export const codeFirst = new RegExp(
  `(?:^|[:>] ?|^.{0,40} - |^.{0,60}\\bcode:? )['"(]?(?<reply>${smtpCodes}[ -]${words}.{0,2000})`,
  's',
);
export const statusAlone =
  /(?:^|[:>({"'-] ?|\bresponse |\berror |\bwas )(?<reply>#?[45]\.\d{1,3}\.\d{1,3}(?![.\d\w-])(?: -)? ?['"“]?[A-Za-z<(#].{0,2000})/s;
/** Where `statusAlone` may stand in a field whose blanks are cut off later. */
const statusInField = /(?<![\w.])#?[45]\.\d{1,3}\.\d{1,3}(?![.\d\w-])(?: -)? ?['"“]?[A-Za-z<(#]/;
// `└─473 /usr/sbin/sshd` is a process, as `systemctl status` draws it.
const marks = String.raw`S: |<<< |<\*\* {1,2}|<~\* {1,2}|< |Read: |RECEIVED: |reply: b?['"]|SERVER -> CLIENT: ?|SMTP -> FROM SERVER: ?|SMTP Response: |Recv: |RECV: |\u2514\u2500(?:\u2500{1,2} ?| )|\bIn: |\bOut: |← `;
export const transcript = new RegExp(`(?:^|\\s)(?:${marks})(?<reply>[45]\\d\\d[ -](?!${unit}).{0,800})`, 's');

/** What an answer of a server matches that no library put anything around. */
export const answers: readonly RegExp[] = [codeAndStatus, codeFirst, statusAlone, statusInField, transcript];
