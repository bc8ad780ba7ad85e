/** Headers that servers on the way put on a mail: it came, and what they say of it is no failure to send it. */
const onTheWay =
  /^[>\s]{0,8}(?:Received|Received-SPF|Authentication-Results|DKIM-Signature|ARC-[\w-]{2,40}|X-(?:Spam|MS-Exchange|Google|Forefront|Microsoft|Virus|Gm|Rspamd|Amavis|Envelope|Original|Originating)[\w-]{0,60}|Delivered-To|Return-Path|List-[\w-]{2,30}): /i;
const folded = /^[>]{0,4}[ \t]+\S/;

/** Numbers of the lines, from 1, of such headers and of what they go on with (RFC 5322, 2.2.3). */
export function headerLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let goesOn = false;
  for (const [at, text] of lines.entries()) {
    goesOn = onTheWay.test(text) || (goesOn && folded.test(text));
    if (goesOn) found.add(at + 1);
  }
  return found;
}
