import { phrases, type ReplyRow, replies } from './reply-row.ts';

/** A full mailbox, in words that also tell of limits of a sender; tried before those. */
// biome-ignore format: a table, a row a line
export const fullMailboxes: readonly ReplyRow[] = replies('', [
  ['mailbox-full-code', /\b[45]\.2\.2\b(?!.{0,80}(?:submission|sending|outgoing|per day|per hour|today|rate)).{0,40}(?:quota|full\b|over\b|space|storage|mailbox|Speicher|voll\b)/i, 'recipient', 'P?', '-', 'IANA', ['422 4.2.2 Quota limit exceeded (Speicherplatz des Kontos ueberschritten)', '552 5.2.2 The mailbox is full'], ['550 5.2.2 Submission quota exceeded', '450 4.2.2 Too many requests']],
  ['mailbox-full-words', /(?:user|mailbox|recipient|account) has too many messages (?:on|in)\b|exhausted (?:its |the )?(?:allowed )?storage|over storage quota/i, 'recipient', 'P?', '-', 'USAGE', ['550 User has too many messages on the server.', '552 Over STORAGE quota'], ['550 user sent too many messages']],
  ['mailbox-full-further', phrases(
    /account is exceeding their quota|\bdisc quota|\bdiskspace quota|does not have enough space|exceeding its mailbox quota|\bfull mailbox\b/i,
    /(?:mailbox|recipient) (?:has )?exceeded (?:its |the )?(?:local limit|disk space)|mailbox quota usage|not sufficient disk space|over the allowed quota/i,
    /maildir over (?:the )?quota|space has been used up|automatically rejected: quota exceeded|(?:user|domain)disk quota/i,
  ), 'recipient', 'P?', '-', 'SISIMAI', ['552 would be over the allowed quota', '5.7.0 x-unix; maildrop: maildir over quota', "550 the user's space has been used up", '550 was automatically rejected: quota exceeded', '450 maildir delivery failed: userdisk quota exceeded', '552 reader@example.net disc quota exceeded'], ['550 maildir delivery failed: create maildir file /srv/mail/ann/tmp/1.P2: Permission denied']],
  ['mailbox-full-german', phrases(
    /(?:Speicher(?:volumen|platz|grenze|kontingent)|Postfach|Mailbox|Kontospeicher).{0,60}(?:überschritten|ueberschritten|erschöpft|erreicht|ist voll|voll\b)/i,
    /zu ?viele (?:E-?Mails?|Mails|Nachrichten) (?:auf dem Server|im Postfach)/i,
  ), 'recipient', 'P?', '-', 'LOCAL', ['550 Benutzer hat das Speichervolumen ueberschritten.', '550 Benutzer hat zuviele Mails auf dem Server.', '552 Das Postfach ist voll'], ['550 Das Limit ausgehender Nachrichten wurde erreicht']],
  ['mailbox-full-romance', phrases(
    /bo[iî]te (?:aux lettres |de r[ée]ception |mail )?(?:\S{1,60} ){0,2}(?:est )?(?:pleine|satur[ée]e)|\bOFR\d{0,4}_417\b|quota (?:de stockage|disque|de la bo[iî]te).{0,30}d[ée]pass/i,
    /buz[oó]n (?:\S{1,40} ){0,3}(?:est[aá] )?(?:lleno|sin espacio)|cuota de (?:almacenamiento|buz[oó]n|disco)/i,
    /casella (?:di posta )?(?:\S{1,60} )?(?:[eè] )?piena|spazio (?:su disco )?esaurito|caixa (?:de (?:correio|entrada) )?(?:\S{1,60} )?(?:est[aá] )?cheia/i,
  ), 'recipient', 'P?', '-', 'LOCAL', ['552 La boîte aux lettres est pleine', '552 5.1.1 Boîte du destinataire pleine. Recipient overquota. OFR_417 [417]', '552 El buzón del destinatario está lleno', '552 casella di posta piena', '552 caixa de correio cheia'], ["550 la limite d'envoi est atteinte"]],
  ['mailbox-full-other', /(?:mailbox|postvak|brievenbus) (?:is |zit )?vol\b|ящик.{0,30}(?:переполнен|полон)|skrzynka.{0,30}(?:pełna|przepełniona)|(?:邮箱|郵箱|信箱).{0,12}(?:已满|已滿|空间不足|容量)|メールボックス.{0,12}(?:いっぱい|満杯|容量)/i, 'recipient', 'P?', '-', 'LOCAL', ['552 de mailbox is vol', '552 почтовый ящик переполнен', '552 邮箱已满', '552 メールボックスがいっぱいです']],
]);
