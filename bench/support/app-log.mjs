// Writes the log of a web application that is the same for the same seed: requests, jobs and queries with
// their numbers and times, 3 % lines about mails that were sent, 0.05 % mails that were refused, with
// the stack trace of the framework.
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from './maillog.mjs';

const refusal =
  '4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=AM0PR04MB1234.eurprd04.prod.outlook.com]';
const routes = ['/api/orders', '/api/customers/search', '/cart', '/checkout/payment', '/health/ready', '/api/v2/stock'];
const jobs = ['InvoiceRun', 'StockSync', 'PriceImport', 'SessionCleanup', 'ReportBuilder'];
const two = (n) => String(n).padStart(2, '0');
const three = (n) => String(n).padStart(3, '0');

/** What happened, before a framework writes it: level, logger, words, perhaps a stack trace's kind. */
function event(random) {
  const n = (most) => Math.floor(random() * most);
  const pick = (list) => list[n(list.length)];
  const kind = random();
  const user = `user${n(90_000)}@contoso.com`;
  if (kind < 0.0005)
    return ['error', 'Shop.Mail.Sender', `Could not send order confirmation ${n(9e6)} to ${user}`, 'smtp'];
  if (kind < 0.03) return ['info', 'Shop.Mail.Sender', `Email sent to ${user} in ${n(900) + 80} ms, order ${n(9e6)}`];
  if (kind < 0.033) return ['error', 'Shop.Orders.Store', `Unhandled exception while saving order ${n(9e6)}`, 'other'];
  if (kind < 0.05)
    return ['warn', 'Shop.Db.Commands', `Slow query: ${n(1900) + 200} ms for GetOpenOrders (${n(600)} rows)`];
  if (kind < 0.4)
    return [
      'info',
      'Shop.Web.Requests',
      `HTTP GET ${pick(routes)}/${n(9e5)} responded ${pick([200, 200, 204, 304, 404])} in ${(random() * 500).toFixed(4)} ms`,
    ];
  if (kind < 0.6)
    return [
      'info',
      'Shop.Db.Commands',
      `Executed DbCommand (${n(60)}ms) [Parameters=[@p0='${n(9e6)}', @p1='${n(500)}'], CommandTimeout=30] SELECT * FROM orders WHERE id = @p0`,
    ];
  if (kind < 0.75)
    return [
      'debug',
      'Shop.Cache',
      `Cache ${pick(['hit', 'miss'])} for key basket:${n(9e6)}:${n(600)}, ${n(512)} KB held, ttl ${n(3600)} s`,
    ];
  if (kind < 0.9)
    return [
      'info',
      'Shop.Jobs.Scheduler',
      `Job ${pick(jobs)} #${n(9e6)} step ${n(9)} of 9 done in ${n(60_000)} ms, ${n(5000)} items, next run in ${n(600)} s`,
    ];
  return [
    'info',
    'Shop.Web.Session',
    `Session ${n(2 ** 31).toString(16)}${n(2 ** 31).toString(16)} of customer ${n(9e5)} opened from 10.${n(250)}.${n(250)}.${n(250)}, agent Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/${n(120)}.0.4.5`,
  ];
}

const frames = (count, frame) => Array.from({ length: count }, (_, i) => frame(i)).join('\n');

/** Java, Logback's usual pattern: `2026-03-02 08:30:09.452 INFO  [http-nio-8080-exec-7] c.s.Web : …`. */
function logback(at, [level, logger, words, failure], id) {
  const head = `${at.date} ${at.time}.${three(at.ms)} ${level.toUpperCase().padEnd(5)} [http-nio-8080-exec-${id % 40}] ${logger} - ${words}\n`;
  const trace = frames(22, (i) => `\tat com.contoso.shop.layer${i}.Handler$Inner.call(Handler.java:${400 + i * 7})`);
  if (failure === 'smtp')
    return `${head}org.springframework.mail.MailSendException: Failed messages: com.sun.mail.smtp.SMTPSendFailedException: 432 ${refusal}\n\tat org.springframework.mail.javamail.JavaMailSenderImpl.doSend(JavaMailSenderImpl.java:510)\n${trace}\nCaused by: com.sun.mail.smtp.SMTPSendFailedException: 432 ${refusal}\n\tat com.sun.mail.smtp.SMTPTransport.issueSendCommand(SMTPTransport.java:2374)\n\t... 24 common frames omitted\n`;
  return failure === undefined
    ? head
    : `${head}java.lang.IllegalStateException: row 4711 is locked\n${trace}\nCaused by: java.sql.SQLTransientException: lock wait\n${trace}\n\t... 12 common frames omitted\n`;
}

/** .NET, Serilog's file sink: `2026-03-02 08:30:09.452 +01:00 [INF] …`. */
function serilog(at, [level, logger, words, failure]) {
  const short = { info: 'INF', warn: 'WRN', error: 'ERR', debug: 'DBG' }[level];
  const head = `${at.date} ${at.time}.${three(at.ms)} +01:00 [${short}] ${logger} ${words}\n`;
  const trace = frames(
    14,
    (i) =>
      `   at Contoso.Shop.Layer${i}.Handler.<CallAsync>d__${i}.MoveNext() in C:\\src\\Shop\\Handler${i}.cs:line ${400 + i * 9}`,
  );
  if (failure === 'smtp')
    return `${head}System.Net.Mail.SmtpException: Syntax error, command unrecognized. The server response was: ${refusal}\n   at System.Net.Mail.DataStopCommand.CheckResponse(SmtpStatusCode statusCode, String serverResponse)\n   at System.Net.Mail.SmtpClient.Send(MailMessage message)\n${trace}\n`;
  return failure === undefined
    ? head
    : `${head}System.InvalidOperationException: Row 4711 is locked\n ---> System.Data.DBConcurrencyException: lock wait\n${trace}\n   --- End of inner exception stack trace ---\n${trace}\n`;
}

/** Node, pino: an object a line, the stack in a string. */
function pino(at, [level, logger, words, failure], id) {
  const number = { debug: 20, info: 30, warn: 40, error: 50 }[level];
  const head = {
    level: number,
    time: at.epoch,
    pid: 4242,
    hostname: 'shop-7f9c',
    reqId: `req-${id.toString(36)}`,
    name: logger,
  };
  const stack = (first) =>
    `${first}\n${frames(9, (i) => `    at Handler.call${i} (/app/dist/layer${i}/handler.js:${400 + i * 7}:21)`)}`;
  const err =
    failure === 'smtp'
      ? {
          type: 'Error',
          message: `Message failed: 432 ${refusal}`,
          stack: stack(
            `Error: Message failed: 432 ${refusal}\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:809:19)`,
          ),
          code: 'EMESSAGE',
          response: `432 ${refusal}`,
          responseCode: 432,
          command: 'DATA',
        }
      : failure && { type: 'Error', message: 'row 4711 is locked', stack: stack('Error: row 4711 is locked') };
  return `${JSON.stringify({ ...head, ...(err ? { err } : {}), msg: words })}\n`;
}

export const forms = { logback, serilog, pino };

/** Writes about `bytes` bytes to `path` in the form of one framework. */
export function writeAppLog(path, bytes, form, seed = 20260302) {
  const random = randomFrom(seed);
  const file = openSync(path, 'w');
  const write = forms[form];
  // As many records a millisecond as spread the log over one day.
  const step = 86_400_000 / (bytes / 150);
  const begin = Date.UTC(2026, 2, 2);
  let [written, ms, text] = [0, 0, ''];
  for (let id = 0; written < bytes; id++) {
    ms = Math.min(ms + step, 86_399_999);
    const s = Math.floor(ms / 1000);
    const at = {
      date: '2026-03-02',
      time: `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
      ms: Math.floor(ms) % 1000,
      epoch: begin + Math.floor(ms),
    };
    text += write(at, event(random), id);
    if (text.length > 1 << 20) {
      written += writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}
