import type { SessionRow } from '../meaning.ts';

const certificate =
  '`openssl s_client -connect {where} -servername {name} </dev/null`: what certificate comes, and from whom?';

/** TLS that fails on a connection that was made, and proxies that refuse to make one. */
export const tlsRows: readonly SessionRow[] = [
  {
    id: 'tls-not-tls',
    matches:
      /\bwrong version number\b|\bSSL_ERROR_RX_RECORD_TOO_LONG\b|\bpacket length too long\b|\bHTTP request to an HTTPS\b|\bAn unexpected TLS packet was received\b|\bfirst record does not look like a TLS handshake\b|\bserver gave HTTP response to HTTPS client\b/,
    samples: [
      'curl: (35) error:0A00010B:SSL routines::wrong version number',
      '* OpenSSL/3.0.8: error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
    ],
    source: 'OpenSSL ssl/record/ssl3_record.c; GnuTLS; Go crypto/tls',
    means: 'tls-fails',
    confidence: 'likely',
    says: '{where} does not speak TLS on that port, and the client does.',
    why: 'A plain HTTP port, a proxy, or a captive portal answers.',
    next: ['`curl -v http://{where}/`: does it answer in plain HTTP? Then change the scheme or the port'],
  },
  {
    id: 'tls-cut',
    matches:
      /\bSSL routines:[\w:]{0,60}:unexpected eof while reading\b|\bSSL_(?:connect|read|write): (?:Connection reset by peer|SSL_ERROR_SYSCALL)|\bSSL_ERROR_SYSCALL\b|\bgnutls_handshake\(\) failed: (?:The TLS connection was non-properly terminated|Error in the pull function)|^write:errno=\d{1,3}$/,
    samples: [
      'curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to web.example:443',
      'curl: (35) OpenSSL/3.0.2: error:0A000126:SSL routines::unexpected eof while reading',
      'write:errno=104',
    ],
    not: ['curl: (60) SSL certificate problem: unable to get local issuer certificate'],
    source: 'OpenSSL ssl/record/rec_layer_s3.c, SSL_get_error(3); GnuTLS lib/errors.c; openssl s_client',
    means: 'tls-fails',
    confidence: 'likely',
    says: 'The connection to {where} is made, and cut while TLS is on: no alert says why.',
    why: 'A certificate that is not taken ends in an alert. So: a server or load balancer that has nothing for this name or port, or hangs up on this client, or a filter or proxy in between that does not like the name (SNI).',
    next: ['the log of the server at that time; on {host}: `tcpdump -ni any host CLIENT`: who sends the RST or FIN?'],
    own: true,
  },
  {
    id: 'tls-not-made',
    matches: /^Unable to establish SSL connection\.$/,
    samples: ['Unable to establish SSL connection.'],
    source: 'wget src/http.c, CONSSLERR',
    means: 'tls-fails',
    confidence: 'possible',
    says: 'A connection to {host} is made, and TLS on it does not come about.',
    why: 'wget says so of every reason: the protocol version, a port that speaks no TLS, a connection that is cut.',
    next: ['`curl -v https://{host}/`: which error?'],
    own: true,
  },
  {
    id: 'tls-not-agreed',
    matches:
      /\balert handshake failure\b|\bhandshake_failure\b|\btlsv1\d? alert (?:protocol version|insufficient security)\b|\balert protocol version\b|\bprotocol version not supported\b|\bunsupported protocol\b|\bno protocols available\b|\bno shared cipher\b|\bremote error: tls: (?:handshake failure|protocol version not supported)\b/,
    samples: [
      'curl: (35) error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
      'curl: (35) error:0A00042E:SSL routines::tlsv1 alert protocol version',
    ],
    not: ['curl: (60) SSL certificate problem: certificate has expired'],
    source: 'OpenSSL ssl/ssl_stat.c; RFC 8446 §6.2 handshake_failure, protocol_version',
    means: 'tls-fails',
    confidence: 'likely',
    says: '{where} and the client agree on no version or cipher of TLS, or the server asks for a client certificate.',
    why: 'The side that ends it says so by an alert. The certificate of the server and the clock are not what it names.',
    next: [
      '`openssl s_client -connect {where} -servername {name} -tls1_2 </dev/null`, then -tls1_3: which does it take?',
    ],
  },
  {
    id: 'tls-failed',
    matches:
      /\bSSL certificate problem\b|\bx509: |\bSSL_connect\b|\bSSL routines\b|\btlsv1\d? alert\b|\bcertificate verify failed\b|\bgnutls_handshake\(\)|\bschannel: |\bSSL_ERROR_\w|\bcannot verify \S{1,255}'s certificate\b|\bVerify return code: (?!0 )\d|^verify error:/,
    samples: [
      'curl: (60) SSL certificate problem: unable to get certificate CRL',
      'curl: (35) error:0A000438:SSL routines::tlsv1 alert internal error',
    ],
    source: 'curl lib/vtls; OpenSSL',
    means: 'tls-fails',
    confidence: 'likely',
    says: 'The connection to {where} is made, and TLS on it fails: certificate, protocol version or clock.',
    why: 'Certificate, protocol version, the clock, or something in between that ends TLS; the words of the tool say which.',
    next: [certificate],
  },
  {
    id: 'tls-alert',
    matches: /^\* .{0,40}TLS alert, (?!(?:warning, )?close notify)(?<status>.{2,60}?)(?: \(\d{1,4}\))?:?$/,
    samples: ['* TLSv1.3 (IN), TLS alert, bad certificate (554):', '* TLSv1.2 (OUT), TLS alert, unknown CA (560):'],
    not: ['* TLSv1.3 (OUT), TLS alert, close notify (256):'],
    source: 'curl lib/vtls/openssl.c ossl_trace',
    means: 'tls-fails',
    confidence: 'likely',
    says: 'TLS with {where} ends in an alert: {status}.',
    why: '(IN): the server does not take what the client sent, such as its certificate. (OUT): the client does not trust the server.',
    next: [certificate],
  },
  {
    id: 'proxy-refuses',
    matches:
      /\bCONNECT tunnel failed, response (?<status>\d{3})|\bReceived HTTP code (?<status2>\d{3}) from proxy after CONNECT|\bTunnel connection failed: (?<status3>\d{3})\b|\bProxy CONNECT aborted|^Proxy tunneling failed/,
    samples: [
      'curl: (56) CONNECT tunnel failed, response 403',
      '* Received HTTP code 407 from proxy after CONNECT',
      '* Proxy CONNECT aborted',
      "WARNING: Retrying (Retry(total=4)) after connection broken by 'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))': /simple/web/",
    ],
    source: 'curl lib/cf-h1-proxy.c; wget src/http.c; CPython Lib/http/client.py',
    means: 'error-answered',
    confidence: 'likely',
    says: 'The proxy does not open the way to the destination: {status}.',
    why: '403: it may not. 407: it wants a login. 502 to 504: it does not reach the destination itself.',
    next: ['`env | grep -i proxy`: is this proxy meant for the destination? no_proxy lists what goes past it'],
  },
];
