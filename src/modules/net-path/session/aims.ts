import { given } from './commands.ts';

/** Where a line of a program says it wanted to: `name` or `address`, and `port`. The first that fits counts. */
const aims: readonly RegExp[] = [
  // apt: [IP: 203.0.113.9 80]
  /\[IP: (?<address>[0-9a-f.:]{2,45}) (?<port>\d{1,5})\]/,
  // mount.cifs
  /\bcould not connect to (?<name>[\w.-]{2,255}?)Unable to find/,
  // Go: dial tcp 10.0.0.5:443: …
  /\bdial (?:tcp|udp)[46]? \[?(?<address>[0-9a-f.:]{2,45}?)\]?:(?<port>\d{1,5}): /,
  // libpq: connection to server at "db" (10.0.0.5), port 5432
  /\bserver at "[^"]{1,255}" \((?<address>[0-9a-f.:]{2,45})\), port (?<port>\d{1,5})/,
  // MySQL
  /\bserver on '(?<name>[\w.-]{1,255}):(?<port>\d{1,5})'/,
  /\bto Redis at (?<name>[\w.-]{1,255}):(?<port>\d{1,5}): /,
  // apt, the last that it tried: Could not connect to web.example:80 (203.0.113.9)
  /^.{0,500}onnect(?:ion)? to [\w.-]{1,255}:(?<port>\d{1,5}) \((?<address>[0-9a-f.:]{2,45})\)/,
  // urllib3
  /\bhost='(?<name>[\w.-]{1,255})', port=(?<port>\d{1,5})/,
  // Apache HttpClient: Connect to api:8080 [api/10.0.0.5] failed; Netty: Connection refused: api/10.0.0.5:8080
  /\bConnect to (?:https?:\/\/)?(?<name>[\w.-]{1,255}):(?<port>\d{1,5}) \[/,
  /\b[Cc]onnection (?:refused|timed out)(?:: no further information)?: (?:[\w.-]{1,255})?\/(?<address>[0-9a-f.:]{2,45}):(?<port>\d{1,5})/,
  // pgjdbc: Connection to db:5432 refused
  /\bConnection to (?<name>[\w.-]{1,255}):(?<port>\d{1,5}) refused\b/,
  // .NET: Connection refused (api:8080)
  /\((?<name>[\w.-]{1,255}):(?<port>\d{1,5})\)$/,
  // redis-py, librdkafka, Ruby
  /\bError \d{1,3} connecting to (?<name>[\w.-]{1,255}):(?<port>\d{1,5})\./,
  /\bConnect to ipv[46]#\[?(?<address>[0-9a-f.:]{2,45}?)\]?:(?<port>\d{1,5}) failed/,
  /\bopen TCP connection to (?<name>[\w.-]{1,255}):(?<port>\d{1,5}) /,
  // PyMySQL: Can't connect to MySQL server on 'db' ([Errno 111]
  /\bserver on '(?<name>[\w.-]{1,255})' \(/,
  // gRPC
  /\bipv[46]:\[?(?<address>[0-9a-f.:]{2,45}?)\]?:(?<port>\d{1,5}): /,
  // PyMongo
  /\b(?<name>[\w.-]{1,255}):(?<port>\d{1,5}): (?:timed out|\[Errno \d)/,
  // Node.js: connect ECONNREFUSED 10.0.0.5:443
  /\bconnect E[A-Z]{5,15} (?<address>[0-9a-f.:]{2,45}):(?<port>\d{1,5})/,
  // telnet.exe
  /\bto the host, on port (?<port>\d{1,5})/,
  // Go, git, npm; not where the line goes on to say which address it dialed
  /(?:\b(?:Get|Head|Post) "|unable to access '|^npm (?:ERR!|error) request to )https?:\/\/(?!.{0,300}(?:\bdial (?:tcp|udp) [\d[]|onnect to ))(?<name>[\w.-]{1,255})(?::(?<port>\d{1,5}))?\//,
  // busybox: can't connect to remote host (10.0.0.5)
  /\bremote host \((?<address>[0-9a-f.:]{2,45})\)/,
  // curl, nc, ssh, wget: connect to web (10.0.0.5) port 80, Connecting to web|10.0.0.5|:80
  /\b(?:[Cc]onnect(?:ing|ed|ion|x)? to|Connected to) (?:host |address )?(?:\[?(?<six>[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\]?|(?<name>(?!(?:remote|server|host|address|the|an?|your|this|node|broker|SQL|MySQL|MariaDB)\b)[\w.-]{1,255}?))(?: \((?:(?<address>[0-9a-f.:]{2,45})|[\w.-]{1,255})\))?(?:\|(?<piped>[0-9a-f.:]{2,45})\|)?(?:(?::|,? port )(?<port>\d{1,5}))?(?=[\s;,)|]|:(?:\s|$)|\.(?:\s|$)|\.\.\.|$)/,
];

/** What a line itself names as its target. */
export function aimOf(text: string): ReturnType<typeof given> {
  for (const aim of aims) {
    const groups = aim.exec(text)?.groups;
    if (groups === undefined) continue;
    const { piped, address, six, name, port } = groups;
    return given(piped ?? address ?? six ?? name, port);
  }
  return {};
}
