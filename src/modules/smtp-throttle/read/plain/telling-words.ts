const timeOuts = ['time', 'timed'].flatMap((time) => ['out', ' out', '-out', ' -out'].map((out) => time + out));
const smtpCodes = [
  '42[12]',
  '432',
  '45[0124589]',
  '471',
  '50[0-4]',
  '51[01235]',
  '52[13]',
  '53[0458]',
  '54[12]',
  '55[0-6]',
  '57[01]',
];

/**
 * Every record of an application log that the reader takes anything from has one of these in it: a
 * superset, word by word, of what `application.ts`, `wrappers.ts` and `signs.ts` look for. A record
 * with a time and without any of them only counts as understood.
 */
export const tellingWords: readonly string[] = [
  // application.ts, `failing` and `errorName`
  ...'error fail exception fatal refus reject unable couldn cannot denied exceeded limit bounced unsuccessful'.split(
    ' ',
  ),
  ...'throttl unknown quota blocked disabled expired greylist graylist invalid illegal doesn \\Wfull'.split(' '),
  ...['could n', "can't", 'not sent', 'not be sent', 'not delivered', 'not be delivered', 'too many', 'did not'],
  ...['no such', 'does n', 'not found', 'not exist', 'not accept', 'lost connection', 'no mx', 'no valid'],
  ...['not listed', 'not a member', '\\W[E][A-Z][A-Z][A-Z][A-Z]'],
  ...timeOuts,
  // application.ts, `mailWords` and the agents
  ...'smtp mail rcpt ehlo helo storedrv recipient hostname= \\Wdsn\\W aka.ms/ msexchange \\Wses\\W stat='.split(' '),
  ...['receive connector', 'transcript of session', 'delivery incomplete', 'the following addresses'],
  // Line ends of old, and what crashed writers leave: the text has to be cut in another way.
  '[\\x00]',
  '[\\r][^\\n]',
  // application.ts, `sentWords`
  ...['\\Wsent\\W', 'delivered', 'dispatched', 'accepted for delivery', 'queued as', 'queued mail', '250 2.'],
  // application.ts, `codeAndStatus`, `codeFirst`, `statusAlone`, `transcript`: a fraction of a second is no code
  ...smtpCodes.flatMap((code) => [`[^\\w.,]${code}[ -][A-Za-z<#*'"245]`, `,${code}[ -][#245]`]),
  ...['.\\d.', '.\\d\\d.', '.\\d\\d\\d.'].map((middle) => `[^\\w.][45]${middle}\\d`),
  ...[':', ': ', '< ', '[\\x80-\\xff]', '[\\x80-\\xff] '].map((sign) => `${sign}[45]\\d\\d[ -]`),
  // wrappers.ts
  ...['expected response code', 'server response', 'server repsonse', 'response:', 'net::', 'ora-2927'],
  ...['remote server', 'remove server', '\\Wsaid:', '(reason: ', 'server returned was', 'delivery attempts'],
  ...['[245]\\d\\d,[b][\'"]', '[245]\\d\\d, [b][\'"]', 'swift_', 'symfony', 'mimekit', 'in reply to', 'gophish'],
  ...['client ->', '-> client', '0x800ccc', 'cdo.message', 'net/', 'responsecode'],
  // signs.ts
  ...['auth plain', 'auth login', 'maxconnections', 'maxmessages', 'concurrency', 'max_parallel', ' 1500[4-7]'],
  ...['enviad', 'gesendet', 'envoy'],
];
