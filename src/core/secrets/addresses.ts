/** An at sign as mails, web pages, URLs, JSON and quoted-printable texts have it, and as people write it. */
const at = String.raw`(?:\s?(?:@|\uff20|\ufe6b)\s?|%(?:25){0,2}40|&#0{0,6}64;|&#x0{0,6}40;|&commat;|\\u0040|\\x40|=40|\s?[([{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s(?=[\w-]{1,63}\s(?:dot|DOT)\s))`;
/** atext of RFC 5322 with letters of any script and their marks (RFC 6531). */
const atext = String.raw`\p{L}\p{M}\p{N}!#$%&'*+/=?^_${'`'}{|}~.-`;
const quotedLocal = String.raw`\\?"(?:[^"\\\r\n]|\\[^"\r\n]){1,128}\\?"|"(?:[^"\\\r\n]|\\.){1,128}"`;
/** A domain; systemd's units (user@1000.service) have none. An address of a host, in brackets or not. */
const host = String.raw`(?:[\p{L}\p{M}\p{N}_-]{1,63}(?:\.{1,2}|\u3002|\uff0e|\uff61|\s(?:dot|DOT)\s|\s?[([{](?:dot|DOT)[)\]}]\s?)){1,8}(?!(?:service|socket|timer|target|slice|scope|mount|device|swap|path)\b)\p{L}[\p{L}\p{M}\p{N}-]{0,62}|\[(?:IPv6:)?[0-9A-Fa-f:.]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\w)`;

/**
 * anna@contoso.com, "anna b"@contoso.com, anna@[10.0.0.1], anna%40contoso.com; in angle brackets or behind the name
 * of a field a host without a dot is enough. A local part begins where its characters do, so that a match is linear.
 */
export const email = new RegExp(
  `(?:${quotedLocal}|(?<![${atext}])[${atext}]{1,100000}?)${at}(?<dotted>${host})|(?<=<)[${atext}]{1,256}@(?<single>[A-Za-z][A-Za-z0-9-]{0,62})(?=>)`,
  'gu',
);

/** to=anna@mail01, user: bob@intranet */
export const emailOfField =
  /(?<field>(?:\brfc822;\s{0,2}|\b(?:to|from|rcpt|recipient|sender|orig_to|user|username|login|mail|cc|bcc|address|sasl_username)["']?\s{0,2}[=:]\s{0,2})["'<]{0,2})(?<local>[A-Za-z0-9!#$%&*+/?^_{|}~.-]{1,256})@(?<host>[A-Za-z][A-Za-z0-9-]{0,62})(?=[>"',;\s)\]]|$)/gi;

/** A quicker look: without it there is no address. */
export const maybeAddress =
  /[@\uff20\ufe6b]|%(?:25){0,2}40|&#|&commat;|\\u0040|\\x40|=40|[([{](?:at|AT)[)\]}]|\s(?:at|AT)\s/;

/**
 * Message-IDs look like addresses and name no one; their left side is dropped all the same. Known by the
 * field, by what JavaMail writes, by the mailbox servers of Exchange Online as their host.
 */
export const messageId =
  /(?<field>(?:message-?id|in-?reply-?to|references)["']?\s{0,3}[:=]\s{0,3}["']?<?)(?<left>[^\s<>@"']{1,250})@|(?<java>\b[\d.-]{3,60}\.JavaMail\.[\w.$-]{1,80})@|(?<exchange>\b[\w.+-]{8,200})@(?=[A-Z0-9]{6,20}\.[a-z0-9]{4,12}\.prod\.(?:outlook|exchangelabs)\.com)/gi;

/** The name of a person before an address. */
export const displayName = /(\\{0,7})"(?![\s:,{}[\]])[^"\n@\\]{1,80}\1"(?=\s{0,2}<[^<>\s@]{1,64}@)/g;

/**
 * `dig web.example @10.0.0.53`, `; <<>> DiG 9.18.1 <<>> web.example @10.0.0.53` up to the at sign, which stands before the
 * name server (dig(1), delv(1), drill(1)): no part of an address. The program begins a command; its words are options,
 * types and names with a dot.
 */
export const nameServerNext =
  /(?:(?:^|[^\w\s] ?|sudo )(?:dig|drill|kdig|delv)|<<>> DiG \S{1,80} <<>>)(?: (?:[+-][^\s@]{1,60}|[A-Z0-9]{1,10}|[^\s@|;&]{1,200}\.[^\s@|;&]{0,60})){0,8} $/m;
