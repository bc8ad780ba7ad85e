const remote = /\bremote host \((?<address>[0-9a-f.:]{2,45})\)/;
const aimed =
  /\b(?:[Cc]onnect(?:ing|ed|ion|x)? to|Connected to) (?:host |address )?(?:\[?(?<six>[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\]?|(?<name>(?!(?:remote|server|host|address|the|an?|your|this)\b)[\w.-]{1,255}?))(?: \((?:(?<address>[0-9a-f.:]{2,45})|[\w.-]{1,255})\))?(?:\|(?<piped>[0-9a-f.:]{2,45})\|)?(?:(?::|,? port )(?<port>\d{1,5}))?(?=[\s;,)|]|:(?:\s|$)|\.(?:\s|$)|\.\.\.|$)/;
/** Go, libpq, MySQL, Redis, apt, urllib3, Node.js: where they wanted to. */
const programAimed =
  /\[IP: (?<address6>[0-9a-f.:]{2,45}) (?<port10>\d{1,5})\]|\bcould not connect to (?<name5>[\w.-]{2,255}?)Unable to find|\bdial (?:tcp|udp) \[?(?<address>[0-9a-f.:]{2,45}?)\]?:(?<port>\d{1,5}): |\bserver at "[^"]{1,255}" \((?<address2>[0-9a-f.:]{2,45})\), port (?<port2>\d{1,5})|\bserver on '(?<name>[\w.-]{1,255}):(?<port3>\d{1,5})'|\bto Redis at (?<name2>[\w.-]{1,255}):(?<port4>\d{1,5}): |.{0,500}onnect(?:ion)? to [\w.-]{1,255}:(?<port5>\d{1,5}) \((?<address3>[0-9a-f.:]{2,45})\)|\bhost='(?<name3>[\w.-]{1,255})', port=(?<port6>\d{1,5})|\bconnect E[A-Z]{5,15} (?<address4>[0-9a-f.:]{2,45}):(?<port7>\d{1,5})|\bto the host, on port (?<port8>\d{1,5})|(?:\b(?:Get|Head|Post) "|unable to access '|^npm (?:ERR!|error) request to )https?:\/\/(?!.{0,300}\bdial (?:tcp|udp) [\d[])(?!.{0,300}onnect to )(?<name4>[\w.-]{1,255})(?::(?<port9>\d{1,5}))?\//;

/** What a line itself names as its target. */
export function aimOf(text: string): { readonly [key: string]: string | undefined } | undefined {
  const program = programAimed.exec(text)?.groups;
  if (program === undefined) return (remote.exec(text) ?? aimed.exec(text))?.groups;
  return Object.fromEntries(
    Object.entries(program).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.replace(/\d{1,2}$/, ''), value]],
    ),
  );
}
