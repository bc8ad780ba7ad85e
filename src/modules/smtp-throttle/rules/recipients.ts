import { rules } from './rule.ts';

const person =
  '(?:user ?names?|users?|recipients?|mail ?box(?:es)?|mail ?account|mail ?drop|e?-?mail ?(?:address(?:es)?|account)|address(?:es)?|addressee|account|alias|person|inbox|local ?-?part|destinataire)';
const missing =
  "(?:unknown|not? (?:\\w{1,12} )?(?:found|known|valid|exist\\w{0,3}|listed|recognized|available|active|a valid|here|on (?:this )?server)|(?:does|do|did|has|have|is|was|are|could|can|cannot|can't)(?: ?not|n['’]?t)(?: be)? (?:exist|found|valid|a valid|receive|accept\\w{0,3}|available|active|allowed|known|recognized|located|delivered)|doesn'?t exist|does not exist|non-?existent|inexistent|invalid|inactive|disabled|deactivated|suspended|unavailable|closed|expired|deleted|terminated|discontinued|blocked due to inactivity|frozen|locked|rejected|is no longer)";

/** The many ways to say that one address takes no mail. */
// biome-ignore format: a table, a row a line
export const recipients = rules('', [
  ['recipient-missing', new RegExp(`\\b${person}\\b\\S{0,3}(?: (?!password|greylist|grey)[^ ]{1,100}){0,5}? ?(?:is |was |has been |are )?(?:currently |permanently |temporarily )?${missing}\\b`, 'i'), 'recipient', 'P?', '-', 'IANA'],
  ['missing-recipient', new RegExp(`\\b(?:unknown|no such|not? (?:valid|known|existing)|invalid|illegal|bad|inactive|disabled|non-?existent|undeliverable|unroutable|nonlocal|unverified|not a valid|no) (?:\\S{1,30} ){0,2}?${person}\\b`, 'i'), 'recipient', 'P?', '-', 'IANA'],
  ['recipient-words', /invalid-recipient|no mail ?box (?:here )?by that name|mailbox(?:es)? (?:is |was )?(?:currently )?(?:unavailable|disabled|not available)|not listed in .{0,40}(?:address book|directory)|no longer (?:valid|on server|available|active|exists|with|works?|in use|accepts?)|address(?:ee)? (?:unknown|rejected)|(?:user|recipient|account|address|mailbox)[^ ]{0,3} .{0,40}(?:moved|has been replaced)|recipient (?:rejected|refused|unavailable|preferences|not found|unknown|error|suspend)|(?:refused|rejected) (?:by|due to|at) (?:the )?recipients?|user reject|could ?n[o']t be found|unknown or illegal alias|\bvirtual alias table|(?:virtual|local) (?:mailbox|recipient) table|not our customer|\bis not a (?:known|registered|valid|local)|BLOCK-RCPT|Not in recipient list|No such (?:person|customer|subscriber)|no valid (?:recipients?|addresses?)|mail is rejected by recipients|Address not found|is a deactivated mailbox|delivery error: dd (?:not|requested)|Mailbox delivery (?:failure|restricted)|message filtered|^(?:\d{3} )?5\.[12]\.1\b/i, 'recipient', 'P?', '-', 'USAGE'],
  ['recipient-refused', /Recipient address rejected(?:[.:]? ?(?:Access denied|Denied)?.{0,4})$|Addressee unknown|542 \S{1,100} rejected/i, 'recipient', 'P?', '-', 'USAGE'],
]);
