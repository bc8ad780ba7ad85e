import { phrases, type ReplyRow, replies } from './reply-row.ts';

const person =
  '(?:user ?names?|users?|recipients?|mail ?box(?:es)?|mail ?account|mail ?drop|e?-?mail ?(?:address(?:es)?|account)|address(?:es)?|addressee|account|alias|person|inbox|local ?-?part|destinataire)';
const missing =
  "(?:unknown|not? (?:\\w{1,12} )?(?:found|known|valid|exist\\w{0,3}|listed|recognized|available|active|a valid|here|on (?:this )?server)|(?:does|do|did|has|have|is|was|are|could|can|cannot|can't)(?: ?not|n['’]?t)(?: be)? (?:exist|found|valid|a valid|receive|accept\\w{0,3}|available|active|allowed|known|recognized|located|delivered)|doesn'?t exist|does not exist|non-?existent|inexistent|invalid|inactive|disabled|deactivated|suspended|unavailable|closed|expired|deleted|terminated|discontinued|blocked due to inactivity|frozen|locked|rejected|is no longer)";

/** The many ways to say that one address takes no mail. */
// biome-ignore format: a table, a row a line
export const recipients: readonly ReplyRow[] = replies('', [
  ['recipient-syntax', /recipient (?:e?-?mail )?address(?:es)? must (?:contain|have|be)|(?:bad|invalid|illegal|malformed) (?:recipient )?address(?:es)? syntax|\b[45]\.1\.3\b/i, 'recipient', 'P', 'no', 'IANA', ['501 <null>: recipient address must contain a domain', '501 5.1.3 Bad recipient address syntax'], ['501 sender address must contain a domain']],
  ['recipient-missing', new RegExp(`\\b${person}\\b\\S{0,3}(?: (?!password|greylist|grey)[^ ]{1,100}){0,5}? ?(?:is |was |has been |are )?(?:currently |permanently |temporarily )?${missing}\\b`, 'i'), 'recipient', 'P?', '-', 'IANA', ['550 5.1.1 <reader@example.net>: Recipient address rejected: User unknown in virtual mailbox table', '550 mailbox does not exist', '550 user reader not found']],
  ['missing-recipient', new RegExp(`\\b(?:unknown|no such|not? (?:valid|known|existing)|invalid|illegal|bad|inactive|disabled|non-?existent|undeliverable|unroutable|nonlocal|unverified|not a valid|no) (?:\\S{1,30} ){0,2}?${person}\\b`, 'i'), 'recipient', 'P?', '-', 'IANA', ['550 No such user here', '550 invalid recipient']],
  ['no-mailbox', phrases(
    /invalid-recipient|no mail ?box (?:here )?by that name|mailbox(?:es)? (?:is |was )?(?:currently )?(?:unavailable|disabled|not available)/i,
    /delivery error: dd (?:not|requested)|Mailbox delivery (?:failure|restricted)|is a deactivated mailbox/i,
  ), 'recipient', 'P?', '-', 'USAGE', ['550 Mailbox delivery restricted', '554 delivery error: dd Requested mail action aborted']],
  ['not-in-directory', phrases(
    /not listed in .{0,40}(?:address book|directory)|Not in recipient list|\bvirtual alias table|(?:virtual|local) (?:mailbox|recipient) table/i,
    /unknown or illegal alias|could ?n[o']t be found/i,
  ), 'recipient', 'P?', '-', 'USAGE', ['550 reader not listed in Domino Directory', '550 reader could not be found']],
  ['no-longer', phrases(
    /no longer (?:valid|on server|available|active|exists|with|works?|in use|accepts?)/i,
    /(?:user|recipient|account|address|mailbox)[^ ]{0,3} .{0,40}(?:moved|has been replaced)/i,
  ), 'recipient', 'P?', '-', 'USAGE', ['550 reader no longer works here', '551 recipient has moved']],
  ['recipient-turned-down', phrases(
    /address(?:ee)? (?:unknown|rejected)|recipient (?:rejected|refused|unavailable|preferences|not found|unknown|unrecognized|error|suspend)|\bno such ID\b/i,
    /(?:refused|rejected) (?:by|due to|at) (?:the )?recipients?|user reject|mail is rejected by recipients|BLOCK-RCPT/i,
  ), 'recipient', 'P?', '-', 'USAGE', ['550 rejected by the recipient', '550 recipient unrecognized', '550 No such ID', '550 user reject']],
  ['not-ours', /not our customer|\bis not a (?:known|registered|valid|local)|No such (?:person|customer|subscriber)|no valid (?:recipients?|addresses?)|Address not found/i, 'recipient', 'P?', '-', 'USAGE', ['550 No such customer', '550 reader@example.net is not a registered subscriber']],
  ['recipient-code', /^(?:\d{3} )?5\.[12]\.1\b/, 'recipient', 'P?', '-', 'IANA', ['550 5.1.1 sorry', '550 5.2.1 no']],
  ['recipient-german', /(?:Empfänger|Benutzer|Postfach|Konto|Adresse) .{0,60}(?:nicht gefunden|unbekannt|existiert nicht|nicht vorhanden|ungültig)|unbekannter (?:Empfänger|Benutzer)/i, 'recipient', 'P?', '-', 'LOCAL', ['550 Empfänger reader@example.net unbekannt', '550 Das Postfach existiert nicht']],
  ['recipient-french', /(?:destinataire|adresse|utilisateur|compte|boîte) .{0,60}(?:inconnue?|n'existe pas|introuvable|invalide)/i, 'recipient', 'P?', '-', 'LOCAL', ["550 l'utilisateur reader n'existe pas", '550 adresse destinataire inconnue']],
  ['recipient-spanish', /(?:destinatario|usuario|buzón|cuenta|dirección) .{0,60}(?:no existe|desconocid[oa]|no encontrad[oa]|inválid[oa])/i, 'recipient', 'P?', '-', 'LOCAL', ['550 el usuario reader no existe']],
]);
