import { isSentence } from './prose.ts';

/** What an error means, as a page says it, in English, German, French, Spanish, Italian and Portuguese. */
const explains = new RegExp(
  [
    /\b(?:errors?|messages?|codes?|status|response|reply|bounce)\b[^.!?]{0,60}?\b(?:means?|indicates?|signals)\b (?:that |the |a |an |this |your )?/,
    /\b(?:errors?|messages?|codes?|response|reply|bounce)\b[^.!?]{0,40}?\b(?:typically|usually|generally|normally|often|can|may) (?:means?|indicates?|appears?|occurs?|happens?|affects?)\b/,
    /\b(?:errors?|messages?|codes?|response|reply|bounce)\b[^.!?]{0,40}?\b(?:occurs?|happens?|appears?|is returned|is shown) (?:when|if|because|after)\b/,
    /\byou (?:will|would|may|might) (?:see|find|get|receive|observe)\b|\bis a clear indication\b/,
    /\bmay be (?:sent|returned|seen|shown) (?:as|by|if|when)\b|^\W{0,4}what (?:does|is|causes) .{3,60}\?\W{0,4}$/,
    /\bbedeute[nt](?:,| dass| meist)|\bbesagt, dass\b|\b(?:Fehler|Meldung|Code)\w{0,10} tritt (?:auf|ein), (?:wenn|weil)\b/,
    /\b(?:cette erreur|ce code|ce message|cela) (?:signifie|indique|veut dire)\b/,
    /\bpara indicar que\b|\bposibles causas\b|¿Qué (?:significa|es)\b|\bWas (?:bedeutet|ist)\b.{3,60}\?|\bQue (?:signifie|veut dire)\b|\bCosa significa\b/,
    /\best[ea] (?:error|c[oó]digo|mensaje) (?:significa|indica)\b|\bquesto (?:errore|codice|messaggio) (?:significa|indica)\b|\bess[ea] (?:erro|c[oó]digo|mensagem) (?:significa|indica)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
/** Headings of such a page. */
const heading =
  /^\W{0,8}(?:\d{1,2}[.)] ?)?(?:(?:common|possible|typical|most likely|likely) (?:causes?|reasons?)|causes?|reasons?|explanation|meaning|examples?|symptoms?|(?:re)?solutions?|resolution|how to fix(?: it)?|what (?:it|this) means|what you see|explications?|exemples?(?: de message.{0,30})?|erklärung|ursachen?|lösung(?:en)?|beispiele?|soluci[oó]n(?:es)?|causas?|ejemplos?|significado|issue(?:\/introduction)?|environment|products?|soluzion[ei]|esemp(?:io|i))\W{0,4}(?:$|: ?\S)/i;
/** What only a log, a bounce, an error of a program or somebody with a mail of his own has. */
const happened =
  /\b\d\d:\d\d:\d\d\b|\bstatus=(?:deferred|bounced|sent|expired)\b|\bRemote Server returned|\bFinal-Recipient:|\bReporting-MTA:|^\s+at [\w.$<>]+\(|^\s*File "|\bTraceback\b|\b0x8[0-9a-f]{7}\b|\b(?:Requested URL|Physical Path|Detailed Error Information|Troubleshooting steps)\b/i;
/** How a bounce tells its reader of one mail, at the begin of a line, in the languages of mail systems. */
const bounce = new RegExp(
  [
    /^\W{0,6}(?:your|the|this) (?:message|e-?mail|mail)\b.{0,120}?\b(?:couldn['’]t|could not|wasn['’]t|was not|hasn['’]t|has not|can['’]t|cannot) (?:be |been )?(?:delivered|sent|accepted|processed)\b/,
    /^\W{0,6}(?:delivery has failed to|delivery to the following|the following (?:organization|addresses|recipients?)|diagnostic information for|undeliverable|the response (?:from .{1,80} )?was\b|the (?:server|remote server) (?:responded|returned|said)|the e-?mail system had a problem)/,
    /\bgave this error:|\brejected your (?:message|e-?mail)\b|^\S{1,253} #[45]\d\d /,
    /^\W{0,6}(?:Ihre (?:Nachricht|E-?Mail) .{0,120}nicht (?:zugestellt|gesendet|übermittelt)|Fehler bei der (?:Nachrichten)?zustellung)/,
    /^\W{0,6}(?:Votre (?:message|e-?mail|courriel) .{0,60}n['’]a pas|Échec de la remise)|^\W{0,6}(?:Su|Tu) (?:mensaje|correo) .{0,60}no (?:se|pudo|ha)/,
    /^\W{0,6}(?:Il (?:tuo |suo )?messaggio .{0,60}non|Impossibile (?:recapitare|consegnare))|^\W{0,6}(?:Sua|A sua) mensagem .{0,60}não/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
/** How trouble of one's own is told without a word of oneself: what it was before, since when, how to see it again. */
const symptom =
  /\b(?:no longer|(?:not|n['’]t) (?:\w+ )?any ?more|does(?:n['’]t| not) work|(?:stopped|keeps?|began|started) (?:\w+ing)|since (?:the|our|this|an?|yesterday|last|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:after|before) (?:the |an? )?(?:update|upgrade|migration|move)|shows? the following|reproduc\w{1,6}|(?:expected|actual) behaviou?r|geht nicht|funktioniert nicht|seit (?:dem|der|gestern|heute)|ne (?:fonctionne|marche) (?:pas|plus)|depuis (?:la|le|hier)|(?:ya )?no funciona|desde (?:ayer|la|el)|non funziona|não funciona)\b/i;
const own =
  /(?:^|[\s(])(?:I|my|ich|mein\w{0,2}|unser\w{0,2}|wir|je|nous|mon|notre|yo|mi|nuestr[oa]|io|noi)\s|\b(?:we (?:get|got|see|saw|have|are|use|tried|run|send|receive|started|changed)|our (?:server|mail|users?|app\w*|system|site|logs?))\b/i;
/** The words of a mailer of itself. */
const mailer = /^(?:I'm (?:sorry|afraid)|I've given up|Hi\. This is)|\bI wasn['’]t able\b/;
/** An address, a host by its number: of one mail. */
const specific = /[^\s<]@[\w-]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;
/** How a page speaks to its reader, and of what may be. */
const toReader =
  /\b(?:you|your|may|might|should|typically|usually|by default|puede[ns]?|debe[ns]?|quizás?|usted|kann|können|sollten?|Sie|Ihr(?:e[nrms]?)?|peut|peuvent|devez|vous|votre|può|possono)\b/;

const fewest = 2;
const fewestSentences = 3;
/** Of the letters of a text. */
const share = 0.5;

const isOfSomebody = (text: string): boolean =>
  happened.test(text) || bounce.test(text) || symptom.test(text) || (own.test(` ${text}`) && !mailer.test(text));

/** Whether a text is a page that explains errors and quotes them: no log, and nobody met one. */
export const explainsErrors = (lines: readonly string[]): boolean =>
  // First, for the first line of any log has a time.
  !lines.some(isOfSomebody) && isExplained(lines);

/** The same of a page about mails, which may be no more than sentences to its readers. */
export const isManual = (lines: readonly string[]): boolean =>
  !lines.some(isOfSomebody) && (isExplained(lines) || isProseForReaders(lines));

function isExplained(lines: readonly string[]): boolean {
  const told = lines.filter((text) => explains.test(text)).length;
  const heads = lines.filter((text) => heading.test(text)).length;
  return told > 0 ? told + heads >= fewest : heads >= fewest && lines.filter(isSentence).length >= fewest;
}

/** Most of it is sentences to a reader, and nothing is of one mail. */
function isProseForReaders(lines: readonly string[]): boolean {
  const sentences = lines.filter(isSentence);
  const lengthOf = (some: readonly string[]) => some.reduce((sum, line) => sum + line.trim().length, 0);
  return (
    sentences.length >= fewestSentences &&
    lengthOf(sentences) >= lengthOf(lines) * share &&
    sentences.filter((text) => toReader.test(text)).length >= fewest &&
    !lines.some((text) => specific.test(text))
  );
}
