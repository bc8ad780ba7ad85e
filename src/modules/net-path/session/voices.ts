/** Programs that people run and that need the network, as alternatives of a pattern. */
export const programs =
  '(?:docker|podman|nerdctl|crictl) (?:pull|push|login|search|build|buildx|manifest)|git (?:clone|fetch|pull|push|ls-remote|remote|submodule)|scp|sftp|rsync|ftp|apt(?:-get)?|yum|dnf|apk|pip3?|npm|mongosh?|psql|pg_isready|pg_dump|mysql|mysqldump|mariadb|redis-cli|mount(?:\\.(?:nfs4?|cifs))?|ansible(?:-playbook)?|Invoke-WebRequest|Invoke-RestMethod|iwr|irm';

/**
 * curl, telnet and ssh print what comes over a connection, git and others what they do besides: in these lines the
 * program itself speaks of the network.
 */
export const voices: { readonly [tool: string]: RegExp } = {
  curl: /^\* |curl: \(\d|^curl: |^(?:< )?HTTP\/|^(?:<html>)?(?:<head>)?<title>5\d\d [A-Z]|^\d{3}$/,
  telnet:
    /^(?:telnet: |HTTP\/1|Trying |Connected to |Escape character is |Connection closed by foreign host|Connecting To |Could not open |Unable to connect |% |\S{1,255}: (?:Unknown host|Name or service|Temporary failure|nodename nor))/,
  // Of netcat-openbsd, Ncat, busybox and the traditional one: web [10.0.0.5] 80 (http) : Connection refused
  nc: /^(?:nc|netcat|[Nn]cat): |^HTTP\/1|^Connection (?:to|from|received) |^\S{1,255} \[[0-9a-f.:]{2,45}\] \d{1,5} \(\S{1,30}\) |^connect to |^\S{1,255}: (?:forward|inverse) host lookup failed/,
  ssh: /^(?:ssh|debug\d|\w{3,4}_exchange_identification|banner exchange|client_loop|client_global_hostkeys\w{0,20}|packet_write_wait|mux\w{0,40}|channel \d{1,4}|stdio forwarding failed|command-line|getsockname\w{0,20}|Write failed|Read from remote host \S{1,255}|Timeout, server \S{1,255}|Unable to negotiate with|Corrupted MAC|Received disconnect from|Disconnected from|Connection (?:to|closed by|reset by|timed out)|Permission denied|Host key verification|Too many authentication|Authenticated to|OpenSSH_)\b|^\S{1,255}@\S{1,255}: Permission denied/,
  openssl:
    /^(?:CONNECTED\(|HTTP\/1|Connecting to |connect|depth=|[Vv]erif|write:|read:|socket:|getaddrinfo|poll error|no peer certificate|openssl|error:|SSL|BIO_| {4}Verify )|^[0-9A-F]{8,20}:error:/,
  wget: /^(?:wget: |Connecting to |ERROR|Giving up|Retrying|HTTP request sent|Read error|\d{4}-\d\d-\d\d | {2}HTTP\/|HTTP\/)|\bfailed: /,
  // docker network inspect, too.
  docker:
    /\bError response from daemon: |\bTemporary failure resolving '|^(?:ERROR: )?failed to (?:solve|do request)|^#\d|^ {0,24}["[\]{}]/,
  podman: /^Error: .{0,300}\b(?:pinging|dial tcp|Get "http|lookup )|^ {0,24}["[\]{}]/,
  nerdctl: /\bFATA\[|^ERRO\[/,
  crictl: /^[EF]\d{4} |FATA\[/,
  git: /^fatal: (?:unable to (?:access|connect|look up)|read error|remote error)|^error: RPC failed|^ssh: |^kex_exchange_identification: /,
  rsync: /^ssh: |^rsync: |^kex_exchange_identification: /,
  ftp: /^ftp: /,
  apt: /^(?:W|E): Failed to fetch |^ {2}(?:Temporary failure|Could not (?:resolve|connect)|Cannot initiate|Unable to connect|Something wicked|Connection |Error reading from server|[45]\d\d {2})/,
  yum: /^(?:Curl error|Error: (?:Failed to download|Cannot )|Errors during|\[Errno|.{0,80}: \[Errno|.{0,20}\[MIRROR\])/,
  dnf: /^(?:Curl error|Error: (?:Failed to download|Cannot )|Errors during|\[Errno|.{0,80}: \[Errno|.{0,20}\[MIRROR\]| {2}- Curl error)/,
  apk: /^(?:WARNING|ERROR): (?:fetching|updating|opening|Ignoring|https?:|unable to (?:fetch|select))/,
  pip: /^WARNING: Retrying |\b(?:NewConnectionError|HTTPSConnectionPool|ProxyError)\(/,
  npm: /^npm (?:ERR!|error) (?:FetchError|request to |network |.{0,200}\breason: )/,
  psql: /^(?:psql|pg_\w{1,12}): |^connection to server |:\d{1,5} - (?:no response|rejecting connections|accepting connections)$/,
  mysql: /^(?:mysqldump: Got error: |ERROR )\d{4}/,
  'redis-cli': /^Could not connect to Redis at |^PONG$|^\(error\) /,
  mongosh: /^Mongo\w{1,40}Error: /,
  mount: /^mount(?:\.nfs4?)?: |^mount error\(\d{1,3}\)/,
  ansible:
    /UNREACHABLE!|^ {4}"(?:msg|changed|unreachable)": |^\}$|\*{3,}$|^\S{1,255} {1,60}: ok=\d|^(?:ok|changed|skipping): \[/,
  'Invoke-WebRequest': /^(?:Invoke-\w{7,12}|iwr|irm|curl) {0,2}: |^(?:Invoke-WebRequest|Invoke-RestMethod): /,
};

/** Programs that speak as another one does. */
const alike: { readonly [tool: string]: string } = {
  ...{ netcat: 'nc', ncat: 'nc' },
  ...{
    'apt-get': 'apt',
    pip3: 'pip',
    pg_isready: 'psql',
    pg_dump: 'psql',
    mariadb: 'mysql',
    mongo: 'mongosh',
    mysqldump: 'mysql',
  },
  ...{
    scp: 'rsync',
    sftp: 'rsync',
    'mount.nfs': 'mount',
    'mount.nfs4': 'mount',
    'mount.cifs': 'mount',
    'ansible-playbook': 'ansible',
  },
  ...{ 'Invoke-RestMethod': 'Invoke-WebRequest', iwr: 'Invoke-WebRequest', irm: 'Invoke-WebRequest' },
};

/** `25-Sep-2019 02:27:43.771 …`: a log that was pasted below, of whatever program. */
const logged = /^(?:\d{1,2}-[A-Z][a-z]{2}-\d{4}|\d{4}[-/]\d\d[-/]\d\d|[A-Z][a-z]{2} [ \d]?\d)[ T]\d\d:\d\d:\d\d/;

/** Whether a tool itself speaks in a line under its command. */
export const isItsVoice = (tool: string, text: string): boolean =>
  voices[alike[tool] ?? tool]?.test(text) ?? (tool === 'tcpdump' || tool === 'dmesg' || !logged.test(text));

const program = new RegExp(`^(?:\\S{0,60}/)?(?:${programs})(?= |$)`);

/** Whether a command needs the network and is no tool of it: only what went wrong there counts. */
export const isProgram = (command: string): boolean => program.test(command);

/** A line of a step of `docker build`, as what runs in it printed it. */
export function stepOf(line: string): string {
  const step = /^#\d{1,5} (?:\d{1,6}\.\d{1,3} |ERROR: )/.exec(line)?.[0];
  return step === undefined || !network.test(line) ? line : line.slice(step.length);
}

/** Words that programs of a build have for their network. */
const network =
  /\bdial (?:tcp|udp)\b|\blookup \S{1,255} on |^#\d{1,5} [\d.]{3,10} (?:curl: \(|wget: |fatal: unable|error: RPC|npm (?:ERR!|error) |[EW]: Failed to fetch| {2}(?:Temporary failure|Could not))|\bHTTPSConnectionPool\(/;
