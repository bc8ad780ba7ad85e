import type { SessionRow } from '../meaning.ts';
import { cut, refused, silent, slow } from './backends.ts';

/** `2026/02/09 10:00:00 [error] 31#31: *456 ` (nginx src/core/ngx_log.c). */
const nginx = '^\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[(?:error|crit|alert|emerg)\\] \\d{1,9}#\\d{1,9}: ';
/** `, upstream: "http://10.0.0.5:8080/x"`, `"fastcgi://unix:/run/php/php8-fpm.sock:"` (src/http/ngx_http_upstream.c). */
const upstream =
  '.{0,3000}, upstream: "(?:[a-z+]{2,12}://)?(?<host>unix:[^":]{1,200}|\\[[0-9a-f:.]{2,45}\\]|[\\w.-]{1,255})(?::(?<port>\\d{1,5}))?[":/?]';
const ofNginx = (words: string): RegExp => new RegExp(`${nginx}(?:\\*\\d{1,12} )?${words}${upstream}`);
const nginxSource = 'nginx src/http/ngx_http_upstream.c, src/event/ngx_event_connect.c, ngx_event_openssl.c';

/** What nginx logs of its backends. */
export const nginxRows: readonly SessionRow[] = [
  {
    id: 'nginx-refused',
    matches: ofNginx('connect\\(\\) failed \\(111: Connection refused\\)'),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.3, server: shop.example, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "shop.example"',
    ],
    not: ['connect() failed (111: Connection refused)'],
    source: nginxSource,
    says: 'nginx is refused by its backend {where}: nothing listens there.',
    ...refused,
  },
  {
    id: 'nginx-socket',
    matches: new RegExp(`${nginx}(?:\\*\\d{1,12} )?connect\\(\\) to unix:(?<host>\\S{1,200}) failed \\((?:2|111): `),
    samples: [
      '2026/02/09 10:00:00 [crit] 31#31: *7 connect() to unix:/run/php/php8.2-fpm.sock failed (2: No such file or directory) while connecting to upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "fastcgi://unix:/run/php/php8.2-fpm.sock:", host: "shop.example"',
    ],
    source: nginxSource,
    means: 'nothing-listens',
    confidence: 'likely',
    says: 'nginx finds nobody at the socket {host}: the program behind it is down, or has its socket elsewhere.',
    next: ['`ss -lxp | grep {host}`: does anything listen there? Its unit, and `listen` of its configuration'],
    own: true,
  },
  {
    id: 'nginx-not-allowed',
    matches: new RegExp(
      `${nginx}(?:\\*\\d{1,12} )?connect\\(\\) (?:to (?<host>\\S{1,255}) )?failed \\(13: Permission denied\\)`,
    ),
    samples: [
      '2026/02/09 10:00:00 [crit] 31#31: *7 connect() to 127.0.0.1:3000 failed (13: Permission denied) while connecting to upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:3000/", host: "shop.example"',
    ],
    source: nginxSource,
    means: 'filter-drops',
    confidence: 'likely',
    says: 'nginx is not allowed to connect to {host} (Permission denied): SELinux, AppArmor, or the mode of the socket.',
    next: ['`ausearch -m avc -ts recent`; with SELinux `getsebool httpd_can_network_connect`; of a socket `ls -l`'],
    own: true,
  },
  {
    id: 'nginx-no-route',
    matches: ofNginx('connect\\(\\) failed \\((?:113|101): [\\w ]{1,40}\\)'),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 connect() failed (113: No route to host) while connecting to upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
    ],
    source: nginxSource,
    says: 'nginx cannot reach its backend {where}: the next hop does not answer, or a filter rejects.',
    ...silent,
  },
  {
    id: 'nginx-connect-timeout',
    matches: ofNginx(
      '(?:upstream timed out|connect\\(\\) failed) \\(110: [\\w ]{1,40}\\) while connecting to upstream',
    ),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
    ],
    not: [
      '2026/02/09 10:00:00 [error] 31#31: *456 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
    ],
    source: nginxSource,
    says: 'nginx gets no answer from its backend {where} when it connects.',
    ...silent,
  },
  {
    id: 'nginx-slow',
    matches: ofNginx('upstream timed out \\(110: [\\w ]{1,40}\\) while (?:reading|sending)'),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 upstream timed out (110: Operation timed out) while reading response header from upstream, client: 10.0.0.3, server: _, request: "GET /report HTTP/1.1", upstream: "http://10.0.0.5:8080/report", host: "x"',
    ],
    source: nginxSource,
    says: 'The backend {where} of nginx takes longer to answer than nginx waits (504).',
    ...slow,
  },
  {
    id: 'nginx-cut',
    matches: ofNginx(
      '(?:upstream prematurely closed connection|recv\\(\\) failed \\(104: [\\w ]{1,40}\\)) while reading',
    ),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
      '2026/02/09 10:00:00 [error] 31#31: *456 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
    ],
    source: nginxSource,
    says: 'The backend {where} of nginx closes the connection without an answer (502).',
    ...cut,
  },
  {
    id: 'nginx-no-live',
    matches: new RegExp(`${nginx}(?:\\*\\d{1,12} )?no live upstreams while connecting to upstream`),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 no live upstreams while connecting to upstream, client: 10.0.0.3, server: , request: "GET / HTTP/1.1", upstream: "http://app/", host: "x"',
    ],
    source: nginxSource,
    means: 'error-answered',
    confidence: 'possible',
    says: 'nginx has no backend left to ask: each of the group failed a moment ago, and is left out for fail_timeout.',
    why: 'Lines before it say how they failed.',
    next: ['`grep "while connecting to upstream"` in that log: what do the lines before it say?'],
    own: true,
  },
  {
    id: 'nginx-big-header',
    matches: ofNginx('upstream sent too big header while reading response header from upstream'),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 upstream sent too big header while reading response header from upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.5:8080/", host: "x"',
    ],
    source: nginxSource,
    means: 'error-answered',
    confidence: 'likely',
    says: 'The headers of the answer from {where} (often cookies) do not fit the buffer of nginx, which answers 502.',
    rulesOut: ['the network: the answer came'],
    next: ['raise `proxy_buffer_size` (FastCGI: `fastcgi_buffer_size`), or have the program send smaller headers'],
    own: true,
  },
  {
    id: 'nginx-tls',
    matches: ofNginx('SSL_do_handshake\\(\\) failed \\(SSL: .{1,300}?\\) while SSL handshaking to upstream'),
    samples: [
      '2026/02/09 10:00:00 [error] 31#31: *456 SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", upstream: "https://10.0.0.5:8080/", host: "x"',
    ],
    source: nginxSource,
    means: 'tls-fails',
    confidence: 'likely',
    says: 'nginx and its backend {where} agree on no TLS.',
    why: 'With "wrong version number" the backend speaks plain HTTP; with "unrecognized name" or an alert it wants a server name (proxy_ssl_server_name on).',
    next: ['`openssl s_client -connect {where}`: does it speak TLS? If not, proxy_pass http://'],
    own: true,
  },
  {
    id: 'nginx-no-name',
    matches: new RegExp(
      `${nginx}(?:\\*\\d{1,12} )?(?:host not found in upstream "(?<name>[^":]{1,255})|(?<name2>[\\w.-]{1,255}) could not be resolved \\()`,
    ),
    samples: [
      '2026/02/09 10:00:00 [emerg] 1#1: host not found in upstream "api" in /etc/nginx/conf.d/default.conf:5',
      '2026/02/09 10:00:00 [error] 31#31: *1 api.example could not be resolved (3: Host not found), client: 10.0.0.3, server: _, request: "GET / HTTP/1.1", host: "x"',
    ],
    source: 'nginx src/core/ngx_inet.c, ngx_resolver.c',
    means: 'name-not-resolved',
    confidence: 'likely',
    says: 'nginx does not find its backend by the name {name}; at its start it ends over that.',
    next: ['where nginx runs: `getent hosts {name}`; in Docker both must be in one network of their own'],
    own: true,
  },
];
