import type { SessionRow } from '../meaning.ts';
import { cut, refused, silent, slow } from './backends.ts';

/** `[Mon Feb 09 10:00:00.1 2026] [proxy:error] [pid 1:tid 2] (111)Connection refused: AH00957: HTTP: attempt to connect to …`. */
const ofApache = (errno: string): RegExp =>
  new RegExp(
    `\\[(?:proxy\\w{0,12}:)?error\\] (?:\\[[^\\]]{1,100}\\] ){0,3}\\(${errno}\\)[^:]{1,80}: (?:\\[[^\\]]{1,100}\\] )?(?:AH0(?:0957|2454)|proxy): [A-Z]{2,8}: attempt to connect to (?:(?<host>[\\w.:-]{1,255}?)(?::(?<port>\\d{1,5}))? \\(|Unix domain socket (?<host2>\\S{1,200}) )`,
  );
const apacheSource = 'Apache httpd modules/proxy/proxy_util.c, ap_proxy_connect_backend';

/** `Server be_web/web1 is DOWN, reason: Layer4 connection problem, …`, `Health check for server be_web/web1 failed, reason: …, status: 0/2 DOWN` (HAProxy src/check.c). */
const ofHaproxy = (reason: string): RegExp =>
  new RegExp(
    `\\b(?:Server|Health check for (?:backup )?server) (?<host>[\\w.-]{1,100}/[\\w.-]{1,100}) (?:is DOWN|failed), reason: (?!.{0,400}status: \\d{1,9}/\\d{1,9} UP\\b)${reason}`,
  );
const haproxySource = 'HAProxy src/server.c, src/check.c; configuration manual, 8.5 session state at disconnection';

/** What Apache httpd and HAProxy log of their backends, and what Envoy answers. */
export const proxyRows: readonly SessionRow[] = [
  {
    id: 'apache-refused',
    matches: ofApache('111'),
    samples: [
      '[Mon Feb 09 10:00:00.123456 2026] [proxy:error] [pid 12:tid 34] (111)Connection refused: AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (127.0.0.1:8080) failed',
      '[Mon Feb 09 10:00:00 2026] [error] (111)Connection refused: proxy: HTTP: attempt to connect to 127.0.0.1:8080 (*) failed',
      '[Mon Feb 09 10:00:00.123456 2026] [proxy:error] [pid 12] (111)Connection refused: AH02454: FCGI: attempt to connect to Unix domain socket /run/php/php8.2-fpm.sock (*) failed',
    ],
    source: apacheSource,
    says: 'Apache is refused by its backend {where}: nothing listens there.',
    ...refused,
  },
  {
    id: 'apache-no-answer',
    matches: ofApache('(?:110|113|101|70007)'),
    samples: [
      '[Mon Feb 09 10:00:00.123456 2026] [proxy:error] [pid 12:tid 34] (110)Connection timed out: AH00957: HTTP: attempt to connect to 10.0.0.5:8080 (10.0.0.5) failed',
    ],
    source: apacheSource,
    says: 'Apache cannot reach its backend {where}.',
    ...silent,
  },
  {
    id: 'apache-not-allowed',
    matches: ofApache('13'),
    samples: [
      '[Mon Feb 09 10:00:00.123456 2026] [proxy:error] [pid 12:tid 34] (13)Permission denied: AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (127.0.0.1) failed',
    ],
    source: apacheSource,
    means: 'filter-drops',
    confidence: 'likely',
    says: 'Apache is not allowed to connect to {where} (Permission denied): SELinux, or the mode of the socket.',
    next: ['`getsebool httpd_can_network_connect`; `ausearch -m avc -ts recent`; of a socket `ls -l`'],
    own: true,
  },
  {
    id: 'haproxy-refused',
    matches: ofHaproxy(
      'Layer4 connection problem, info: "(?:[^"]{0,100}Connection refused|Connection refused[^"]{0,100})"',
    ),
    samples: [
      'Feb 10 10:00:01 lb haproxy[123]: Server be_web/web1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.',
    ],
    source: haproxySource,
    says: 'HAProxy took its server {host} out: it refuses connections, nothing listens there.',
    ...refused,
  },
  {
    id: 'haproxy-no-answer',
    matches: ofHaproxy('Layer4 (?:timeout|connection problem)'),
    samples: [
      'Feb 10 10:00:01 lb haproxy[123]: Server be_web/web1 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 1 active and 0 backup servers left.',
      'Feb 10 10:00:01 lb haproxy[123]: Health check for server be_web/web1 failed, reason: Layer4 timeout, check duration: 2001ms, status: 0/2 DOWN.',
    ],
    not: [
      'Feb 10 10:00:01 lb haproxy[123]: Health check for server be_web/web1 failed, reason: Layer4 timeout, check duration: 2001ms, status: 1/2 UP.',
    ],
    source: haproxySource,
    says: 'HAProxy took its server {host} out: it cannot be connected to.',
    ...silent,
  },
  {
    id: 'haproxy-check-failed',
    matches: ofHaproxy('Layer7 (?:wrong status|timeout|invalid response)(?:, code: (?<status>\\d{3}))?'),
    samples: [
      'Feb 10 10:00:01 lb haproxy[123]: Server be_web/web1 is DOWN, reason: Layer7 wrong status, code: 503, info: "Service Unavailable", check duration: 4ms.',
    ],
    source: haproxySource,
    says: 'HAProxy took its server {host} out: it is reached, and does not answer the health check as it should.',
    ...slow,
  },
  {
    id: 'haproxy-no-server',
    matches:
      /\bbackend '?(?<host>[\w.-]{1,100})'? has no server available!|\s(?<host2>[\w.-]{1,100})\/<NOSRV> [-+\d/]{5,60} 503 \d{1,12} .{0,200}? SC/,
    samples: [
      'Feb 10 10:00:01 lb haproxy[123]: backend be_web has no server available!',
      "[ALERT]    (301) : backend 'be_web' has no server available!",
      'Feb 10 10:00:02 lb haproxy[123]: 10.0.0.3:5123 [10/Feb/2026:10:00:01.123] fe_web be_web/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
    ],
    source: haproxySource,
    means: 'error-answered',
    confidence: 'likely',
    says: 'HAProxy has no server left in {host} and answers 503 itself: all of them failed their checks.',
    next: ['`grep "is DOWN"` in its log: why was each taken out?'],
    own: true,
  },
  {
    id: 'haproxy-up',
    matches: /\bServer (?<host>[\w.-]{1,100}\/[\w.-]{1,100}) is UP, reason: /,
    samples: [
      'Feb 10 10:00:09 lb haproxy[123]: Server be_web/web1 is UP, reason: Layer4 check passed, check duration: 0ms. 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.',
    ],
    source: haproxySource,
    means: 'shown',
    own: true,
  },
  {
    id: 'envoy-no-backend',
    matches: /^no healthy upstream$/,
    samples: ['no healthy upstream'],
    not: ['there is no healthy upstream'],
    source: 'Envoy source/common/router/router.cc',
    means: 'error-answered',
    confidence: 'likely',
    says: 'Envoy has no backend to ask: none is known for this route, or all of them failed their checks.',
    next: [
      'in Kubernetes: `kubectl get endpointslices -A`: has the Service ready pods? In a mesh: `istioctl proxy-config endpoints`',
    ],
    own: true,
  },
  {
    id: 'envoy-slow',
    matches: /^upstream request timeout$/,
    samples: ['upstream request timeout'],
    source: 'Envoy source/common/router/router.cc',
    says: 'The backend of Envoy takes longer to answer than Envoy waits (504).',
    ...slow,
  },
  {
    id: 'envoy-refused',
    matches: /^upstream connect error or disconnect\/reset before headers\.(?=.{0,300}delayed connect error: 111)/,
    samples: [
      'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: delayed connect error: 111',
    ],
    source: 'Envoy source/common/router/router.cc; errno ECONNREFUSED',
    says: 'Envoy is refused by the backend (error 111): nothing listens on the port that it asks.',
    ...refused,
  },
  {
    id: 'envoy-tls',
    matches: /^upstream connect error or disconnect\/reset before headers\.(?=.{0,300}TLS[ _]error)/,
    samples: [
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER',
    ],
    source: 'Envoy source/common/router/router.cc, source/common/tls/ssl_socket.cc',
    means: 'tls-fails',
    confidence: 'likely',
    says: 'Envoy and the backend agree on no TLS: with WRONG_VERSION_NUMBER the backend speaks plain text.',
    next: ['In a mesh: do both sides have a sidecar, and do PeerAuthentication and DestinationRule ask for the same?'],
    own: true,
  },
  {
    id: 'envoy-no-answer',
    matches:
      /^upstream connect error or disconnect\/reset before headers\.(?=.{0,300}\breset reason: connection timeout)/,
    samples: ['upstream connect error or disconnect/reset before headers. reset reason: connection timeout'],
    source: 'Envoy source/common/router/router.cc',
    says: 'Envoy gets no answer from the backend when it connects.',
    ...silent,
  },
  {
    id: 'envoy-cut',
    matches:
      /^upstream connect error or disconnect\/reset before headers\.(?=.{0,300}\breset reason: (?:connection|remote) (?:termination|reset))/,
    samples: ['upstream connect error or disconnect/reset before headers. reset reason: connection termination'],
    source: 'Envoy source/common/router/router.cc',
    says: 'The backend of Envoy closes the connection without an answer.',
    ...cut,
  },
  {
    id: 'envoy-failure',
    matches:
      /^upstream connect error or disconnect\/reset before headers\b(?!.{0,300}\breset reason: (?:overflow|connection (?:timeout|termination|reset)|remote (?:termination|reset))|.{0,300}(?:TLS[ _]error|delayed connect error: 111))/,
    samples: [
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      'upstream connect error or disconnect/reset before headers',
    ],
    source: 'Envoy source/common/router/router.cc',
    says: 'Envoy does not reach the backend, or loses it before it answers; it does not say which.',
    ...silent,
    confidence: 'possible',
    why: 'Nothing listens on the port that the Service or cluster names, it listens on 127.0.0.1 only, a policy or mutual TLS refuses, or the pod ended.',
    next: [
      'the access log of Envoy: its response flags (UF, UC, UH) say which; in a mesh `istioctl proxy-config endpoints`',
    ],
  },
  {
    id: 'envoy-overflow',
    matches: /^upstream connect error or disconnect\/reset before headers\.(?=.{0,300}\breset reason: overflow)/,
    samples: ['upstream connect error or disconnect/reset before headers. reset reason: overflow'],
    source: 'Envoy circuit breakers: source/common/router/router.cc',
    means: 'error-answered',
    confidence: 'likely',
    says: 'A circuit breaker of Envoy is open: more connections or requests wait than it allows.',
    rulesOut: ['the network: nothing was sent'],
    next: ['the load of the backend; in Istio connectionPool of its DestinationRule'],
    own: true,
  },
];
