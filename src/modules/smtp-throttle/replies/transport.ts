import { phrases, type ReplyRow, replies, vague } from './reply-row.ts';

/** Of a mail that is given up, not of one that is still tried. */
const final = ({ source }: RegExp): RegExp =>
  new RegExp(
    `^(?!.{0,500}will keep trying)(?!.{0,500}will continue)(?!.{0,500}will be retried)(?!.{0,500}will retry).{0,500}?(?:${source})`,
    'i',
  );

/** What went wrong before, between or without the words of a server: the queue, name lookup, TLS, the network. */
// biome-ignore format: a table, a row a line
export const transport: readonly ReplyRow[] = replies('', [
  ['delayed', /\b(?:delivery|message|mail)\b.{0,120}\bdelayed\b.{0,200}\b(?:will (?:be retried|keep trying|continue|retry)|retrying)/i, 'unknown', 'T', 'later', 'USAGE', ['Delivery to the following recipient has been delayed: the message will be retried for 1 more day(s)', 'Your message is delayed. It has not been delivered yet; the server will keep trying'], ['550 message delayed too long']],
  ['expired', final(phrases(
    /(?:delivery time|message|retry time(?:out)?|queue (?:life)?time|mail) (?:has )?(?:expired|exceeded)/i,
    /message (?:will be|timed out|was) (?:deleted from queue|returned|expired)|\b[45]\.4\.7\b|status=(?:force-)?expired/i,
  )), 'expired', 'P', 'no', 'IANA', ['550 4.4.7 QUEUE.Expired; message expired', 'delivery time expired']],
  ['too-long-in-queue', final(phrases(
    /(?:in|on) (?:the )?queue (?:for )?too long|not (?:be )?(?:delivered|deliver(?:able)?) (?:within|for (?:too long|\d|the last \d)|after \d)/i,
    /could not (?:be )?deliver(?:ed)?(?: \S{1,20}){0,4} for (?:the last |too long|\d)|delivery failed \d{1,4} attempts|giv(?:ing|en) up (?:after|delivery)/i,
  )), 'expired', 'P', 'no', 'USAGE', ['this message has been in the queue too long', 'could not be delivered for the last 4 days'], ['could not be delivered for the last 4 hours; will keep trying until it is 5 days old']],
  ['loop-to-self', /loops? back to (?:me|myself)\b|MX (?:record )?points to local host|connect(?:ing)? to (?:myself|itself)\b/i, 'config', 'P', 'no', 'LOCAL', ['mail for example.net loops back to myself', '553 5.3.5 mx1.example.net. config error: mail loops back to me (MX problem?)', 'lowest numbered MX record points to local host', 'Could not connect to 192.0.2.7 on port 25 since this would mean connecting to myself.'], ['554 5.4.6 Too many hops']],
  ['loop', /routing loop|mail ?(?:forwarding )?loop|hop ?count|too many hops|loop(?:s|ing)? (?:back|detected)|message looping|loop was found|forwarding loop|\b[45]\.4\.6\b|Received: headers/i, 'dns-routing', 'P', 'no', 'IANA', ['554 5.4.6 Too many hops', '554 forwarding loop detected']],
  ['certificate', phrases(
    /certificate (?:verif\w{1,8}|validation (?:failed|error)|not (?:verified|trusted)|has expired|is not trusted|expired|unknown|verify failed|required)/i,
    /certificate (?:problem|is not valid|signed by unknown authority|relies on legacy Common Name|chain|name mismatch|subject name)|self[- ]?signed/i,
    /PKIX path|unable to find valid certification path|RemoteCertificate|remote certificate (?:is |was )?(?:invalid|rejected)|CERT_HAS_EXPIRED/i,
    /UNABLE_TO_(?:VERIFY|GET)|DEPTH_ZERO|untrusted issuer|ERR_TLS_CERT|x509:|unable to (?:verify the first|get local issuer) certificate|peer certificate/i,
    /certificat (?:invalide|expiré)|Zertifikat (?:ist |wurde )?(?:ungültig|abgelaufen|nicht)/i,
  ), 'tls', 'P?', '-', 'USAGE', ['x509: certificate signed by unknown authority', 'self signed certificate in certificate chain', '4.7.5 Server certificate not verified', '4.7.5 Server certificate not trusted', 'javax.net.ssl.SSLHandshakeException: PKIX path building failed', 'The remote certificate is invalid according to the validation procedure', "Hostname/IP does not match certificate's altnames: ERR_TLS_CERT_ALTNAME_INVALID"]],
  ['tls-version', phrases(
    /wrong version number|unsupported protocol|no shared cipher|dh key too small|protocol version|first record does not look like a TLS handshake/i,
    /packet length too long|record layer|inappropriate_fallback|internal_error.{0,40}ssl/i,
  ), 'tls', 'P?', '-', 'USAGE', ['error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'tls: first record does not look like a TLS handshake']],
  ['tls-handshake', phrases(
    /(?:ssl|tls) (?:routines|handshake|negotiation|alert|error|connect\w{0,3} (?:error|failed)|connection (?:failed|error))/i,
    /SSL_(?:connect|do_handshake|accept|ERROR)\b(?! error to .{0,200}(?:lost connection|: -?1$|timed out|reset))/i,
    /\bssl(?:Exception|HandshakeException|Error)\b|handshake (?:failure|failed)|authentication failed because the remote party/i,
    /could not (?:convert socket to|start) TLS|unable to connect with STARTTLS|ETLS\b|ERR_TLS|ERR_SSL|crypto_enable|stream_socket_enable_crypto|javax\.net\.ssl|error:[0-9A-F]{8}:/i,
    /An error occurred while attempting to establish an SSL or TLS connection|(?:TLS|DANE) (?:client )?configuration (?:problem|error)|TLSA? (?:policy )?lookup (?:error|failure)/i,
    /no (?:usable )?TLSA records|establish (?:outbound |inbound )?TLS\b|non DNSSEC destination/i,
  ), 'tls', 'P?', '-', 'USAGE', ['Could not convert socket to TLS', 'stream_socket_enable_crypto(): SSL operation failed', 'TLS handshake failed', '4.7.5 client TLS configuration problem', '4.7.5 TLSA lookup error for mx.example.net:25', 'Unable to connect with STARTTLS', '451 4.4.101 Failed to establish outbound TLS']],
  ['tls-needed', /(?:ssl|tls) (?:is required|required)|STARTTLS (?:failed|required|is required|command|first)|must (?:issue|use) (?:a )?STARTTLS|encryption (?:needed|required)/i, 'tls', 'P?', '-', 'IANA', ['530 5.7.0 TLS required', '554 5.7.10 Encryption needed']],
  ['tls-missing', phrases(
    /cannot start TLS|TLS not available|TLS (?:currently |is )?(?:not |un)available|TLS (?:session )?is required, but|no TLS support\b/i,
    /(?:does not|doesn['’]?t|did not|didn['’]?t) (?:support|advertise|offer|announce|provide) (?:the )?(?:STARTTLS|TLS\b|secure connections)/i,
    /STARTTLS (?:extension |command )?(?:is |was )?not (?:supported|offered|advertised|available|enabled)/i,
  ), 'tls', 'P?', '-', 'USAGE', ['454 4.7.0 TLS not available due to local problem', 'Server does not support secure connections.', 'STARTTLS extension not supported by server.', '\'require_tls\' is true (default) but "mx.example.net:25" does not advertise the STARTTLS extension', 'The SMTP server does not support the STARTTLS extension.', 'STARTTLS is not supported on this server', 'a TLS session is required, but the server did not offer TLS support'], ['smtp: server does not support AUTH']],
  ['other-protocol', /(?:short response|greeting|response=|response|but got|SERVER -> CLIENT|reply)\W{1,6}(?:\* (?:OK|BYE|PREAUTH)\b|\+OK\b|HTTP\/[12]|SSH-2)/i, 'config', 'P', 'no', 'USAGE', ['short response: * OK [CAPABILITY IMAP4rev1 LITERAL+] Dovecot ready.', 'Invalid greeting. response=* OK IMAP4rev1 ready', 'unexpected response: HTTP/1.1 400 Bad Request', 'SERVER -> CLIENT: +OK POP3 ready'], ['response: 250 OK']],
  ['no-such-host', phrases(
    /ENOTFOUND|UnknownHostException|No such host is known|\bno such host\b|Name or service not known|nodename nor servname|NXDOMAIN/i,
    /php_network_getaddresses|Der angegebene Host ist unbekannt|Host desconocido/i,
  ), 'dns-routing', 'T?', '-', 'USAGE', ['getaddrinfo ENOTFOUND smtp.example.net', 'dial tcp: lookup smtp.example.net on 192.0.2.53:53: no such host', 'java.net.UnknownHostException: smtp.example.net', '[Errno -2] Name or service not known']],
  ['resolver-silent', phrases(
    /EAI_AGAIN|temporary failure in name resolution|SERVFAIL|host lookup (?:for \S{1,253} )?did not complete/i,
    /\blookup \S{1,253}(?: on \S{1,60})?: (?:i\/o timeout|server misbehaving|read|dial|connection refused)|server misbehaving/i,
    /DNS(?: query| lookup)? (?:timed? ?out|timeout)|EDNS\b|\bquery[A-Z]\w{0,6} E(?:TIMEOUT|SERVFAIL|REFUSED|CONNREFUSED|CANCELLED|BADRESP|FORMERR)\b/i,
  ), 'dns-routing', 'T', 'later', 'USAGE', ['dial tcp: lookup smtp.example.net: i/o timeout', 'host lookup did not complete', 'getaddrinfo EAI_AGAIN smtp.example.net', '[Errno -3] Temporary failure in name resolution', 'lookup smtp.example.net on 192.0.2.53:53: server misbehaving', 'queryA ETIMEOUT smtp.example.net']],
  ['name-lookup', phrases(
    /getaddrinfo|gethostbyname|GetHostAddresses|Net\.Dns\b|(?:remote )?name could not be resolved/i,
    /(?:host|domain)(?: or domain)?(?: name)? (?:name )?(?:not found|unknown|lookup fail\w{0,4}|is not reachable)|name (?:service|server) (?:error|lookup)/i,
    /unable to (?:look ?up|resolve|route|locate (?:\S{1,200}\.|localhost))|could(?: not|n['’]t) (?:resolve|look ?up|find (?:any )?(?:host|a gateway))/i,
    /DNS (?:lookup|error|query|type|failure)|(?:lookup|resolve|resolving) (?:of |failed|error)|host unknown|unknown host|Name resolution/i,
    /couldn't find any host|account or domain may not exist|unkn?own server/i,
  ), 'dns-routing', 'T?', '-', 'USAGE', ['Could not resolve host: smtp.example.net', 'sSMTP: Unable to locate mail.example.net', 'Host unknown (Name server: mx.example.net: host not found)', 'The remote name could not be resolved']],
  ['domain-without-mail', phrases(
    /no (?:mx|a|aaaa)(?: or \w{1,4})? (?:records?|found|host)|null ?mx|all relevant MX records/i,
    /(?:domain|host)\S{0,2} (?:\S{1,100} )?(?:does not|doesn'?t|may not) (?:exist|resolve|receive e?-?mail|accept mail)|invalid domain|illegal host/i,
    /bad destination (?:host|system)|unrouteable (?:address|mail domain|domain)|no such domain|(?:domain|host) is not reachable|\b[45]\.1\.(?:2|10)\b/i,
    /\b[45]\.4\.[34]\b/i,
  ), 'dns-routing', 'T?', '-', 'USAGE', ['556 5.1.10 Domain has null MX', 'Unrouteable address', '550 5.4.4 invalid domain', '550 5.1.2 bad']],
  ['lost-after-data', phrases(
    /(?:timed? ?out|lost|closed|reset)(?: \S{1,100}){0,12} (?:after|sending) (?:the )?(?:end of data|data|message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /(?:timed? ?out|lost|closed|reset)(?: \S{1,100}){0,12} (?:while (?:sending|waiting for)|during|in response to) (?:the )?(?:end of data|data)(?:\W|$)/i,
    /(?:timed? ?out|lost|closed|reset)(?: \S{1,100}){0,12} while (?:sending|waiting for) (?:the )?(?:message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /(?:timed? ?out|lost|closed|reset)(?: \S{1,100}){0,12} (?:during|in response to) (?:the )?(?:message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} (?:after|sending) (?:the )?(?:end of data|data)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} (?:after|sending) (?:the )?(?:message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} while (?:sending|waiting for) (?:the )?(?:end of data|data)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} (?:during|in response to) (?:the )?(?:end of data|data)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} while (?:sending|waiting for) (?:the )?(?:message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /(?:ECONNRESET|ETIMEDOUT|ESOCKET|broken pipe)(?: \S{1,100}){0,12} (?:during|in response to) (?:the )?(?:message (?:body|content)|final dot|\.)(?:\W|$)/i,
    /DataStop|command: ?'?DATA|Message failed: (?:Connection|Timeout|read|write|ECONN|Socket)/i,
  ), 'network', 'A', 'check', 'USAGE', ['timed out while sending message body', 'connection lost after DATA', 'Message failed: Connection closed']],
  ['idle-session', phrases(
    /timeout (?:exceeded|waiting for)(?: (?:client|data|command|input))?\b.{0,40}$|idle timeout|session (?:timed? ?out|timeout|expired)/i,
    /\b4\.4\.2\b.{0,60}(?:timeout|timed out|idle|bad connection)/i,
  ), 'network', 'T', 'reconnect', 'POSTFIX', ['421 4.4.2 mx.example.net Error: timeout exceeded', '421 4.4.2 Idle timeout, closing connection', '4.4.2 *** Error: timeout exceeded'], ['451 4.4.2 Message submission rate for this client has exceeded']],
  ['refused', phrases(
    /ECONNREFUSED|connection (?:was |has been |attempt )?refused|actively refused|connect: refused|Verbindung (?:wurde )?(?:abgelehnt|verweigert)/i,
    /connexion refusée|conexión rechazada/i,
  ), 'network', 'T', 'later', 'USAGE', ['connect ECONNREFUSED 127.0.0.1:25', 'Connection refused', 'No connection could be made because the target machine actively refused it']],
  ['unreachable', /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|cannot assign requested address|no route to host|network (?:is )?(?:unreachable|error)|host (?:is )?(?:unreachable|not reachable|down)/i, 'network', 'T', 'later', 'USAGE', ['connect EHOSTUNREACH 192.0.2.1:587', '[Errno 99] Cannot assign requested address', 'No route to host', 'Network is unreachable', 'ResponseCode 421, , Host not reachable.']],
  ['closed-by-server', /closed (?:the )?(?:connection|session|socket)\b|[a-z>]: (?:unexpected )?EOF\b|EOF caught while checking|\berr(?:or)?=["']?EOF\b|response: \[EOF\]|unexpected EOF|\bend of file reached\b|has been closed unexpectedly/i, 'network', 'T', 'later', 'USAGE', ['Remote end 192.0.2.7:25 closed connection', 'create SMTP client: EOF', 'Failed to send alert notification email error=EOF', 'Got bad greeting from SMTP host: smtp.example.net, port: 465, response: [EOF]', 'unexpected EOF', 'EOFError: end of file reached', 'Connection to "192.0.2.7:587" has been closed unexpectedly.'], ['421 4.7.0 closing connection']],
  ['reset', phrases(
    /ECONNRESET|EPIPE\b|connection (?:was |has been |attempt )?(?:reset|closed|dropped|aborted|lost|died|broken|unexpectedly closed)|forcibly closed/i,
    /broken pipe|software caused connection abort|lost connection|remote side closed|unexpected (?:end|eof|close)/i,
    /server (?:dropped|closed|disconnected|hung)|socket (?:closed|hang up)|SMTPServerDisconnected/i,
    /exception reading response|unable to read data from the transport/i,
  ), 'network', 'T', 'later', 'USAGE', ['read ECONNRESET', 'javax.mail.MessagingException: Exception reading response', 'Unable to read data from the transport connection: net_io_connectionclosed.', 'An existing connection was forcibly closed by the remote host', 'lost connection with mx.example.net while receiving the initial server greeting']],
  ['time-out', phrases(
    /ETIMEDOUT|connection (?:was |has been |attempt )?(?:timed? ?-?out|timeout)/i,
    /(?:operation|request|read|command|socket|greeting|response) (?:has )?timed? ?-?out|timed? ?out (?:after|while|waiting|during|exceeded)/i,
    /\btimeout (?:expired|error|while|-)|\btimed out\b|did not properly respond|Greeting never received|Conversation with \S{1,200} timed out|SocketTimeout/i,
    /Resource temporarily unavailable \(os error 11\)|(?:failed to (?:receive|get|read)|did not (?:receive|get|send)|never (?:received|got)) (?:the |an? |any )?(?:SMTP )?(?:banner|greeting)\b/i,
    /\bnetwork_failure: timeout\b|execution expired|\bNet::(?:Open|Read)Timeout\b|\bi\/o timeout\b|context deadline exceeded|Zeit.berschreitung|tiempo de espera agotado/i,
  ), 'network', 'T', 'later', 'USAGE', ['connect ETIMEDOUT 192.0.2.1:587', 'network_failure: timeout', 'SMTP IO error: Resource temporarily unavailable (os error 11)', 'Failed to receive the SMTP banner from the service listening on port 587', 'dial tcp 192.0.2.7:587: i/o timeout', 'The operation has timed out.', 'Zeitüberschreitung der Verbindung']],
  ['not-connected', phrases(
    /ESOCKET(?:TIMEDOUT)?\b|ECONNECTION|WinError 10\d{3}|errno 1(?:01|04|10|11|13)\b/i,
    /connection (?:failed|could not be (?:established|opened)|to \S{1,200} (?:could not be established|failed))/i,
    /connect(?:ion)? (?:to|with) .{0,200}(?:refused|timed? ?out|failed|No route|unreachable|could not|reset)/i,
    /(?:could|can|did) ?not (?:be )?(?:connect|establish|open (?:a |the )?(?:connection|socket|stream)|accept our requests to connect)|can'?t connect/i,
    /could ?n['’]t connect|cannot connect/i,
    /(?:unable|failure|failed|not able|wasn'?t able|being unable|error) (?:to|in|while) (?:connect|establish|open (?:a |the )?(?:connection|socket|stream))/i,
    /(?:unable|failure|failed|not able|wasn'?t able|being unable|error) (?:to|in|while) (?:sending mail|read|write)/i,
    /(?:cannot|could not|unable to) open \S{1,253}:(?:25|465|587|2525)\b|unable to connect|MailConnectException|Failed to connect|socket (?:error|exception)|delivery temporarily suspended/i,
    /Transport endpoint|\bnetwork_failure: |\b4\.4\.[12]\b|SSL_connect error to|can't send command to SMTP host/i,
  ), 'network', 'T', 'later', 'USAGE', ['Could not connect to SMTP host: localhost, port: 25', 'network_failure: closed', 'sSMTP: Cannot open mail.example.net:25', "Can't send command to SMTP host", 'Connection could not be established with host smtp.example.net', 'SMTP connect() failed. Failed to connect to server']],
  ['hosts-failing', /all hosts for \S{1,255} have been failing for a long time|retry time not reached for any host/i, 'network', 'P?', '-', 'EXIM', ["all hosts for 'contoso.com' have been failing for a long time (and retry time not reached)"]],
  ['no-answer', /^(?:empty (?:response|code)|code\W{0,9}(?:with message)?)\W*$/i, 'network', 'T', 'later', 'USAGE', ['empty response', 'code ""', 'code "", with message ""'], ['code "550", with message ""']],
]);

/** Words that only a code beside them makes a failure; tried last. */
// biome-ignore format: a table, a row a line
export const lastWords: readonly ReplyRow[] = [
  ...replies('', [
    ['service-closing', /^421\b.{0,160}(?:service (?:not available|closing)|closing (?:transmission|connection|channel)|timeout|try again)/i, 'server-fault', 'T', 'later', 'RFC5321', ['421 mx.example.net Service not available, closing transmission channel']],
    ['no-storage', /insufficient (?:system )?(?:storage|resources)|mail system full|out of (?:memory|disk|resources)|no space left|queue (?:file )?write error|\b[45]\.3\.1\b/i, 'server-fault', 'T?', '-', 'RFC5321', ['452 4.3.1 Insufficient system storage', '451 4.3.0 Error: queue file write error']],
    ['local-error', /local (?:\S{1,20} )?(?:error|problem|failure)\b|local error in processing/i, 'server-fault', 'T?', '-', 'RFC5321', ['451 Temporary local problem - please try later', 'Local Error, closing transmission channel']],
  ]),
  ...vague(replies('', [
    ['server-fault', phrases(
      /(?:internal|temporary|local|system|server|configuration|remote|unexpected|backend|unknown|processing) (?:\S{1,20} )?(?:error|failure|problem|fault|trouble)/i,
      /error in processing|unresolved issues|operating system error|lock failure/i,
    ), 'server-fault', 'T?', '-', 'USAGE', ['451 4.3.0 temporary system problem', '451 internal error']],
    ['server-busy', phrases(
      /(?:service|server|system|resource)s? (?:is |are )?(?:currently |temporarily |too )?(?:unavailable|busy|not available|overloaded)/i,
      /(?:service|server|system|resource)s? (?:is |are )?(?:currently |temporarily |too )?(?:down|not active|not ready|shutting down)/i,
      /temporarily (?:unavailable|unable|deferred|rejected)|Resource temporarily|(?<!please )try (?:again|later)/i,
    ), 'server-fault', 'T?', '-', 'USAGE', ['421 server too busy', '451 system is overloaded']],
    ['try-later', /please try (?:again|later)/i, 'server-fault', 'T?', '-', 'USAGE', ['451 please try later']],
    ['server-cannot', /insufficient permission|content filter|cannot (?:process|open|create|append|write)|command died|procmail:|pipe to \||delivery agent/i, 'server-fault', 'T?', '-', 'USAGE', ['451 cannot open mailbox file']],
    ['not-accepting', /(?:does not|not|doesn'?t) accept(?:ing)? (?:e?-?mail|network messages|messages|connections)|no smtp service|\b[45]\.3\.2\b/i, 'server-fault', 'T?', '-', 'IANA', ['521 no smtp service here']],
    ['login-without-reason', /could not authenticate/i, 'auth', 'P', 'no', 'USAGE', ['SMTP Error: Could not authenticate.']],
    ['policy', phrases(
      /(?:local|security|site|mail|e-?mail|content|delivery|sender) polic(?:y|ies)|polic(?:y|ies) (?:violation|restriction|reasons?|rejection|error)|violat/i,
      /administrative prohibition|prohibited|not (?:allowed|authori[sz]ed|permitted|accepted|a member)|for policy|restricted/i,
    ), 'policy', 'P?', '-', 'IANA', ['550 5.7.1 rejected for policy reasons', '550 administrative prohibition']],
    ['denied', phrases(
      /access denied|denied|permission|forbidden|unauthori[sz]ed|rejected (?:by|due to|for)|message (?:rejected|refused|not accepted|blocked|filtered)/i,
      /blocked|sender (?:address )?(?:was )?invalid|service refuse|\bRejected\b|refused/i,
    ), 'policy', 'P?', '-', 'USAGE', ['550 5.7.1 Access denied', '554 message refused']],
  ])),
];
