/**
 * Errors of runtimes and client libraries in a form that only they have: the class of an exception, an errno with its
 * number, Go's `dial tcp`. Where no command is in the text, such a line speaks for itself.
 */
const voices: readonly RegExp[] = [
  // Java, Kotlin, Scala: java.net, javax.net.ssl, drivers and HTTP clients
  /^(?:.{0,200}\s|.{0,200}: )?(?:java|javax|sun|com|org|io|okhttp3|reactor)\.(?:[a-z]\w{0,40}\.){1,8}[\w$]{0,60}(?:Exception|Error): /,
  // Python: ConnectionRefusedError: [Errno 111], socket.gaierror: [Errno -2], requests.exceptions.…
  /\[(?:Errno -?\d{1,3}|WinError 10\d{3})\] |\bError \d{1,3} connecting to |\b(?:HTTPS?ConnectionPool|New(?:Connection|Resolution)Error|NameResolutionError)\(/,
  /^(?:[a-z]\w{0,40}\.){1,6}\w{0,60}(?:Error|Exception|Timeout): /,
  // Node.js
  /\b(?:connect|read|write|getaddrinfo) E[A-Z]{4,15}\b|^Error: socket hang up$/,
  // Go
  /\b(?:dial|read|write) (?:tcp|udp)[46]? |\bdial: |\blookup [\w.-]{1,255}(?: on \S{2,60}:53)?: /,
  // .NET
  /\bSocketException(?: \(\d{1,9}\))?: |\bHttpRequestException: |\bWebException: |\bSqlException\b|\bAuthenticationException: /,
  // gRPC in C, C++, Python
  /\bipv[46]:\S{2,60}: Failed to connect to remote host: /,
  // PHP, Ruby, Rust, librdkafka
  /\bSQLSTATE\[\w{5}\] |\bphp_network_getaddresses: |\bErrno::E[A-Z]{4,15}\b|\bSocketError: getaddrinfo|\(os error \d{1,5}\)|\bConnect to ipv[46]#/,
  // ssh behind git, scp and rsync
  /^kex_exchange_identification: /,
];

/** A client that went away, a pipe that nobody reads, a pool that is used up: no connection to a server failed. */
const others =
  /\bClientAbortException\b|\bEofException\b|\bIOException: Connection reset by peer\b|[Bb]roken pipe|\bEPIPE\b|\b(?!HTTPS?ConnectionPool\()\w{0,20}[Pp]ool(?:-\d{1,4})?\b|\bConnection is not available\b/;
/** Programs wait for much; where it was for a connection, the library says so. */
const waited = /\btime-?outs?\b|\btimed?[- ]?out\b/i;
const forConnection =
  /\bconnect(?:ion|ing)?(?: (?:to \S{1,255}|attempt))? timed[ -]?out|\bconnection timed out: |\b(?:ETIMEDOUT|Errno 110|WinError 10060)\b|\((?:110|10060)\): |\bi\/o timeout\b|\bRead timed out\b|\bReadTimeout|\bHttpTimeoutException\b|\bClient\.Timeout\b|\bwaiting for connection\b|\bos error 110\b/i;

/** Or it says what failed meanwhile. */
const failedSo = new RegExp(
  `${forConnection.source}|\\b[Cc]onnection refused\\b|\\b[Nn]o route to host\\b|\\bUnknownHost`,
  'i',
);

/** Whether a line is an error of a program's library about a connection. */
export const isLibrary = (text: string): boolean =>
  !others.test(text) && (!waited.test(text) || failedSo.test(text)) && voices.some((voice) => voice.test(text));

/** What a program says when it was connected after all. */
export const isConnected = (text: string): boolean =>
  /\b(?:re-?|successfully )?connected (?:to|with|successfully)\b|\b[Cc]onnection (?:was |has been |is )?(?:(?:re-?)?established|restored|made|successful|succeeded)\b/i.test(
    text,
  ) && !/\b(?:not|un\w{2,8}|fail\w{0,4}|lost|could ?n[o']t|cannot|can't|before|until|wait\w{0,3})\b/i.test(text);

/** What stands around such a line: the frames of its stack, the members of a Node.js error. */
export const isFrame = (text: string): boolean =>
  /^\s{0,12}(?:at [\w$.<>[\]/@# -]{2,400}[(:]|at .{1,400}:\d{1,7}|\.{3} \d{1,5} (?:common frames omitted|more)$|File "[^"]{1,400}", line \d|Traceback \(most recent call last\):$|-{3} End of .{0,100} ---$|(?:errno|code|syscall|hostname|address|port): .{1,100},?$|\}$|During handling of the above exception|The above exception was the direct cause)/.test(
    text,
  );
