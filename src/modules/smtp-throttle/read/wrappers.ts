/** What a client library or agent puts around the words of a server. */
export interface Wrapper {
  readonly client: string;
  /** Group `reply` is the server's text; `code` and `enhanced` where they stand elsewhere. */
  readonly pattern: RegExp;
  /** The words behind are an error of the library itself, of no server. */
  readonly own?: true;
}

const wrapper = (client: string, pattern: RegExp): Wrapper => ({ client, pattern });
const own = (client: string, pattern: RegExp): Wrapper => ({ client, pattern, own: true });

/**
 * In order; the first that matches decides. Shapes from the libraries' sources: dotnet/runtime
 * SmtpException.cs, MailKit SmtpClient.cs, nodemailer lib/smtp-connection, CPython smtplib.py,
 * aiosmtplib errors.py, Symfony Mailer and Swift Mailer, PHPMailer SMTP.php, @sendgrid/client, Angus Mail
 * SMTPTransport.java, net-smtp, sidekiq's job_retry.rb, UTL_SMTP, Roundcube's rcube_smtp.php; and from agents: Postfix, Exim, sendmail, qmail, Exchange.
 */
// biome-ignore format: a table, a row a line
export const wrappers: readonly Wrapper[] = [
  wrapper('symfony', /Expected response code (?:"?\d{3}"?(?:[/,] ?"?\d{3}"?){0,4}) but got (?:an )?(?:code )?"?(?:empty code|\d{3})?"?,? ?(?:with message |empty response)?"(?<reply>\s{0,4}[2-5]\d\d[^"]{0,2000})/s),
  own('symfony', /Expected response code .{0,40}? but got (?:an )?(?<reply>empty response|empty code|code \\?"\\?"(?:,? with message \\?"\\?")?)/s),
  wrapper('symfony', /Failed to authenticate on SMTP server.{0,400}?(?:code "\d{3}"|message) ?,? ?(?:with message )?"(?<reply>[245]\d\d[^"]{3,2000})/s),
  wrapper('system-net-mail', /\b[Tt]he (?:remote )?server (?:response|repsonse) was:? ?(?<reply>\S.{0,2000})/s),
  wrapper('javamail', /SMTP(?:SendFailed|AddressFailed|SenderFailed|AddressSucceeded|Transport)?Exception:? (?<reply>[245]\d\d[ -].{0,2000})/s),
  wrapper('javamail', /AuthenticationFailedException: (?<reply>\S.{0,1000})/s),
  wrapper('javamail', /(?:javax|jakarta)\.mail\.\w{0,20}Exception: (?<reply>[245]\d\d[ -].{0,2000})/s),
  wrapper('mailkit', /SmtpCommandException(?: \(0x[0-9A-F]{8}\))?: (?<reply>\S.{0,2000})/s),
  wrapper('mailkit', /MailKit\.Security\.AuthenticationException: (?:\w{5,60}: )?(?<reply>\S.{0,1000})/s),
  wrapper('mailkit', /SMTP StatusCode: (?<code>\d{3}) \w{1,60}\. (?:System\.)?Exception: (?<reply>\S.{0,2000})/s),
  wrapper('nodemailer', /(?:Message failed|Mail command failed|Data command failed|Recipient command failed|Can't send mail - all recipients were rejected|Invalid login|Invalid greeting|Invalid response(?: received from server)?|Error upgrading connection with STARTTLS|Authentication aborted, invalid challenge string|Protocol error|HELO command failed|EHLO command failed)[:.] ?(?:response=|response: ?)?['"]?(?<reply>[245]\d\d[ -]?.{0,2000})/s),
  wrapper('nodemailer', /\bresponse: ?['"](?<reply>[245]\d\d[ -][^'"]{0,2000})/s),
  wrapper('aiosmtplib', /aiosmtplib[\w.]{0,60}?: \(?(?<code>\d{3}), (?:b)?['"](?<reply>.{0,2000}?)['"](?:\)|, ['"]|$)/s),
  wrapper('smtplib', /\{u?['"][^'"\s]{1,200}@[^'"\s]{1,200}['"]: \((?<code>[245]\d\d), b?['"](?<reply>.{0,2000}?)['"]\)/s),
  wrapper('smtplib', /(?:smtplib|SMTP|mail)\S{0,60}[^\n]{0,60}\((?<code>4[25]\d|432|471|5[0-57]\d), ['"](?<reply>[^'"\n]{3,2000})['"]\)/s),
  wrapper('smtplib', /(?:SMTP\w{0,30}(?:Error|Refused|Exception)?[^\n]{0,40}?)?[({:,] ?\(?(?<code>[245]\d\d), ?b['"](?<reply>.{0,2000}?)(?:['"](?:\)|, ['"])|$)/s),
  wrapper('smtplib', /SMTP(?:Data|Response|SenderRefused|RecipientsRefused|Authentication|Connect|Helo)\w{0,20}: \(?\{?(?:['"]\S{1,200}['"]: ?\()?(?<code>[245]\d\d), ?b?['"](?<reply>.{0,2000}?)(?:['"](?:\)|, ['"])|$)/s),
  wrapper('net-smtp', /Net::(?:SMTP|Open|Read)\w{1,40}: (?<reply>\S.{0,1000})/s),
  wrapper('net-smtp', /ActionMailer.{0,6000}?"error_message":"(?<reply>[^"]{3,600})","error_class":"Net::/s),
  own('net-smtp', /(?:ActionMailer|DelayedMailer|Devise::Async|"(?:queue|class|wrapped)" ?(?::|=>) ?"[\w:]{0,60}[Mm]ailer).{0,6000}?"error_message" ?(?::|=>) ?"(?<reply>[^"]{3,600})"/s),
  wrapper('net-smtp', /(?<reply>[245]\d\d[ -][^\n]{0,800}?) ?\(Net::SMTP\w{1,40}\)/s),
  wrapper('pear', /\[SMTP: .{3,200}? \(code: (?<code>[245]\d\d), response: (?<reply>.{0,1000}?)\)\]/s),
  wrapper('pear', /Invalid response code received from server \((?<reply>[45]\d\d)\)/),
  own('pear', /\[SMTP: (?<reply>.{3,600}?) \(code: -1, response: /s),
  wrapper('ricoh', /\bSMTPC: .{0,120}?\[(?<reply>[45]\d\d)\]/),
  wrapper('phpmailer', /(?<reply>(?:SMTP server error|SMTP Error|The following From address failed|SMTP connect\(\) failed)[^\n]{0,600}?SMTP code: \d{3}.{0,300})/s),
  wrapper('phpmailer', /SMTP (?:-> )?(?:NOTICE|ERROR): .{0,200}?(?<reply>[45]\d\d[ -].{0,800})/s),
  wrapper('oracle', /ORA-2927[89]: SMTP (?:transient|permanent) error: (?<reply>.{0,1000})/s),
  wrapper('exchange', /(?:Remote|Remove) [Ss]erver (?:returned|said):? ?(?:'|"|&lt;|<)(?<reply>.{0,2000})/s),
  wrapper('exchange', /Reported error: (?<reply>[45]\d\d.{0,1000})/s),
  wrapper('exim', /(?:SMTP|LMTP) error (?:from remote (?:mail )?server )?(?:after|for) .{1,300}?: (?:host \S{1,255} \[[\d.:a-f]{1,45}\]:\s{1,10})?(?<reply>(?:[45]\d\d|[45]\.\d).{0,1000})/s),
  wrapper('postfix', /(?:host|server) \S{1,255}(?: \[[\d.:a-fA-F]{1,45}\])?\s{1,10}(?:said|refused\s{1,10}to\s{1,10}talk\s{1,10}to\s{1,10}me):\s{1,10}(?<reply>.{1,2000})/s),
  wrapper('postfix', /conversation with \S{1,255} (?<reply>timed out while .{0,200})/s),
  wrapper('sendmail', /\(reason: (?<reply>.{3,1000}?)\)(?:\n|$)/s),
  wrapper('qmail', /Remote host said: (?<reply>.{3,1000})/s),
  wrapper('qmail', /did not like our (?:RCPT TO|final DATA|MAIL FROM|DATA|EHLO|HELO): ?(?<reply>.{3,1000})/s),
  wrapper('gmail', /(?:response from the remote server was|error that the other server returned was|remote server (?:responded|said|replied)(?: with)?):\s{0,10}(?<reply>.{3,1000})/is),
  wrapper('ironport', /\d\.\d\.\d - .{1,80} '(?<reply>[^']{3,600})' \(delivery attempts/s),
  wrapper('roundcube', /(?:SMTP Error|Error SMTP) ?\((?<code>[245]\d\d)\): ?\(?(?<reply>.{3,600})/s),
  wrapper('curl', /\b(?:MAIL|RCPT|DATA|AUTH) failed: (?<reply>[45]\d\d)\b/),
  wrapper('other', /responded with failure: (?<reply>.{3,1000})/s),
  own('nodemailer', /(?<reply>(?:Connection timeout|Greeting never received|Connection closed(?: unexpectedly)?|Timeout|getaddrinfo E\w{3,20}|connect E\w{3,20}|read E\w{3,20}|queryA E\w{3,20}|unable to verify the first certificate|self[- ]signed certificate)[\s\S]{0,400}(?:SMTPConnection|smtp-connection|nodemailer|code: 'E(?:CONNECTION|SOCKET|DNS|TIMEDOUT|TLS|STREAM)').{0,400})/s),
  own('sendgrid', /(?:Response)?Error: (?<reply>(?:Bad Request|Unauthorized|Forbidden|Payload Too Large|Too Many Requests|Internal Server Error|Service Unavailable)\b)(?=.{0,300}@sendgrid[\\/]client)/s),
  own('system-net-mail', /SmtpException: (?<reply>Failure sending mail\..{0,2000}|The operation has timed out.{0,200}|Syntax error.{0,400}|.{3,600})/s),
  own('mailkit', /(?:SslHandshakeException|SmtpProtocolException|ServiceNotConnectedException|ServiceNotAuthenticatedException): (?<reply>.{3,600})/s),
  own('symfony', /(?:Swift_\w{3,40}|TransportException|Symfony\\Component\\Mailer\S{0,80})\W{1,6}(?:with message )?['"]?(?<reply>Connection .{0,400}|Failed to authenticate.{0,600}|Unable to connect.{0,400}|stream_socket\w{0,20}.{0,400}|.{3,300})/s),
  own('javamail', /(?<reply>(?:javax|jakarta)\.mail\.AuthenticationFailedException)(?=\s{0,4}(?:\n|$))/),
  own('javamail', /(?:MailConnectException|MailSendException|MessagingException): .{0,6000}?\n\s{0,20}(?:(?:nested exception is|Caused by):\s{1,20})(?<reply>(?:java\.net\.UnknownHostException|javax\.net\.ssl\.\w{3,40}Exception|sun\.security\.[\w.]{3,80}Exception)\b.{0,600})/s),
  own('javamail', /(?:MailConnectException|MailSendException|MessagingException|MailAuthenticationException|SendFailedException): (?<reply>.{3,1000})/s),
  own('symfony', /RfcComplianceException(?:\(code: \d{1,5}\))?\W{1,8}(?<reply>(?:Email|Address) .{3,300})/s),
  own('phpmailer', /SMTP NOTICE: (?<reply>EOF caught while checking if connected)/),
  own('phpmailer', /(?<reply>Could not instantiate mail function)/),
  own('phpmailer', /(?<reply>SMTP connect\(\) failed.{0,300}|SMTP Error: (?:Could not|The following|[Dd]ata not|Failed).{0,400})/s),
  own('smtplib', /smtplib\.(?<reply>SMTP(?!_SSL\b)\w{3,40}(?:: .{0,400})?)/s),
  own('aiosmtplib', /aiosmtplib\.[\w.]{0,40}?(?<reply>SMTP\w{3,40}: .{0,400})/s),
  own('database-mail', /Sending Mail using Account.{0,100}Exception Message: (?<reply>.{3,600})/s),
];

/** Client libraries by what else of them shows in a record. */
export const fingerprints: readonly (readonly [client: string, pattern: RegExp])[] = [
  ['database-mail', /Sending Mail using Account|sysmail/],
  ['mailkit', /MailKit\.|MimeKit\./],
  ['system-net-mail', /System\.Net\.Mail|SmtpException|[Tt]he server response was:/],
  ['nodemailer', /nodemailer|SMTPConnection\.|smtp-connection|\bEENVELOPE\b|\bEMESSAGE\b|\bEAUTH\b/],
  ['aiosmtplib', /aiosmtplib/],
  ['smtplib', /smtplib|SMTPDataError|SMTPSenderRefused|SMTPRecipientsRefused|SMTPAuthenticationError/],
  ['javamail', /javax\.mail|jakarta\.mail|angus\.mail|com\.sun\.mail|springframework\.mail|SMTPSendFailed/],
  [
    'symfony',
    /Swift_|Symfony\\Component\\Mailer|Expected response code|Connection could not be established with host (?:\S{1,255} \[.{1,200} #\d{1,5}\]|"(?:ssl|tls|tcp):\/\/)/,
  ],
  ['phpmailer', /PHPMailer|SMTP -> (?:FROM SERVER|ERROR)|SERVER -> CLIENT|CLIENT -> SERVER/],
  ['net-smtp', /Net::SMTP|ActionMailer|net\/smtp\.rb/],
  ['oracle', /ORA-2927[89]|UTL_SMTP|UTL_MAIL|APEX_MAIL/i],
  ['go-smtp', /gomail|net\/smtp|gophish/],
  ['cdo', /0x800ccc\d\d|CDO\.Message/i],
  ['emailjs', /emailjs|SMTPError: /],
  ['mailgun', /MailgunAPIError|api\.(?:eu\.)?mailgun\.net/],
  ['sendgrid', /@sendgrid\/|api\.sendgrid\.com|verified Sender Identity/],
  ['microsoft-graph', /graph\.microsoft\.com\/\S{0,200}\/sendMail\b/i],
  ['postfix', /\(in reply to (?:end of )?[A-Z ]{2,30}command\)/],
  ['exim', /remote_smtp defer|SMTP error from remote mail server after/],
];
