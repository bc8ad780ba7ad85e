import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

const classes = async (stdin: string | Buffer) => {
  const { stdout } = await runCli(['smtp-throttle', '--format', 'json'], { stdin });
  return (JSON.parse(stdout) as { data: { classes: Record<string, number> } }).data.classes;
};
const throttled = '2026-03-02 08:30:09 ERROR mail: 432 4.3.2 Concurrent connections limit exceeded.\n';

test('a Windows event export is read event by event', async () => {
  const csv = `Level,Date and Time,Source,Event ID,Task Category
Warning,3/2/2026 8:30:09 AM,MSExchangeTransport,1021,SmtpReceive,"Receive connector 'Default' rejected an incoming connection from IP address '10.10.10.10'. The maximum number of connections per source ('20') for this connector has been reached by this source IP address."
Information,3/2/2026 8:30:10 AM,Service Control Manager,7036,None,The Print Spooler service entered the running state.
`;
  expect(await classes(csv)).toEqual({ 'throttle-concurrency': 1 });
});

test.each([
  ['German', 'id;empfaenger;status;gesendet_am;fehler', 'OK', 'FEHLER'],
  ['Spanish', 'id;destinatario;estado;fecha;error', 'enviado', 'fallido'],
  ['French', 'id;destinataire;statut;date_envoi;erreur', 'envoyé', 'échec'],
  ['its own', 'id;recipient;status;sent_at;error', 'ok', 'KAPUTT'],
])('a table with words of %s is read', async (_, header, sent, failed) => {
  const csv = `${header}\n1;a@b.example;${sent};20.11.2026 09:00:01;\n2;a@b.example;${failed};20.11.2026 09:00:02;432 4.3.2 Concurrent connections limit exceeded\n`;
  expect(await classes(csv)).toEqual({ 'throttle-concurrency': 1 });
});

test('a row whose status nobody knows is not counted as understood', async () => {
  const csv =
    'id,status,sent_at\n1,sent,2026-03-02 08:00:00\n2,frobbed,2026-03-02 08:00:01\n3,pending,2026-03-02 08:00:02\n';
  const { stdout } = await runCli(['smtp-throttle', '--format', 'json'], { stdin: csv });
  const { inputs } = JSON.parse(stdout) as { inputs: object[] };
  expect(inputs[0]).toMatchObject({ lines: 4, understood: 3, firstNotUnderstood: { line: 3 } });
});

test.each([
  ['gzip', gzipSync(throttled)],
  ['UTF-16', Buffer.from(`\ufeff${throttled}`, 'utf16le')],
  ['Windows line ends', throttled.replace('\n', '\r\n')],
])('a log is read from %s', async (_, stdin) => {
  expect(await classes(stdin)).toEqual({ 'throttle-concurrency': 1 });
});

test.each([
  ['nothing', '', 'empty'],
  ['something else', 'roses are red\n', 'nothing in it tells of mails'],
])('%s is one line and exit code 2', async (_, stdin, said) => {
  const { exitCode, stdout, stderr } = await runCli(['smtp-throttle'], { stdin });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`^diag: stdin: ${said}[^\\n]*\\n$`));
});

test('a number with its unit is no reply code, also after a mail failed', async () => {
  const log = `2026-03-10 15:31:31 [ERR] MailKit.Net.Smtp.SmtpCommandException: 4.3.2 Concurrent connections limit exceeded.
2026-03-10 15:31:32 [WRN] Slow query: 530 ms for SELECT * FROM orders
2026-03-10 15:31:34 [INF] Read: 512 KB from the cache
`;
  const { stdout } = await runCli(['smtp-throttle', '--format', 'json'], { stdin: log });
  expect(JSON.parse(stdout).data.classes).toEqual({ 'throttle-concurrency': 1 });
});

test('a column of --map that the table lacks is a mistake of the command line', async () => {
  const stdin = 'id,state,sent_at,error\n1,sent,2026-03-10 08:30:00,\n2,failed,2026-03-10 08:30:01,432 4.3.2 busy\n';
  const { stderr, exitCode } = await runCli(['smtp-throttle', '--map', 'status=foo'], { stdin });
  expect(stderr).toBe('diag: --map status=foo: no such column (columns are id, state, sent_at, error)\n');
  expect(exitCode).toBe(2);
});
