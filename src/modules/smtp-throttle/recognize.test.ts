import { expect, test } from 'vitest';
import { recognize } from './recognize.ts';

/** From here on triage runs a module. */
const enough = 0.3;

test.each([
  ['a time-out at a port of SMTP', 'dial tcp 192.0.2.7:587: i/o timeout'],
  ['a status code of a server', '4.3.2 Service not active [AM6PR03CA0003.eurprd03.prod.outlook.com].'],
  ["nodemailer's code", '{"err":{"code":"ESOCKET","command":"CONN"}}'],
  ['a reply code', '550 User unknown'],
  ['a word of mail in German', 'Postfach ist voll'],
  ['a word of mail', 'could not send e-mail: Connection refused'],
])('%s is of mail', (_, text) => {
  expect(recognize(`${text}\n`).score).toBeGreaterThan(enough);
});

test.each([
  [
    'kubectl without an apiserver',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  ['an expired certificate', 'Unable to connect to the server: x509: certificate has expired or is not yet valid'],
  ['a time-out of anything', 'Connection timed out'],
  ['a limit of an API', 'API rate limit exceeded for user ID 4711.'],
  ['a login of a database', 'psql: error: FATAL:  password authentication failed for user "shop"'],
  ['a full disk', 'Disk quota exceeded'],
  ['a reply of FTP', '553 Could not create file.'],
  ['a time limit in German', 'Das Zeitlimit für die Anforderung wurde überschritten.'],
  ['a proxy that wants a login', 'curl: (56) CONNECT tunnel failed, response 407'],
  [
    'an event of Kubernetes',
    'Warning  FailedBuildModel  2m (x5 over 5m)  ingress  Failed build model due to RequestError: Post "https://elasticloadbalancing.eu-west-1.amazonaws.com/": dial tcp: lookup elasticloadbalancing.eu-west-1.amazonaws.com on 10.100.0.10:53: no such host',
  ],
  ['a condition that names Envoy', '    message: The Gateway has been scheduled by Envoy Gateway'],
  [
    'a list of what is to be done',
    `${'* show the mail program\n'.repeat(22)}It shows\nan authentication failure\nor a bad password.`,
  ],
  [
    'a port of mail that somebody tries by hand',
    '$ telnet mail.example.net 25\nTrying 203.0.113.9...\ntelnet: Unable to connect to remote host: Connection timed out',
  ],
  ['the same with openssl', '$ openssl s_client -connect smtp.example.net:465\nconnect:errno=110'],
  ['a page that explains', 'Port 25 of a mail server\nA connection timed out error means that a filter drops it.'],
  ['a kernel that logs less', '[1694423.100201] net_ratelimit: 118 callbacks suppressed'],
])('%s may be of anything', (_, text) => {
  expect(recognize(`${text}\n`).score).toBeLessThan(enough);
});

test('a program that could not send is one, whoever tries the port by hand beside it', () => {
  const node = "Error: connect ECONNREFUSED 203.0.113.9:587 {\n  code: 'ESOCKET',\n  command: 'CONN'\n}";
  const hand = 'Trying 203.0.113.9...\ntelnet: Unable to connect to remote host: Connection refused';
  expect(recognize(`${node}\n$ telnet mail.example.net 587\n${hand}\n`).score).toBeGreaterThanOrEqual(enough);
});
