import type { SecretShape } from './shape.ts';

/** What names would take apart: an answer to a prompt, a word of several words. Looked for before them. */
export const promptShapes: readonly SecretShape[] = [
  {
    id: 'curl-quoted-user',
    pattern:
      /(\s(?:-u|--user|--proxy-user|-U)[\s=]{1,3}["'](?!system:)[^\s:"']{1,100}:)(?!\[|\/)(?=[^"'\r\n]{0,200} )[^"'\r\n]{1,400}(?=["'])/g,
    replacement: '$1[secret]',
    only: /-u|user|-U/,
    samples: [['curl -u "bob:hun ter22" https://x', 'ter22']],
    not: ['curl -u "bob" https://x'],
    source: 'curl(1)',
  },
  {
    id: 'prompt-answer',
    pattern:
      /(\b[Pp]assword for ["'][^\s"']{1,200}["']: |\bexpect\s[^\n]{0,60}[Pp]assword[^\n]{0,20}\{\s{0,3}send[ \t]{1,3}(?:--[ \t]{1,3})?|\b(?:PIN|Pin)["']?\s{0,3}[:=]\s{0,3}(?=\d{4,12}\b))(?!\[|["']\[)(?:"[^"\r\n]{1,400}"?|[^\s"',;]{3,400})/g,
    replacement: '$1[secret]',
    only: /assword|P[Ii][Nn]/,
    samples: [
      ["Password for 'https://bob@github.com': hunter", 'hunter'],
      ['expect "Password:" { send "hunter22\\r" }', 'hunter22'],
      ['PIN: 4928', '4928'],
    ],
    not: ["Password for 'x' expired", 'PIN: wrong'],
    source: 'git-credential(7), expect(1)',
  },
];

/** Words of command lines, of code and of files that only their program or their neighbor tells to be secret. */
export const programShapes: readonly SecretShape[] = [
  {
    // curl -b 'session=…', --cert client.pem:hunter22, -u "bob:two words", --user bob:839201745
    id: 'curl-option',
    pattern:
      /(\bcurl(?:\.exe)?\s(?:[^\r\n|;]{0,400}?\s)?(?:(?:-E|--cert|--proxy-cert)[\s=]{1,3}["']?[^\s:"'|]{1,200}\.\w{2,4}:|(?:-b|--cookie)[\s=]{1,3}(?=["']?[^\s"']{1,64}=)|(?:-u|--user|--proxy-user|-U)[\s=]{1,3}["']?[^\s:"']{1,100}:(?=\d{3,10}(?:["'\s]|$))))(?!\[|["']\[|\/)(?:"[^"\r\n]{1,2000}"?|'[^'\r\n]{1,2000}'?|[^\s"']{1,2000})/g,
    replacement: '$1[secret]',
    only: /curl/,
    samples: [
      ['curl -b "session=hunter22" https://x', 'hunter22'],
      ['curl --cert client.pem:hunter22 https://x', 'hunter22'],
      ['curl --user bob:839201745 https://x', '839201745'],
    ],
    not: ['curl -b cookies.txt https://x', 'curl --cert client.pem https://x', 'curl -u bob https://x'],
    source: 'curl(1)',
  },
  {
    // Switches that only their program tells to be a password, joined to it or not
    id: 'program-switch',
    pattern:
      /(\b(?:ldap(?:search|modify|add|whoami|passwd|delete|compare)\b[^\r\n|;]{0,300}?\s-w|ipmitool\b[^\r\n|;]{0,200}?\s-P[ \t]{1,3}|zip\b[^\r\n|;]{0,100}?\s-P[ \t]{1,3}|7z[azr]?[ \t]{1,3}\w{1,2}\s[^\r\n|;]{0,200}?(?<=\s)-p|unzip\b[^\r\n|;]{0,100}?\s-P[ \t]{1,3}|lftp\b[^\r\n|;]{0,100}?\s-u[ \t]{1,3}["']?[^\s,"']{1,100},|openssl\b[^\r\n|;]{0,200}?\s-k[ \t]{1,3}|useradd\b[^\r\n|;]{0,200}?\s-p[ \t]{1,3}|usermod\b[^\r\n|;]{0,200}?\s-p[ \t]{1,3}|mc[ \t]{1,3}(?:alias[ \t]{1,3}set|config[ \t]{1,3}host[ \t]{1,3}add)[ \t]{1,3}\S{1,100}[ \t]{1,3}\S{1,300}[ \t]{1,3}\S{1,100}[ \t]{1,3}|kinit\b[^\r\n|;]{0,100}?<<<\s{0,3}|snmp\w{2,12}\b[^\r\n|;]{0,200}?\[secret\][^\r\n|;]{0,100}?\s-[AX][ \t]{1,3}|createUser[ \t]{1,3}\S{1,64}[ \t]{1,3}(?:MD5|SHA(?:-\d{3})?)[ \t]{1,3}(?:\[secret\][ \t]{1,3}(?:AES|DES)[ \t]{1,3})?|AuthBasicFake[ \t]{1,3}\S{1,64}[ \t]{1,3}))(?!-|\[|["']?\$|["']\[|\/)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"'\\]{3,400})/g,
    replacement: '$1[secret]',
    only: /\b(?:ldap|ipmitool|zip|7z|unzip|lftp|openssl|user(?:add|mod)|mc\b|kinit|snmp|createUser|AuthBasicFake)/,
    samples: [
      ['ldapsearch -x -D cn=admin -whunter22 -b x', 'hunter22'],
      ['ipmitool -I lanplus -H bmc -U admin -P hunter22 power status', 'hunter22'],
      ['7z x -phunter22 a.7z', 'hunter22'],
      ['lftp -u bob,hunter22 ftp.contoso.com', 'hunter22'],
      ['mc alias set m https://m:9000 admin hunter22', 'hunter22'],
      ['snmpwalk -v3 -u mon -A [secret] -X hunter33 host', 'hunter33'],
      ['createUser mon SHA hunter22 AES hunter33', 'hunter22'],
    ],
    not: ['ipmitool -P -H x', '7z x a.7z', 'openssl x -k $KEY', 'lftp -u bob host'],
    source: 'ldapsearch(1), ipmitool(1), 7z, lftp(1), mc alias, snmpcmd(1), snmpd.conf(5)',
  },
  {
    id: 'snmp-user-privacy',
    pattern:
      /(\bcreateUser[ \t]{1,3}\S{1,64}[ \t]{1,3}\S{1,8}[ \t]{1,3}\[secret\][ \t]{1,3}(?:AES|DES)[ \t]{1,3})(?!\[)[^\s"']{3,400}/g,
    replacement: '$1[secret]',
    only: /createUser/,
    samples: [['createUser mon SHA [secret] AES hunter33', 'hunter33']],
    not: ['createUser mon SHA'],
    source: 'snmpd.conf(5)',
  },
  {
    // define('DB_PASSWORD', 'hunter22'), setPassword("hunter22"), variable "db_password" { default = "hunter22" }
    id: 'code-string',
    pattern:
      /(\bdefine\s{0,2}\(\s{0,3}["']\w{0,60}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY|SALT)["']\s{0,3},\s{0,3}|(?:\b|[a-z_])(?:[Pp]assword|[Pp]asswd|[Pp]assphrase|[Aa]pi_?[Kk]ey|[Cc]lient_?[Ss]ecret|[Aa]ccess_?[Tt]oken)\s{0,2}\(\s{0,3}(?=["'][^"']{1,200}["']\s{0,3}\))|"[\w-]{0,60}(?:password|passwd|secret|token|api_?key)"\s{0,3}\{[^{}]{0,300}?\bdefault\s{0,3}=\s{0,3})(?:"(?!\[)(?:[^"\\\r\n]|\\.){1,2000}"|'(?!\[)(?:[^'\\\r\n]|\\.){1,2000}')/g,
    replacement: '$1[secret]',
    only: /define|[Pp]ass|[Kk]ey|[Ss]ecret|[Tt]oken/,
    samples: [
      ["define('DB_PASSWORD', 'hunter22');", 'hunter22'],
      ["->setPassword('hunter22')", 'hunter22'],
      ['variable "db_password" {\n  default = "hunter22"\n}', 'hunter22'],
    ],
    not: ["define('DB_HOST', 'db01');", 'setPassword(value)', "password('x', 'y')", 'getToken()'],
    source: 'wp-config.php, Swift Mailer, Terraform variables',
  },
  {
    // user=bob,pass=hunter22: what would be a word alone is a password beside a user
    id: 'user-and-pass',
    pattern:
      /(\b(?:user|username|login|uid|user_?name)["']?\s{0,2}[=:]\s{0,2}["']?[^\s,;&"']{1,100}["']?[\s,;&]{1,3}["']?(?:pass|pw)["']?\s{0,2}[=:]\s{0,2})(?!\[|["']\[|[\d/])(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"',;&)\]}]{3,400})/gi,
    replacement: '$1[secret]',
    only: /pass|pw/i,
    samples: [
      ['mount -t cifs -o user=bob,pass=hunter //fs/s /mnt', 'hunter'],
      ['client passdb out: OK 1 user=bob pass=hunter', 'hunter'],
    ],
    not: ['user=bob pass=12 fail=0', 'user: bob, password policy'],
    source: 'mount.cifs(8), Dovecot authentication protocol',
  },
  {
    // MAIL_PASS=hunter, AuthPass=hunter, ansible_ssh_pass=hunter: names of settings, so any word is one
    id: 'prefixed-pass',
    pattern:
      /((?:(?:[Aa]uth|[Mm]ail|[Ss]mtp|[Uu]ser|[Dd]b|[Bb]ind|[Ll]dap|[Rr]oot|[Aa]dmin|[Ss]asl|[Pp]roxy|[Ss]sh|[Bb]ecome|[Ii]map|[Pp]op3?|[Rr]edis|[Rr]abbit|[Ss]ql|[Pp]g|[Ff]tp|[Ss]vc|[Ll]ogin)(?:[_.-]?pass|Pass|PASS|[_.-]?pw|Pw|PW)|(?:AUTH|MAIL|SMTP|USER|DB|BIND|LDAP|ROOT|ADMIN|SASL|PROXY|SSH|IMAP|POP3?|REDIS|RABBIT|SQL|PG|MYSQL|FTP|SVC|LOGIN)_?(?:PASS|PW))["']?[ \t]{0,4}[=:][ \t]{0,4})(?!\[|["']\[|[/$\d{]|(?:ok|true|false|yes|no|null|none|is|was|failed|required)\b)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"',;&<>\\]{3,400})/g,
    replacement: '$1[secret]',
    only: /pass|pw/i,
    samples: [
      ['MAIL_PASS=hunter', 'hunter'],
      ['AuthPass=hunter', 'hunter'],
      ['olcRootPW: hunter', 'hunter'],
      ['ansible_ssh_pass=hunter', 'hunter'],
    ],
    not: ['auth_pass: ok', 'bypass=hunter', 'user pass=12'],
    source: 'ssmtp.conf, Ansible connection variables, environment variables',
  },
  {
    // Files whose form is a line of words
    id: 'credential-line',
    pattern:
      /((?<![\w-])(?:r[ow]community6?[ \t]{1,4}(?=\S{3,64}[ \t]{1,4}[\w./:]{3,64})|(?:insecure-password|stats[ \t]{1,4}auth[ \t]{1,4}[^\s:]{1,64}:|(?:bindpw|rootpw|auth_pass)[ \t]{1,4}["']?|SetCredential=[\w.-]{1,100}:|client_send\s{0,3}=\s{0,3}:?\s{0,3}\^?[^\s^:]{1,64}\s{0,3}[:^]\s{0,3}|PSK[ \t]{1,4}(?=["']))\s{0,4}|AuthLDAPBindPassword[ \t]{1,4}|\bchpasswd:\s{1,20}(?:list|users):\s{0,4}\|?\s{1,40}[\w-]{1,64}:))(?!\[|["']\[|\/)(?:"[^"\r\n]{1,400}"?|'[^'\r\n]{1,400}'?|[^\s"']{3,400})/g,
    replacement: '$1[secret]',
    only: /community|assw|auth|pw|Cred|client_send|PSK/,
    samples: [
      ['rocommunity hunter22 10.0.0.0/8', 'hunter22'],
      ['user bob insecure-password hunter', 'hunter'],
      ['stats auth bob:hunter', 'hunter'],
      ['SetCredential=smtp:hunter', 'hunter'],
      ['client_send = ^bob^hunter', 'hunter'],
      ['10.0.0.1 10.0.0.2 : PSK "hunter22"', 'hunter22'],
      ['bindpw hunter', 'hunter'],
      ['AuthLDAPBindPassword "hunter"', 'hunter'],
      ['chpasswd:\n  list: |\n    root:hunter', 'hunter'],
    ],
    not: ['rocommunity is set', 'stats auth denied', 'uses PSK mode'],
    source: 'snmpd.conf(5), HAProxy, systemd.exec(5), Exim ch. 33, ipsec.secrets(5), ldap.conf(5)',
  },
  {
    // Files that are one secret, known by how they begin
    id: 'vault-file',
    pattern:
      /(\$ANSIBLE_VAULT;[\d.]{1,5};AES\d{0,3}(?:;[\w.-]{1,60})?(?:\s{1,20}|\\n\s{0,20}))[0-9a-f]{20,100}(?:(?:\s{1,20}|\\n\s{0,20})[0-9a-f]{2,100}){0,2000}|(\bgrub\.pbkdf2\.sha512\.\d{1,7}\.)[0-9A-F.]{16,600}|((?:\bkey|secret)\s{0,3}=\s{0,3})AQ[A-Za-z0-9+/]{20,60}==?|(\bencrypt["']?\s{0,3}[=:]\s{0,3}["'])(?=[A-Za-z0-9+/]{22,43}=)[A-Za-z0-9+/]{22,43}={1,2}|(\b[A-Z]{2,20}_KEY["']?\s{0,2}[=:]\s{0,2}["']?base64:)[A-Za-z0-9+/]{20,100}={0,2}/g,
    replacement: '$1$2$3$4$5[data]',
    only: /VAULT|grub|AQ|encrypt|base64:/,
    samples: [
      ['$ANSIBLE_VAULT;1.1;AES256\n6231336539666234306139346433616338376437\n6134333665', '62313365'],
      ['password_pbkdf2 root grub.pbkdf2.sha512.10000.0A1B2C3D4E5F60.F5E4D3C2B1A0', 'F5E4D3C2'],
      ['[client.admin]\n\tkey = AQBSdFhcaGVsbG9CbGF1d2FsMTIzNDU2Nzg5MA==', 'AQBSdFhc'],
      ['encrypt = "QwErTyUiOpAsDfGhJkLzXcVbNm12345678901234567="', 'QwErTyUi'],
      ['APP_KEY=base64:QwErTyUiOpAsDfGhJkLzXcVbNm12345678901234567=', 'QwErTyUi'],
    ],
    not: ['encrypt = "yes"', 'key = AQUA', '$ANSIBLE_VAULT is set'],
    source: 'ansible-vault, grub-mkpasswd-pbkdf2, ceph-authtool, consul keygen, Laravel APP_KEY',
  },
];
