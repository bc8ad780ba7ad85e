import type { AppRecord } from './app-record.ts';
import { isHeader, isNpmLine } from './context.ts';
import { advises } from './prose.ts';
import { isSource } from './source-code.ts';

/** Jakarta Mail and Spring Integration fetch mails with the same exceptions as they send them with. */
const receives = (text: string): boolean =>
  /\b(?:imap|pop3)\.(?:IMAP|POP3)(?:SSL)?(?:Store|Folder)\b|\bwhile polling for mail\b/.test(text) &&
  !/SMTP\w{0,8}Transport|JavaMailSender/.test(text);

/** A row of a page that tells what the fields of a program hold: `| `rejected` | Addresses that the server rejected |`. */
const field = /^\s{0,8}\| ?`[^`|]{1,80}` ?\|/;

/** A login of a caller that maddy refused (internal/endpoint/smtp). */
const callerLogin = /\b(?:submission|smtp): authentication failed\s{1,4}\{.{0,400}"src_ip"/;

/** Whether a record has words of a mail that failed, and is about none that somebody sent. */
export const tellsOfNone = ({ text, at }: AppRecord): boolean =>
  isHeader(text) ||
  isNpmLine(text) ||
  receives(text) ||
  callerLogin.test(text) ||
  (at === undefined && (isSource(text) || advises(text) || field.test(text)));
