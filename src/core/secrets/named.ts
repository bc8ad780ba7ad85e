import { anyCase, bare, block, prose, quoted, separator, spared } from './names.ts';
import type { SecretShape } from './shape.ts';

const strong = [
  String.raw`pass(?:word|wd|phrase|code|wort|ord)s?|kennwort|pwd(?!\s{0,2}=\s{0,2}\/)|\bsshpass(?=\s{0,2}[=:])|rediscli_auth|erlang[ _-]?cookie|(?:auth|nonce|logged_in|password|hash)[ _-]?salt|apikey_private|(?:devops_ext|github|gitlab|azp|ado)_pat(?=["']?\s{0,2}[=:])|\bpasse|mot[ _-]de[ _-]passe|contrase(?:ñ|n)a|\bsenha|\bhas(?:l|ł)o|wachtwoord|l(?:ö|o)senord|adgangskode|salasana|\bheslo|jelsz(?:ó|o)|\bparola`,
  '[Пп]ароль|密码|密碼|口令|パスワード|비밀번호'.replace('[Пп]', '(?:П|п)'),
  `(?:client|app|shared|account|storage|signing|encryption|webhook|consumer|session|cookie|jwt|hmac)[ _-]?secret`,
  `(?:account|access|api|shared[ _-]?access|secret|private|routing|integration|pre-?shared|encryption|signing|subscription|storage|admin|master|function|host|validation|decryption|service|session|license|connection|mailgun|sendgrid|stripe)[ _-]?key`,
  String.raw`bearer[ _-]?token|(?:access|refresh|id|auth|session|bootstrap|bot|api|security|personal|registration|deploy|csrf|agent|join|device|push|verification|reset|invite)[ _-]?token|\bsas(?:[ _-]?token)?|shared[ _-]?access[ _-]?signature|requirepass|masterauth|masteruser_?pass|\bcommunity_?string`,
  String.raw`(?:recovery|unseal|activation|product|backup|setup|instrumentation|tunnel|wep|radius)[ _-]?(?:key|code|secret)|seed[ _-]?phrase|\b(?:wpa_?)?psk|\botp(?=\s{0,2}[=:])|unlock_?pin|(?:store|key|trust)_?pass|root[ _-]token|\bj_password`,
].join('|');
const weak = String.raw`secret|(?<=_)credentials?(?==)|(?<!PublicKey)(?<!cluster-)(?!(?<=cannot fetch )token: [45]\d\d(?![^\s"\\]))token|auth[_-]?key|credentials?(?=["']{0,1}[:=]\s{0,1}["'])|apikey`;
/** Short names that are words too: alone, or behind what they belong to. */
const short = `(?:(?<=[a-z])(?:Pass|Pw)|(?:(?<![A-Za-z])|db|DB|user|smtp|mail|root|admin|mysql|ldap|bind|sasl|http|proxy|auth|sql|ftp)(?:[Pp]ass|PASS|[Pp]w|PW))`;
const tail = String.raw`(?:[_-]?(?:value|text|hash|b64|base64|base|data|\d{1,2})|[ ]\d{1,2}(?=:))?`;

/** What stands before a name (SMTP_, smtp.client) is no part of the match: it stays, and costs nothing. */
const named = (names: string, value: string, flags = 'gi'): RegExp =>
  new RegExp(`((?:${names})${tail}${separator})(?!:\\s{0,3}\\[[a-z])${spared}(?:${value})`, `${flags}m`);

/** Passwords and the like, known by the name of their field. */
export const namedShapes: readonly SecretShape[] = [
  {
    // A line of INI or YAML, or an answer to a prompt, ends where the line does: Password: two words
    id: 'password-line',
    pattern: new RegExp(
      String.raw`(^[ \t]{0,40}(?:- )?["']?[\w.-]{0,60}(?:${strong})["']?[ \t]{0,8}[:=][ \t]{1,8})${spared}${prose}[^\s"'|>=:,;{}[\]][^\s"'=:,;]{0,200}(?:[ \t]{1,4}[^\s"'=:,;#]{1,200}){1,8}(?=[ \t]{0,8}\r?$)`,
      'gim',
    ),
    replacement: '$1[secret]',
    only: /pass|kennw|pwd|contras|senha|has(?:l|ł)o|woord|ord|heslo|jelsz|parola|kode|salas|secret|key|token|[^ -~]/i,
    samples: [['password: correct horse battery', 'horse']],
    not: ['password: authentication failed for bob', 'password = wrong for user bob'],
    source: 'INI and YAML scalars',
  },
  {
    id: 'named-password',
    pattern: named(strong, `${quoted}|${block}|${prose}${bare}`),
    replacement: '$1[secret]',
    only: /pass|kennw|pwd|cookie|salt|_pat|contras|senha|has(?:l|ł)o|woord|ord|heslo|jelsz|parola|kode|salas|secret|key|token|sas|signature|auth|community|psk|otp|pin|phrase|code|[^ -~]/i,
    samples: [
      ['user=x password=hunter22', 'hunter22'],
      ['password="hunter;22"', 'hunter'],
      ['Server=db;Uid=sa;Pwd=hunter22;', 'hunter22'],
      ['SharedAccessKeyName=x;SharedAccessKey=abcdefghijklmn=;', 'abcdefghijklmn'],
      ['Kennwort=hunter22', 'hunter22'],
      ['client_secret=abc~def', 'abc~def'],
      ['{\\"password\\":\\"hunter22\\"}', 'hunter22'],
      ['{\\\\\\"password\\\\\\":\\\\\\"hunter22\\\\\\"}', 'hunter22'],
      ['DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcDEF123==;EndpointSuffix=x', 'abcDEF123'],
      ['Password=abc&hunter22', 'hunter22'],
      ['Server=db;Password=abc hunter22;Encrypt=true', 'hunter22'],
      ['jdbc:sqlserver://db;password={abc;hunter22};encrypt=true', 'hunter22'],
      ['SMTP_PASSWORD: hunter22', 'hunter22'],
      ['password=abc\\ hunter22', 'hunter22'],
      ['password: |\n  hunter22\nuser: x', 'hunter22'],
      ['q=password%3Dhunter22%26x', 'hunter22'],
      ['пароль: hunter22', 'hunter22'],
      ['パスワード=hunter22', 'hunter22'],
      ['<machineKey validationKey="ABCDEF0123"/>', 'ABCDEF0123'],
      ['password&quot;:&quot;hunter22&quot;', 'hunter22'],
      ['%22password%22%3A%22hunter22%22', 'hunter22'],
      ['\\u0022password\\u0022:\\u0022hunter22\\u0022', 'hunter22'],
      ['password[]=hunter22', 'hunter22'],
      ['password -> hunter22', 'hunter22'],
      ['password:\n  hunter22\nuser: x', 'hunter22'],
      ['"password":\n "hunter22"', 'hunter22'],
      ['Unseal Key 1: abcdefghijklmnop', 'abcdefghijklmnop'],
      ['SECRET_KEY_BASE=hunter22', 'hunter22'],
      ['wpa_psk=hunter22', 'hunter22'],
      ['recovery key: 123456-123456', '123456'],
      ['userPassword:: aHVudGVyMjI=', 'aHVudGVy'],
      ['REDISCLI_AUTH=hunter', 'hunter'],
      ['SSHPASS=hunter', 'hunter'],
      ['RABBITMQ_ERLANG_COOKIE=HUNTER', 'HUNTER'],
      ['AZURE_DEVOPS_EXT_PAT=hunter', 'hunter'],
      ['routing_key: 0123abcd', '0123abcd'],
    ],
    not: [
      'password: authentication failed',
      'failed to refresh token: oauth2: token expired and refresh token is not set',
      'failed to refresh token: oauth2: "invalid_grant" "Token is not active"',
      'failed to get access token: 401 Unauthorized',
      'the password is wrong',
      'keyboard=us',
      'SharedAccessKeyName=RootManage',
      'secretName: tls-cert',
      'bypass=1',
      'PWD=/root',
      'monkey=1',
      'hostkey-algorithms',
      'Password = $true',
      'password: $(cat x)',
      'passwords:\n  enabled: true',
      'Root token lost',
      'activation: done',
    ],
    source: 'ADO.NET, ODBC and JDBC connection strings, environment variables, JSON and YAML settings',
  },
  {
    // db_pass=…, "pass": "…", pw=…: also words of reports on tests, so a count is none
    id: 'short-name',
    pattern: new RegExp(
      String.raw`(${short}${tail}${separator})${spared}(?!\d{1,9}(?:[\s.,;]|$)|\/)(?:${quoted}|(?=\S{10}|\S{0,9}[0-9A-Z_~+=!$^&*-])${prose}${bare})`,
      'g',
    ),
    replacement: '$1[secret]',
    only: /pass|pw/i,
    samples: [
      ['DB_PASS=hunter22', 'hunter22'],
      ['"pass":"hunter"', 'hunter'],
      ['smtp.pass: hunter22', 'hunter22'],
      ['pw=Hunter', 'Hunter'],
    ],
    not: ['pass=12 fail=0', 'PASS: 12 tests', 'bypass: Yes1', 'compass: N1', 'pass: /etc/x'],
    source: 'settings of mailers (nodemailer auth.pass) and environment variables',
  },
  {
    // token=…, secret: … : the words are also prose, so behind a colon a value must look like one
    id: 'named-token',
    pattern: named(
      anyCase(weak),
      `${quoted}|${block}|(?=\\S{10}|\\S{0,9}[0-9A-Z_~+/=.-])(?![a-z]{2,20}[ \\t]{1,4}[a-z]{2,20}\\b)${prose}${bare}`,
      'g',
    ),
    replacement: '$1[secret]',
    only: /secret|token|auth|credential|apikey/i,
    samples: [
      ['token: abcdefghij', 'abcdefghij'],
      ['--oidc-client-secret=secret-11-abc', 'secret-11-abc'],
      ['token=Abc123', 'Abc123'],
      ['cannot fetch token: 400abc', '400abc'],
      ['token: oauth2:abc', 'oauth2:abc'],
      ['token: 401', '401'],
      ['SMTP_CREDENTIALS=bob:hunter22', 'hunter22'],
    ],
    not: [
      'token: expired',
      'secret: not found',
      'invalid token: token has expired',
      'oauth2: cannot fetch token: 400 Bad Request',
      'oauth2: cannot fetch token: 400',
      'failed to fetch oauth token: Post "https://auth.docker.io/token": dial tcp: i/o timeout',
      'failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      'secretName: web-tls',
      'PublicKeyToken=b77a5c561934e089',
      'Invalid credentials: 5.7.3 refused',
      'Credential = New-Object X',
      'Secret:(*v1.SecretVolumeSource)(nil)',
      '--initial-cluster-token=etcd-cluster-0',
    ],
    source: 'kubeconfigs, OAuth 2 parameters (RFC 6749)',
  },
  {
    // XML: <password>…</password>, <Data Name="Password">…</Data>
    id: 'xml-element',
    pattern:
      /(<(?:[\w-]{1,30}:)?[\w.-]{0,40}(?:password|passwd|pwd|secret|token|apikey|kennwort|passphrase|privatekey|accesskey)(?:\s[^<>]{0,200})?>|<[\w:.-]{1,60}\s[^<>]{0,200}?(?:name|key|id)\s{0,2}=\s{0,2}["'][\w.:-]{0,60}(?:password|passwd|pwd|secret|token|apikey|kennwort|passphrase|privatekey|accesskey)["'](?:\s[^<>]{0,200})?(?<!\/)>)(?!\s{0,40}\[)[^<]{1,2000}(?=<\/)/gi,
    replacement: '$1[secret]',
    only: /</,
    samples: [
      ['<password>hunter22</password>', 'hunter22'],
      ['<Data Name="Password">hunter22</Data>', 'hunter22'],
    ],
    not: [
      '<passwordPolicy>strict</passwordPolicy>',
      'a LOGIN <user> <password>\na NO refused',
      '<Data Name="ProcessID">4242</Data>',
    ],
    source: 'XML settings, EventData',
  },
  {
    // <add key="SmtpPassword" value="x"/>, {"name":"DB_PASSWORD","value":"x"}, - name: DB_PASSWORD, value: x
    id: 'name-and-value',
    pattern:
      /((?:key|name)["']?\s{0,3}[:=][ \t]{0,3}["']?[\w.:-]{0,60}(?:password|passwd|pwd|pass|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key)["']?,?\s{1,40}["']?value["']?\s{0,3}[:=][ \t]{0,3}|"name":\s{0,2}"[\w.-]{0,60}(?:password|passwd|pwd|pass|secret|token|api_?key|access_?key)",\s{0,40}"value":\s{0,2})(?!\[)(?:"[^"\r\n]{1,2000}"?|'[^'\r\n]{1,2000}'?|[^\s"',}<>]{1,2000})/gi,
    replacement: '$1[secret]',
    only: /value/i,
    samples: [
      ['<add key="SmtpPassword" value="hunter22"/>', 'hunter22'],
      ['- name: DB_PASSWORD\n  value: hunter22', 'hunter22'],
      ['{"name":"DB_PASSWORD","value":"hunter22"}', 'hunter22'],
    ],
    not: ['<add key="SmtpHost" value="smtp01"/>'],
    source: 'web.config appSettings, Kubernetes EnvVar',
  },
  {
    id: 'value-and-name',
    pattern:
      /(\bvalue["']?\s{0,3}[:=][ \t]{0,3})(?:"[^"\r\n[]{1,2000}"|'[^'\r\n[]{1,2000}')(?=,?\s{0,40}["']?(?:key|name)["']?\s{0,3}[:=][ \t]{0,3}["']?[\w.:-]{0,60}(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)\b)/gi,
    replacement: '$1[secret]',
    only: /value/i,
    samples: [
      ['<add value="hunter22" key="SmtpPassword"/>', 'hunter22'],
      ['{"value":"hunter22","name":"API_KEY"}', 'hunter22'],
    ],
    not: ['<add value="smtp01" key="SmtpHost"/>'],
    source: 'web.config appSettings, Kubernetes EnvVar',
  },
  {
    // A name in capitals that ends in KEY may be any key: what stands for it decides
    id: 'variable-key',
    pattern:
      /(\b[A-Z][A-Z0-9_]{1,60}_KEY(?:["']?\s{0,3}[:=][ \t]{0,3}["']?|["']?(?:,\s{0,40}|\s{1,40})["']?value["']?\s{0,3}[:=][ \t]{0,3}["']?))(?!\/)(?=[A-Za-z_+/=-]{0,60}\d)(?=[\d_+/=-]{0,60}[A-Za-z])[A-Za-z0-9_+/=-]{20,2000}(?![\w.:])/g,
    replacement: '$1[secret]',
    only: /_KEY/,
    samples: [
      ['ADAFRUIT_KEY=4t4uym2s7e533g0053abcd', '4t4uym2s7e533g'],
      ['- name: ADAFRUIT_KEY\n  value: 4t4uym2s7e533g0053abcd', '4t4uym2s7e533g'],
      ['{"name":"ADAFRUIT_KEY","value":"4t4uym2s7e533g0053abcd"}', '4t4uym2s7e533g'],
    ],
    not: ['PARTITION_KEY=customer', 'SORT_KEY: created_at', 'SSH_KEY=/etc/ssh/ssh_host_rsa_key_1', 'PRIMARY_KEY=12'],
    source: 'environment variables, Kubernetes EnvVar',
  },
  {
    // System.setProperty("ADAFRUIT_TOKEN", "x"), os.Setenv("DB_PASSWORD", "x"), config.put("sasl.password", "x")
    id: 'call-with-name',
    pattern:
      /(\w\(\s{0,3}["'][\w.:-]{0,60}(?:password|passwd|pwd|passphrase|secret|token|api[_.-]?key|access[_.-]?key)["']\s{0,3},\s{0,3})(?:"(?!\[)[^"\r\n]{3,2000}"|'(?!\[)[^'\r\n]{3,2000}')/gi,
    replacement: '$1[secret]',
    only: /\w\(\s{0,3}["']/,
    samples: [
      ['System.setProperty("ADAFRUIT_TOKEN", "hunter22")', 'hunter22'],
      ["os.environ.setdefault('DB_PASSWORD', 'hunter22')", 'hunter22'],
    ],
    not: ['getenv("DB_PASSWORD")', 'in("id", "token")', '["access_token", "refresh_token"]'],
    source: 'Java, Go and Python: settings set by calls',
  },
];
