import type { SecretShape } from './shape.ts';

/** Passwords as Windows, IIS and PowerShell write them. */
export const windowsShapes: readonly SecretShape[] = [
  {
    // The switch may stand before the text
    id: 'secure-string',
    pattern:
      /(\bConvertTo-SecureString[ \t]{1,4}(?:(?:-AsPlainText|-Force|-String|-a|-f)[ \t]{1,4}){1,3})(?![-$([]|["']\[)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"')]{3,400})/gi,
    replacement: '$1[secret]',
    only: /securestring/i,
    samples: [
      ["ConvertTo-SecureString -AsPlainText -Force 'hunter22'", 'hunter22'],
      ["ConvertTo-SecureString -AsPlainText -String 'hunter22' -Force", 'hunter22'],
    ],
    not: ['ConvertTo-SecureString -AsPlainText $text', 'ConvertTo-SecureString -Force -Key $k'],
    source: 'Microsoft.PowerShell.Security, ConvertTo-SecureString',
  },
  {
    // What DPAPI encrypted: a machine or a user opens it again. Its first 20 bytes are always the same
    id: 'dpapi-blob',
    pattern:
      /(01000000d08c9ddf0115d1118c7a00c04fc297eb)[0-9a-f]{8,30000}|(AQAAANCMnd8BFdERjHoAwE\/Cl\+s)[A-Za-z0-9+/]{8,30000}={0,2}/gi,
    replacement: '$1$2[data]',
    only: /01000000d08c9ddf|AQAAANCMnd8B/i,
    samples: [
      ['01000000d08c9ddf0115d1118c7a00c04fc297eb01000000a1b2c3d4', '01000000a1b2c3d4'],
      ['AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAAa1b2c3d4', 'BAAAAa1b2c3d4'],
    ],
    not: ['01000000d08c9ddf'],
    source: 'CryptProtectData: provider {df9d8cd0-1501-11d1-8c7a-00c04fc297eb}',
  },
  {
    // NetworkCredential("bob", "hunter22", "CORP") and its like: the second of two or three
    id: 'second-argument',
    pattern:
      /(\b(?:NetworkCredential|PSCredential|PasswordAuthentication|UsernamePasswordCredentials|BasicAWSCredentials|BasicAuth|SetBasicAuth|HTTPBasicAuth|basic_auth|login|authenticate|Authenticate|AuthenticateAsync|setCredentials)\]?(?:::new)?\s{0,2}\(?\s{0,4}(?:"[^"\r\n]{0,100}"|'[^'\r\n]{0,100}'|[\w.]{1,60})\s{0,4},\s{0,4})(?:"(?!\[)[^"\r\n]{2,400}"|'(?!\[)[^'\r\n]{2,400}')/g,
    replacement: '$1[secret]',
    samples: [
      ['new NetworkCredential("bob", "hunter22", "CORP")', 'hunter22'],
      ["[Net.NetworkCredential]::new('bob','hunter22')", 'hunter22'],
      ['req.SetBasicAuth(user, "hunter22")', 'hunter22'],
    ],
    not: ['login("bob", password)', 'NetworkCredential($user, $pass)'],
    source: 'System.Net.NetworkCredential, javax.mail, smtplib, net/http',
  },
  {
    // setx NAME hunter22, reg add … /v DefaultPassword … /d hunter22, reg query: DefaultPassword REG_SZ hunter22
    id: 'registry-and-environment',
    pattern:
      /(\bsetx(?:\.exe)?[ \t]{1,4}["']?\w{0,60}(?:PASSWORD|PASSWD|PWD|PASS|TOKEN|SECRET|APIKEY|API_KEY|ACCESS_KEY)["']?[ \t]{1,4}|\/v[ \t]{1,4}["']?\w{0,60}(?:password|passwd|pwd|secret|token)["']?\s[^\r\n]{0,100}?\/d[ \t]{1,4}|\b\w{0,60}(?:password|passwd|pwd|secret)[ \t]{1,8}REG_(?:EXPAND_|MULTI_)?SZ[ \t]{1,8})(?!\[|["']\[|\/)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"']{2,400})/gi,
    replacement: '$1[secret]',
    only: /setx|\/v|REG_/i,
    samples: [
      ['setx SMTP_PASSWORD hunter22 /M', 'hunter22'],
      ['reg add HKLM\\x /v DefaultPassword /t REG_SZ /d hunter22 /f', 'hunter22'],
      ['DefaultPassword    REG_SZ    hunter22', 'hunter22'],
    ],
    not: ['setx PATH C:\\bin', 'reg query HKLM\\x /v DefaultPassword', 'DefaultUserName    REG_SZ    bob'],
    source: 'setx, reg add, Winlogon AutoAdminLogon',
  },
  {
    // Programs of Windows with their own switch for it
    id: 'windows-program',
    pattern:
      /(\b(?:net(?:\.exe)?[ \t]{1,3}use\s[^\r\n]{0,200}?\/user:\S{1,100}[ \t]{1,3}|(?:osql|isql)(?:\.exe)?\s[^\r\n|;]{0,200}?\s-P\s{0,3}|certutil(?:\.exe)?\s[^\r\n|;]{0,100}?-p[ \t]{1,3}|signtool(?:\.exe)?\s[^\r\n|;]{0,200}?\/p[ \t]{1,3}|cmdkey(?:\.exe)?\s[^\r\n|;]{0,200}?\/pass:|(?:appcmd(?:\.exe)?\s[^\r\n|;]{0,300}?password:)))(?!\[|\/|\*|["']\[)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"'/]{3,400})/gi,
    replacement: '$1[secret]',
    samples: [
      ['net use Z: \\\\fs\\share /user:CORP\\bob Hunter22!', 'Hunter22'],
      ['osql -S db1 -U sa -P hunter22', 'hunter22'],
      ['certutil -p hunter22 -importpfx x.pfx', 'hunter22'],
      ['signtool sign /f x.pfx /p hunter22 app.exe', 'hunter22'],
    ],
    not: ['net use Z: \\\\fs\\share /user:bob *', 'certutil -ping host'],
    source: 'net use, osql, certutil, signtool sign',
  },
  {
    // <password value="hunter22"/>, <Password><Value>hunter22</Value>
    id: 'password-element',
    pattern:
      /(<(?:[\w-]{1,30}:)?\w{0,40}(?:password|passwd|pwd|secret|token|passphrase|apikey)(?:\s[^<>]{0,100}?)?\svalue\s{0,2}=\s{0,2}["']|<(?:[\w-]{1,30}:)?\w{0,40}Password>\s{0,40}<Value>)(?!\[)[^"'<>]{1,2000}/gi,
    replacement: '$1[secret]',
    only: /</,
    samples: [
      ['<password value="hunter22" />', 'hunter22'],
      ['<AdministratorPassword><Value>aHVudGVyMjI=</Value>', 'aHVudGVy'],
    ],
    not: ['<username value="bob" />', '<passwordFormat value="x" />', '<Value>x</Value>'],
    source: 'log4net SmtpAppender, unattend.xml',
  },
];
