import { expect, test } from 'vitest';
import type { FailureRecord } from '../observations.ts';
import { endpointsOf } from './endpoints.ts';

const of = (text: string) => endpointsOf([{ text } as FailureRecord])[0];

test.each([
  ['to=<a@b.example>, relay=mx.example.net[192.0.2.7]:25, delay=1', { host: 'mx.example.net', port: 25 }],
  ['4C1: host mx1.example.net[192.0.2.7] refused to talk to me: 421 busy', { host: 'mx1.example.net' }],
  ['connect to mx.example.net[192.0.2.7]:25: Connection timed out', { host: 'mx.example.net', port: 25 }],
  ['Could not connect to SMTP host: localhost, port: 25; nested', { host: 'localhost', port: 25 }],
  ["Couldn't connect to host, port: mail.example.net, 465; timeout -1", { host: 'mail.example.net', port: 465 }],
  ['dial tcp 192.0.2.7:587: i/o timeout', { host: '192.0.2.7', port: 587 }],
  ['dial tcp [2001:db8::1]:587: connect: refused', { host: '2001:db8::1', port: 587 }],
  ['dial tcp: lookup smtp.example.net on 192.0.2.53:53: i/o timeout', { host: 'smtp.example.net' }],
  ['Error: connect ECONNREFUSED 127.0.0.1:587', { host: '127.0.0.1', port: 587 }],
  ['Error: getaddrinfo ENOTFOUND smtp.example.net', { host: 'smtp.example.net' }],
  ['java.net.UnknownHostException: smtp.example.net', { host: 'smtp.example.net' }],
  [
    'Connection could not be established with host "ssl://smtp.example.net:465": stream_socket_client()',
    { host: 'smtp.example.net', port: 465 },
  ],
  ['host=smtp.example.net tls=on errormsg=refused', { host: 'smtp.example.net' }],
  [
    '== a@b.example R=r T=t defer (110): H=mx.example.net [192.0.2.7]:25 timed out',
    { host: 'mx.example.net', port: 25 },
  ],
])('%s', (text, endpoint) => expect(of(text)).toEqual(endpoint));

test.each([
  'System.Net.Mail.SmtpException: Failure sending mail.',
  'javax.mail.MessagingException: Connection refused',
  'could not send to someone@example.net: 4.3.2 Concurrent connections limit exceeded.',
  '[21.12.2014 03:49:26:345] timeout',
  '2026-03-02 08:30:12,629 ERROR reports.mail: the connection broke',
])('names none: %s', (text) => expect(of(text)).toBeUndefined());
