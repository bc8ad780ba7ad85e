import type { SecretShape } from './shape.ts';

/** Passwords as words of command lines, of scripts and of settings without a separator. */
export const argumentShapes: readonly SecretShape[] = [
  {
    // --password hunter22, "--token","abc", - --password\n - abc
    id: 'argument',
    pattern:
      /((?<![\w-])(?!--initial-cluster)(?:--?[A-Za-z][\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token|api-?key|access-?key|private-?key|certificate-key)|--?(?:certificate-key|password|passwd|pass|pwd|secret|token|passphrase|pw))(?:\s{1,3}|["']?,\s{0,3}["']?|["']?\s{0,3}\n[ \t]{0,40}- |\\?0|\u0000)["']?)(?!-|\/|\[|\||&|\(|\$)[^\s"',\u0000]{3,2000}/gi,
    replacement: '$1[secret]',
    only: /-\w/,
    samples: [
      ['mysql --password hunter22 -h db', 'hunter22'],
      ['["kubelet","--bootstrap-token","abcd1234"]', 'abcd1234'],
      ['args: [--oidc-client-secret, abcd1234]', 'abcd1234'],
      ['- --password\n    - hunter22', 'hunter22'],
      ['kubelet --token\u0000abcd1234', 'abcd1234'],
    ],
    not: ['--token-auth-file /etc/x', '--password-file /run/x', '--pass-through x', '--initial-cluster-token etcd-0'],
    source: 'how programs take passwords as words',
  },
  {
    // Short options, by the program that has them
    id: 'program-option',
    pattern:
      /(\b(?:(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\r\n|;]{0,200}?\s-p|sshpass\s{1,3}-p\s{0,3}|sqlcmd\b[^\r\n|;]{0,200}?\s-P\s{0,3}|bcp\b[^\r\n|;]{0,200}?\s-P\s{0,3}|swaks\b[^\r\n|;]{0,300}?\s-(?:ap|-?auth-password)\s{1,3}|redis-cli\b[^\r\n|;]{0,200}?\s-a\s{1,3}|ldap(?:search|modify|add|whoami|passwd|delete)\b[^\r\n|;]{0,200}?\s-w\s{1,3}|(?:docker|podman|helm|(?:az|oc|net)\b|crictl|nerdctl|skopeo)\b[^\r\n|;]{0,100}?\blogin\b[^\r\n|;]{0,200}?\s-p\s{1,3}|plink\b[^\r\n|;]{0,200}?\s-pw\s{1,3}|mosquitto_(?:pub|sub)\b[^\r\n|;]{0,200}?\s-P\s{1,3}|(?:smbclient|rpcclient|mount\.cifs)\b[^\r\n|;]{0,200}?\s-U\s{1,3}[^\s%]{1,100}%|htpasswd\s{1,3}-\w{0,4}b\w{0,4}\s{1,3}\S{1,200}\s{1,3}\S{1,100}\s{1,3}|net(?:\.exe)?\s{1,3}user\s{1,3}\S{1,100}\s{1,3}(?![/*])|xfreerdp\b[^\r\n|;]{0,200}?\s\/p:|(?:mongo|mongosh|mongodump|mongoexport|mongorestore|psexec(?:64)?(?:\.exe)?)\b[^\r\n|;]{0,200}?\s-p\s{1,3}|keytool\b[^\r\n|;]{0,300}?\s-(?:storepass|keypass|srcstorepass|deststorepass)\s{1,3}|schtasks(?:\.exe)?\b[^\r\n|;]{0,300}?\s\/rp\s{1,3}|rabbitmqctl\s{1,3}(?:add_user|change_password|authenticate_user)\s{1,3}\S{1,100}\s{1,3}|vault\s{1,3}login\s{1,3}|aws\s{1,3}configure\s{1,3}set\s{1,3}aws_(?:secret_access_key|session_token)\s{1,3}|snmp(?:get|walk|set|bulkwalk|bulkget|getnext|table|trap|inform)\b[^\r\n|;]{0,200}?\s-[cAX]\s{1,3}))(?!-|\[|["']?\$)(?:"[^"\r\n]{1,400}"|'[^'\r\n]{1,400}'|[^\s"'\\]{3,400})/g,
    replacement: '$1[secret]',
    only: /\b(?:m(?:ysql|ariadb|ongo|osquitto)|sshpass|sqlcmd|bcp|swaks|redis-cli|ldap|docker|podman|helm|(?:az|oc|net)\b|crictl|nerdctl|skopeo|plink|smbclient|rpcclient|mount\.cifs|htpasswd|net\.|xfreerdp|psexec|keytool|schtasks|rabbitmqctl|vault|aws|snmp)/,
    samples: [
      ['mysql -u root -phunter22 db', 'hunter22'],
      ['sqlcmd -S db -U sa -P hunter22', 'hunter22'],
      ['swaks -t x -au bob -ap hunter22', 'hunter22'],
      ['sshpass -phunter22 ssh x', 'hunter22'],
      ['docker login -u bob -p hunter22 reg', 'hunter22'],
      ['keytool -list -storepass hunter22', 'hunter22'],
      ['rabbitmqctl add_user bob hunter22', 'hunter22'],
      ['aws configure set aws_secret_access_key hunter22', 'hunter22'],
      ['snmpget -v2c -c hunter22 h', 'hunter22'],
    ],
    not: ['mysql -P 3306', 'ssh -p 2222 host', 'sort -u file', 'mysqld -p', 'az login -u x'],
    source: 'mysql(1), sqlcmd, swaks(1), redis-cli, ldapsearch(1), docker-login(1)',
  },
  {
    // What is piped into a program that asks for a password, and a share with its password
    id: 'piped-password',
    pattern:
      /(\becho\s{1,3}(?:-n\s{1,3})?["']?(?:[\w.-]{1,64}:(?=[^\n|]{1,200}\|\s{0,3}(?:sudo\s{1,3})?chpasswd))?)(?!\[|\$)[^\s"'|[]{3,200}(?=["']?\s{0,3}\|\s{0,3}(?:sudo\s{1,3})?(?:sudo\s{1,3}-S|passwd\s{1,3}--stdin|chpasswd|docker\s{1,3}login|-S\b))|(\bnet(?:\.exe)?\s{1,3}use\s{1,3}(?:\w:\s{1,3})?\\{2,4}[^\s]{1,200}\s{1,3})(?!\/|\[|\*)[^\s"']{3,200}(?=\s{1,3}\/user:)|(\bchpasswd\s{1,3}<<<\s{0,3}["']?[\w.-]{1,64}:)(?!\[)[^\s"']{3,200}/gi,
    replacement: '$1$2$3[secret]',
    only: /echo|net(?:\.exe)?\s{1,3}use|chpasswd/i,
    samples: [
      ['echo hunter22 | sudo -S id', 'hunter22'],
      ['echo bob:hunter22 | chpasswd', 'hunter22'],
      ['net use \\\\srv\\share hunter22 /user:dom\\bob', 'hunter22'],
      ['chpasswd <<< bob:hunter22', 'hunter22'],
    ],
    not: ['echo ruok | nc zk 2181', 'net use x: /delete'],
    source: 'sudo(8) -S, chpasswd(8), net use',
  },
  {
    // IDENTIFIED BY 'x', PASSWORD('x') of SQL
    id: 'sql-password',
    pattern:
      /(\b(?:identified\s{1,3}(?:with\s{1,3}\w{1,40}\s{1,3})?by|password\s{0,3}(?=\()|with\s{1,3}password)\s{0,3}\(?\s{0,3}N?)(?:'[^'\r\n]{1,400}'(?=\)|;|\s|$)|"(?!\[)[^"\r\n\s]{1,400}"(?=;|$))/gim,
    replacement: '$1[secret]',
    only: /identified|password/i,
    samples: [
      ["ALTER USER x IDENTIFIED BY 'hunter22'", 'hunter22'],
      ["SET PASSWORD FOR x = PASSWORD('hunter22')", 'hunter22'],
      ['GRANT ALL ON *.* TO x IDENTIFIED BY "hunter22"', 'hunter22'],
    ],
    not: ['users are identified by name'],
    source: 'MySQL, MariaDB, Oracle and PostgreSQL manuals, CREATE USER',
  },
  {
    // ETCDCTL_USER=root:hunter22, --user=root:hunter22
    id: 'user-and-password',
    pattern:
      /((?:\bETCDCTL_USER=|--user[= ]["']?)(?!system:)[\w.-]{1,64}:)(?!\d{1,10}(?:[\s"',]|$)|\[|\/)[^\s"',]{3,400}/g,
    replacement: '$1[secret]',
    only: /ETCDCTL_USER|--user/,
    samples: [
      ['ETCDCTL_USER=root:hunter22', 'hunter22'],
      ['etcdctl --user=root:hunter22 get', 'hunter22'],
    ],
    not: ['docker run --user=1000:1000', '--user system:node:n1'],
    source: 'etcdctl(1)',
  },
  {
    id: 'curl-user',
    pattern:
      /(\s(?:-u|--user|--proxy-user|-U)[\s=]{0,3}["']?(?!system:)[^\s:"'-][^\s:"']{0,100}:["']?)(?!\[|\/|\d{1,10}(?:[\s"',]|$))[^\s"']{1,400}/g,
    replacement: '$1[secret]',
    only: /-u|user|-U/,
    samples: [
      ['curl -u bob:hunter22 https://x', 'hunter22'],
      ['curl -ubob:hunter22 https://x', 'hunter22'],
      ["curl -u bob:'hunter22' https://x", 'hunter22'],
    ],
    not: ['sort -u file', 'date -u +%H'],
    source: 'curl(1)',
  },
  {
    id: 'openssl-pass',
    pattern: /(\s-?(?:pass(?:in|out)?|srppass|k)[ =]{1,3}["']?pass:)(?!\[)[^\s"']{1,400}/g,
    replacement: '$1[secret]',
    only: /pass:/,
    samples: [['openssl pkcs12 -passin pass:hunter22', 'hunter22']],
    not: ['openssl x -passin file:/run/x'],
    source: 'openssl-passphrase-options(1)',
  },
  {
    id: 'netrc',
    pattern: /(\blogin\s{1,4}[^\s"']{1,100}\s{1,4}password[ \t]{1,4})(?!\[)[^\s"',<>]{3,400}/g,
    replacement: '$1[secret]',
    only: /login/,
    samples: [['machine smtp.x login bob password hunter22', 'hunter22']],
    not: ['login with password'],
    source: 'netrc(5)',
  },
  {
    // redis.conf, Dockerfiles, ldap.conf: a name and its value as two words of a line
    id: 'two-words',
    pattern:
      /((?:^[ \t]{0,20}(?:requirepass|masterauth|bindpw|rootpw|auth_pass|password|passwd|passphrase|secret|rocommunity|rwcommunity|com2sec\s{1,4}\S{1,60}\s{1,4}\S{1,60}|snmp-server\s{1,4}community|enable\s{1,4}(?:secret|password)(?:\s{1,4}\d)?|pre-shared-key|radius-server\s{1,4}key|tacacs-server\s{1,4}key|tunnel\s{1,4}secret|wep\s{1,4}key|snmp\s{1,4}community|community)|\b(?:ENV|ARG|export|setenv|SET)\s{1,4}[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|TOKEN|SECRET|APIKEY|_KEY))[ \t]{1,8}["']?)(?![=:[]|(?:is|was|for|has|not|must|cannot|authentication|change|changed|expired|incorrect|invalid|required|failed|reset|policy|file|store|hash|sync|prompt)\b)[^\s"'=:]{3,400}(?=["']?(?:[ \t]{0,8}\r?$|[ \t]{1,8}(?:RO|RW|ro|rw)\b))/gm,
    replacement: '$1[secret]',
    samples: [
      ['requirepass hunter22', 'hunter22'],
      ['ENV DB_PASSWORD hunter22', 'hunter22'],
      ['snmp-server community hunter22 RO', 'hunter22'],
      ['password hunter22', 'hunter22'],
      ['radius-server key hunter22', 'hunter22'],
    ],
    not: ['password expired', 'secret not found', 'ENV PATH /usr/bin'],
    source: 'redis.conf, Dockerfile ENV, ldap.conf, IOS commands',
  },
  {
    // … with password Hunter22; the password is Hunter22: a word of letters of both kinds and a digit or sign
    id: 'password-in-prose',
    pattern:
      /(\b[Pp]assword(?:\s{1,3}(?:is|was))?\s{1,3}["'`]?)(?!\[)(?=[^\s"'`]{0,60}[\d!$%^&*#])(?=[^\s"'`]{0,60}[a-z])(?=[^\s"'`]{0,60}[A-Z])[^\s"'`:;,()=/]{6,64}(?=["'`.,;)]?(?:\s|$))/gm,
    replacement: '$1[secret]',
    only: /[Pp]assword\s/,
    samples: [
      ["Access denied for user 'x' with password Hunter22", 'Hunter22'],
      ['the password is Hunter22', 'Hunter22'],
    ],
    not: ['the password is wrong', 'password policy 2', 'Password SHA256 is used'],
    source: 'messages of servers that echo what they were given',
  },
  {
    // smtp.PlainAuth("", "bob", "hunter22", host), ConvertTo-SecureString "x"; two words: second-argument
    id: 'login-call',
    pattern:
      /((?:\bPlainAuth\s{0,2}\(?\s{0,4}(?:(?:["'][^"'\r\n]{0,100}["']|[\w.]{1,60})\s{0,4},\s{0,4}){2}["']|\b(?:ConvertTo-SecureString|convertto-securestring)\s{1,4}(?:-String\s{1,4})?["']?))(?![-$([])[^\s"',)]{2,400}/g,
    replacement: '$1[secret]',
    only: /\(|SecureString|securestring/,
    samples: [
      ['smtp.PlainAuth("", "bob", "hunter22", host)', 'hunter22'],
      ['ConvertTo-SecureString "hunter22" -AsPlainText -Force', 'hunter22'],
    ],
    not: ['login(user)', 'ConvertTo-SecureString $text -AsPlainText', 'authenticate() failed'],
    source: 'System.Net.NetworkCredential, javax.mail, smtplib, net/smtp, PowerShell',
  },
  {
    // static:bob:hunter22 of Postfix; [smtp.contoso.com]:587 bob:hunter22 of its sasl_passwd
    id: 'sasl-passwd',
    pattern:
      /(\bstatic:[^\s:]{1,100}:|^[ \t]{0,8}[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?::[a-z\d]{2,10})?[ \t]{1,8}[^\s:@[\]]{1,64}@[A-Za-z0-9.-]{3,253}:(?!\d{1,5}\s)|(?<![\w])\[[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\]:[a-z\d]{2,10}[ \t]{1,8}[^\s:[\]]{1,100}:|^[ \t]{0,8}[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}[ \t]{1,8}apikey:)(?!\[)[^\s"'\\]{2,400}(?=[ \t"'\\]|\r?$)/gm,
    replacement: '$1[secret]',
    only: /static:|\]:|apikey:|@[A-Za-z0-9.-]{3,253}:/,
    samples: [
      ['smtp_sasl_password_maps = static:bob:hunter22', 'hunter22'],
      ['[smtp.contoso.com]:587 bob:hunter22', 'hunter22'],
      ['smtp.contoso.com bob@contoso.com:hunter22', 'hunter22'],
    ],
    not: ['[smtp.contoso.com]:587 refused', 'static:x'],
    source: 'Postfix SASL_README',
  },
  {
    id: 'token-in-prose',
    pattern:
      /\b((?:token|password|passwd|secret|api[ -]?key|passphrase)(?:\s{1,3}for\s{1,3}[^\s]{1,60})?(?:\s{1,3}(?:is|was)|:)?\s{1,3}["'`]?)(?=[A-Za-z_~+=.-]{0,400}\d)(?=[^a-zA-Z\s]{0,40}[A-Za-z])(?![a-z]{1,12}-|\/|\[)[A-Za-z0-9_~+=-][A-Za-z0-9_~+/=.-]{15,2000}/gi,
    replacement: '$1[secret]',
    only: /token|pass|secret|api[ -]?key/i,
    samples: [['invalid token abcdef0123456789abcdef', 'abcdef0123456789']],
    not: ['token was created 2026-03-10', 'the token expired'],
    source: 'messages of servers that echo what they were given',
  },
  {
    // password "hunter22" is wrong; token 'abcDEF01' rejected; a secret in quotes is an object of Kubernetes
    id: 'quoted-in-prose',
    pattern:
      /\b((?:password|passwd|passphrase|token|api[ -]?key)(?:\s{1,3}(?:is|was))?\s{1,3})(?:"(?!\[)(?=[^"\s]{0,200}[\d!$%^&*_+=~])[^"\s]{6,400}"|'(?!\[)(?=[^'\s]{0,200}[\d!$%^&*_+=~])[^'\s]{6,400}')/gi,
    replacement: '$1[secret]',
    only: /pass|token|api[ -]?key/i,
    samples: [
      ["password 'Hunter22' is wrong", 'Hunter22'],
      ['token "abcDEF01" rejected', 'abcDEF01'],
    ],
    not: ["Unexpected token '<'", 'secret "web-tls" not found', "password 'x'"],
    source: 'messages of servers that echo what they were given',
  },
];
