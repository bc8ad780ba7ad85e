import { phrases, type ReplyRow, replies } from './reply-row.ts';

/** Further words of servers about the sender, its address and its mail; tried before words on recipients. */
// biome-ignore format: a table, a row a line
export const furtherRefusals: readonly ReplyRow[] = replies('', [
  ['recipient-list-only', phrases(
    /by non-member to a members-only|closed mailing list|not subscribed to this group|sender (?:is )?not pre-?approved/i,
    /(?:isn['’]?t|is not) on the recipient'?s list|only accepting mail from specific|you (?:have been|are|were) blocked by (?:the |this )?(?:recipient|user)/i,
    /(?:user|recipient) refuses to (?:receive|accept) (?:this|your|the) mail|rule imposed mailbox access/i,
  ), 'policy', 'P', 'no', 'SISIMAI', ['550 5.7.1 Post by non-member to a members-only list', '550 you have been blocked by the recipient', '550 5.2.1 Recipient refuses to accept your mail'], ['550 recipient address is blocked']],
  ['bounce-not-signed', /\bBATV\b|unsigned DSN|no third-party DSNs|backscatter protection/i, 'policy', 'P', 'no', 'SISIMAI', ['550 5.7.1 BATV validation failure', '550 backscatter protection detected an invalid or expired email address']],
  ['sender-ip', /\bsender(?:['’]s)? ip(?: address)? (?:is |was )?(?:rejected|refused|bad|listed)|bad sender ip/i, 'reputation', 'P', 'no', 'SISIMAI', ['550 sender IP address rejected', '554 5.7.1 bad sender IP address']],
  ['dynamic-address', /dynamic(?:ally assigned)?[ /](?:ips?|zombied|hosts?|address)|use the (?:smtp|mail) (?:server|relay) of your (?:isp|provider)/i, 'policy', 'P', 'no', 'SISIMAI', ['550 we do not accept mail from dynamic IPs', '554 please use the smtp server of your ISP']],
  ['user-complaints', /deferred due to (?:unexpected volume or )?user complaints/i, 'reputation', 'T?', '-', 'YAHOO', ['421 Messages from 192.0.2.1 temporarily deferred due to user complaints']],
  ['sender-known-badly', phrases(
    /(?:ip|domain|e-?mail) reputation (?:problems?|score)|bad ip profile|too many (?:spams?|unwanted messages) (?:from|have been sent)/i,
    /suspiciously like (?:a )?spammer|listed as abusive|rejecting open proxy|not (?:currently )?accepting (?:mail|messages) from your/i,
  ), 'reputation', 'P?', '-', 'SISIMAI', ['554 5.7.1 IP/domain reputation problems', '550 too many spams from your IP', '421 not currently accepting mail from your ip']],
  ['spam-by-other-words', phrases(
    /appears to be unsolicited|failed several anti-?spam checks|recurrent pattern detection|\bSpamProfiler\b|unacceptable content/i,
    /\breject\w{0,3} (?:- )?bulk|bulk[. ](?:e-?mail|advertising)|message filtered\b|rejecting mail content|breaches .{0,20}uribl/i,
  ), 'content', 'P?', '-', 'SISIMAI', ['553 Message filtered. Refer to the Troubleshooting page', '554 Message refused by Trustwave SEG SpamProfiler', '550 This message was rejected by recurrent pattern detection system', '550 mail appears to be unsolicited']],
  ['relay-rcpthosts', /(?:isn['’]?t|is not|not) in my list of allowed rcpthosts?|(?:we )?don['’]?t handle mail for|not a gateway\b|requires authentication when attempting to send to a non-local/i, 'config', 'P', 'no', 'QMAIL', ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", "550 we don't handle mail for example.net"]],
  ['destination-dns', phrases(
    /DNS records for the (?:destination|recipient)|(?:recipient )?domain must exist|unknown domain name|name server reply|bad destination (?:system|host)/i,
    /mail domain mentioned in e-?mail address is unknown|no route for current request|is a dead domain/i,
  ), 'dns-routing', 'P?', '-', 'SISIMAI', ['550 5.1.2 DNS records for the destination computer could not be found', '550 recipient domain must exist', '450 malformed or unexpected name server reply']],
  ['executable-attached', /executable attachment/i, 'policy', 'P', 'no', 'EXIM', ['550 it has a potentially executable attachment']],
]);

/** Words that say of an address only that it takes no mail, and of the queue that it gave up; tried late. */
// biome-ignore format: a table, a row a line
export const furtherRecipients: readonly ReplyRow[] = replies('', [
  ['no-such-address', phrases(
    /not present in directory|not an active address|mailbox (?:not present|unavaiable)|no one at this address|user missing home directory/i,
    /nessun utente simile|no existe (?:dicha persona|ese usuario|el usuario)|not a local address|\buserunknown\b|recipient (?:is )?not (?:local|ok)\b/i,
    /\bbadr(?:cptto|ecipientto)\b|not in my validrcptto|does not exist at the organization|was not found in .{0,40}(?:directory|catalog)|in name directory/i,
    /due to extended inactivity|(?:is )?not accepting any mail|mail receiving disabled|archived recipient|destinataire archiv|has been replaced by .{0,80}@/i,
  ), 'recipient', 'P?', '-', 'SISIMAI', ['550 address not present in directory', '550 sorry, your envelope recipient is in my badrcptto list', '550 No existe dicha persona', '554 due to extended inactivity new mail is not currently being accepted for this mailbox']],
  ['retries-used-up', /delivery expired|after multiple retries|within the allowed queue period|have been failing for a long time|has not been collected after/i, 'expired', 'P', 'no', 'SISIMAI', ['550 was not reachable within the allowed queue period', 'unable to deliver message after multiple retries', 'all hosts have been failing for a long time']],
]);
