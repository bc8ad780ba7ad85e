import { phrases, type ReplyRow, replies } from './reply-row.ts';

/** Adjectives of a connection. */
const kinds =
  '(?:open |new |active |inbound |incoming |simultaneous |concurrent |parallel |smtp |server |client |tcp |tls |ssl )*';
/** What follows connections that are too many, and not `connection attempts`. */
const counted =
  '(?! attempts?)(?: (?:from|to|for|per|has|have|been|by|on|with|reached|exceeded|allowed|open(?:ed)?|in use|at (?:this|the same) time)\\b|[.,;:!"\')\\]-]|$)';

/** Words of throttling that many servers use; tried before the words about recipients, full mailboxes apart. */
// biome-ignore format: a table, a row a line
export const throttles: readonly ReplyRow[] = replies('', [
  ['size-limit', phrases(
    /(?<!(?:mailbox|domain|user|folder|account|inbox) )(?:size|attachments?)(?: \S{1,20}){0,3} (?:exceed|over\b|larger|greater|too (?:big|large))/i,
    /exceed\w{0,3}(?: \S{1,20}){0,4} (?:message |e?-?mail |attachment |file )size|l[ií]mite de tamaño|taille maximale|\b[45]\.2\.3\b/i,
  ), 'size', 'P?', '-', 'IANA', ['552 5.3.4 Message size exceeds the limit', '552 Attachment exceeds the limit', '554 5.2.3 email exceeded your limit', '552 El mensaje ha superado el límite de tamaño'], ['552 mailbox size limit exceeded', '550 you exceeded your mail limit']],
  ['m365-432', /^432 4\.3\.2\b/, 'throttle-concurrency', 'T', 'cap', 'MS-SUB', ['432 4.3.2 try later']],
  ['fewer-connections', /(?:slow|reduce|lower) (?:down )?(?:your |the )?(?:number of )?(?:concurrent|simultaneous|parallel)/i, 'throttle-concurrency', 'T', 'cap', 'USAGE', ['451 Please reduce the number of concurrent connections']],
  ['connections-too-many', new RegExp(`(?:too many|excess(?:ive)?) (?:allowed )?${kinds}(?:connections?|sessions?)${counted}`, 'i'), 'throttle-concurrency', 'T', 'cap', 'USAGE', ['421 4.7.0 too many connections from your host', '421 Too many simultaneous connections, please try again later'], ['421 too many connection attempts']],
  ['connections-maximum', new RegExp(`(?:maximum(?: number of)?|max(?:\\.|imum)?|number of|limit of) (?:allowed )?${kinds}(?:connections?|sessions?)${counted}`, 'i'), 'throttle-concurrency', 'T', 'cap', 'USAGE', ['421 Maximum number of connections from 192.0.2.1 reached', '421 max sessions exceeded']],
  ['connection-limit', /(?:connections?|sessions?|concurrency) (?:limits?|quota) (?:has been |have been |was |is )?(?:exceeded|reached|hit)/i, 'throttle-concurrency', 'T', 'cap', 'USAGE', ['421 4.4.5 Service unavailable, concurrency limit reached', '421 Session limit exceeded']],
  ['concurrent-limit', /concurrent (?:connections?|sessions?|submissions?) (?:limits?|exceeded|not allowed)/i, 'throttle-concurrency', 'T', 'cap', 'USAGE', ['421 concurrent sessions not allowed']],
  ['wait-seconds', /too many (?:messages|emails|mails|requests|attempts).{0,60}try again in \d{1,6} (?:seconds?|minutes?|hours?)/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['550 Too many messages. Try again in 300 seconds']],
  ['recipients-per-message', phrases(
    /too many recipients(?! (?:this|per|in|an?|today)\b)|recipients? count (?:has been |was |is )?(?:exceeded|reached)/i,
    /(?:maximum|max\.?) (?:number of )?(?:allowed )?recipients(?! (?:per|in|a) (?:\w{1,6} )?(?:day|hour|minute|24))|\b[45]\.5\.3\b/i,
  ), 'throttle-recipient', 'T', 'split', 'IANA', ['452 4.5.3 Error: too many recipients', '552 maximum number of recipients exceeded']],
  ['limit-of-day', /(?:daily|24[- ]?hours?|per[- ]day|a day|monthly|per[- ]month)(?: \S{1,30}){0,4} (?:limits?|quotas?|allowance|allotment|maximum)/i, 'throttle-daily', 'T', '24h', 'USAGE', ['550 Daily sending quota reached', '554 User app@example.net has exceeded its 24-hour sending limit.']],
  ['amount-per-day', phrases(
    /(?:limits?|limited|quotas?|maximum|messages?|e?mails?|recipients)(?: \S{1,30}){0,6} (?:per day|\/ ?day|daily|a day)\b/i,
    /(?:limits?|limited|quotas?|maximum|messages?|e?mails?|recipients)(?: \S{1,30}){0,6} (?:per 24|in 24|for today|per month|this month)\b/i,
    /(?:limits?|quotas?|maximum)(?: \S{1,30}){0,6} today\b/i,
  ), 'throttle-daily', 'T', '24h', 'USAGE', ['554 5.7.1 Data command rejected: only 10 messages per day', '550 You have reached the limit of 200 recipients per day'], ['550 message will be returned today']],
  ['limit-of-hour', /(?:hourly|hour|per[- ](?:hour|minute|second)|an hour|\d{1,4} (?:minutes|seconds))(?: \S{1,30}){0,4} (?:limits?|quotas?|maximum)/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['451 4.7.1 Hourly limit exceeded', '554 5.7.1 You have exceeded your hourly sending limit of 200 messages', '550 mail rejected: exceeded hour limit']],
  ['sending-limit', phrases(
    /\b(?:sending|outgoing|outbound) (?:e?-?mails? |messages? )?(?:limits?|quotas?)(?: \S{1,40}){0,3} (?:exceeded|reached|hit|used up)/i,
    /\b(?:submission|smtp|relay|messaging) (?:e?-?mails? |messages? )?(?:limits?|quotas?)(?: \S{1,40}){0,3} (?:exceeded|reached|hit|used up)/i,
  ), 'throttle-daily', 'T', '24h', 'USAGE', ['550 5.7.1 Sending limit exceeded', '550 outgoing mail quota has been reached']],
  ['limit-of-sending', phrases(
    /(?:exceed(?:s|ed|ing)?|reached|hit|over|used up)(?: \S{1,40}){0,3} (?:sending|send|outgoing|outbound)(?: e?-?mails?| messages?)? (?:limits?|quotas?)/i,
    /(?:exceed(?:s|ed|ing)?|reached|hit|over|used up)(?: \S{1,40}){0,3} (?:submission|sender|relay|messaging)(?: e?-?mails?| messages?)? (?:limits?|quotas?)/i,
  ), 'throttle-daily', 'T', '24h', 'USAGE', ['550 User has exceeded outgoing email quota', '554 You have reached your messaging limits']],
  ['message-quota', phrases(
    /(?:e?mail|message) quotas? (?:is |has been )?(?:exceeded|reached)/i,
    /exceeded (?:your|its|the|their) (?:\S{1,20} ){0,3}(?:message|mail|email) (?:limits?|quotas?)|recipient rate limit exceeded/i,
  ), 'throttle-daily', 'T', '24h', 'USAGE', ['554 Message quota exceeded', '550 you exceeded your mail limit']],
  ['credits', /(?:credits?|plan)(?: \S{1,20}){0,3} (?:exhausted|exceeded|used up)|(?:not enough|no|insufficient) (?:e?mail )?credits/i, 'throttle-daily', 'P', 'no', 'USAGE', ['550 email credits exhausted', '550 not enough credits']],
  ['amount-per-hour', phrases(
    /(?:limits?|limited|quotas?|maximum|messages?|e?mails?|recipients)(?: \S{1,30}){0,6} (?:per (?:hour|minute|second)|\/ ?(?:hour|minute|h|min)\b|hourly)/i,
    /(?:limits?|limited|quotas?|maximum|messages?|e?mails?|recipients)(?: \S{1,30}){0,6} (?:an hour|this hour|in the last hour)/i,
  ), 'throttle-rate', 'T', 'slow', 'USAGE', ['550 limited to 50 emails per hour', '450 messages exceed 60 / minute']],
  ['login-rate', /too many (?:failed |unsuccessful |invalid )?(?:log ?-?in|auth(?:entication)?) (?:attempts|failures|tries|commands)|(?:log ?in|auth\w{0,10}) rate limit|authenticate too many times|too much fail(?:ed)? authentication/i, 'throttle-rate', 'T', 'later', 'USAGE', ['421 4.7.0 Too many failed login attempts', '535 auth failed (this user authenticate too many times)', '451 Requested mail action not taken: too much fail authentication', '454 authentication rate limit']],
  ['recipient-limit', /recipients? limits? (?:has been |was |is )?(?:exceeded|reached)|exceed\w{0,3} (?:the )?(?:maximum )?(?:number of )?recipients/i, 'throttle-recipient', 'T', 'split', 'IANA', ['452 Recipient limit exceeded', '550 exceeds number of recipients']],
  ['recipient-rate', phrases(
    /(?:recipient|user|mailbox|account)(?: \S{1,80}){0,4} (?:is |has )?(?:receiv(?:ing|ed)|being sent)(?: \S{1,20}){0,4} too (?:many|much|quickly|fast)/i,
    /(?:recipient|user|mailbox|account)(?: \S{1,80}){0,4} (?:is |has )?(?:receiv(?:ing|ed)|being sent)(?: \S{1,20}){0,4} at (?:a|an)/i,
  ), 'throttle-recipient', 'T', 'slow', 'USAGE', ['450 4.2.1 this mailbox is being sent too many messages']],
  ['messages-for-recipient', /too many messages (?:for|to) (?:this|the|your) (?:recipient|user|mailbox)/i, 'throttle-recipient', 'T', 'slow', 'USAGE', ['450 too many messages for this recipient']],
  ['rate-limited', /rate[- ]?limit(?:ed|ing|s)?\b|temporarily rate/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['451 4.7.1 Rate limit exceeded', '450 you are being rate-limited']],
  ['sending-rate', phrases(
    /(?:sending|send|message|mail|submission|delivery|smtp|connection|recipient|request) (?:rate|frequency|velocity) (?:limit|has|is|was|too|exceed)/i,
    /rate (?:of|for) .{0,60}(?:too high|exceed|limit)/i,
  ), 'throttle-rate', 'T', 'slow', 'USAGE', ['451 sending rate too high', '450 the rate of messages from 192.0.2.1 exceeds our policy']],
  ['too-many-messages', /too (?:many|much) (?:mail|mails|e-?mails?|messages|requests|commands|deliveries|transactions|new connections|messages sent)\b/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['550 sorry, too many emails', '450 4.2.2 Too many requests']],
  ['too-fast', /too (?:fast|quickly|frequent(?:ly)?)\b|(?:sent|sending) too|try again (?:slower|more slowly)|slow(?:er| down)\b/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['451 you are sending too fast', '421 slow down']],
  ['throttled', /throttl(?:ed|ing|e)\b|anti-?flood|mail flood|\b[45]\.7\.28\b/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['451 Throttled', '450 4.7.28 mail flood']],
  ['volume', /(?:excessive|unexpected|unusual|high) (?:volume|rate|number) of(?! (?:invalid|unknown|bad|non-?existent|rejected|failed|errors|bounces|spam))/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['451 high volume of mail from your host'], ['550 high number of invalid recipients']],
  ['frequency-limit', /frequency limit|message limits?(?: \S{1,30}){0,5} (?:exceeded|reached)|policy rejection- ?quota exceeded|send(?:ing|er)? limits? exceeded/i, 'throttle-rate', 'T', 'slow', 'USAGE', ['550 frequency limit', '450 4.7.0 message limit reached', '451 4.7.1 The message limit for the domain has been exceeded']],
  ['over-limit', phrases(
    /(?:over|reached|exceed(?:s|ed)?) (?:its|your|the) (?:hourly|message|messages|limits?)(?: (?:limits?|quotas?))?(?: (?:exceed|reached))?$/i,
    /exceeded .{0,40}(?:messages|e?mails) (?:limit|rate)/i,
  ), 'throttle-rate', 'T', 'slow', 'USAGE', ['550 user app exceeded the limit', '550 you reached your limit']],
  ['limit-german', /\b(?:Limit|Kontingent|Quota|maximale Anzahl).{0,60}(?:überschritten|ueberschritten|erreicht)|zu viele (?:E-?Mails|Nachrichten|Verbindungen)/i, 'throttle-rate', 'T', 'slow', 'LOCAL', ['550 Das Limit ausgehender Nachrichten wurde erreicht', '450 zu viele E-Mails']],
  ['size-french', /taille (?:limite|maximale|maximum)|limite de taille/i, 'size', 'P', 'no', 'LOCAL', ['552 taille limite du message atteinte']],
  ['limit-french', /(?<!attente.{0,30})(?:limite|quota).{0,60}(?:dépassée?|depassee?|atteinte?)|trop de (?:messages|mails|courriels)/i, 'throttle-rate', 'T', 'slow', 'LOCAL', ["550 la limite d'envoi est atteinte", '450 trop de messages']],
  ['limit-spanish', /l[ií]mite(?! de tiempo).{0,60}(?:excedido|superado|alcanzado)|(?:excedido|superado|alcanzado) (?:el|su) l[ií]mite(?! de tiempo)|demasiad[oa]s (?:mensajes|correos|conexiones)/i, 'throttle-rate', 'T', 'slow', 'LOCAL', ['550 Ha superado el límite de envíos', '450 demasiados mensajes']],
]);
