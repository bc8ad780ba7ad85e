/** What an error means, as a page says it, in English, German, French, Spanish, Italian and Portuguese. */
const explains = new RegExp(
  [
    /\b(?:errors?|messages?|codes?|status|response|reply|bounce)\b[^.!?]{0,60}?\b(?:means?|indicates?|signals)\b (?:that |the |a |an |this |your )?/,
    /\b(?:errors?|messages?|codes?|response|reply|bounce)\b[^.!?]{0,40}?\b(?:typically|usually|generally|normally|often|can|may) (?:means?|indicates?|appears?|occurs?|happens?|affects?)\b/,
    /\b(?:errors?|messages?|codes?|response|reply|bounce)\b[^.!?]{0,40}?\b(?:occurs?|happens?|appears?|is returned|is shown) (?:when|if|because|after)\b/,
    /\bbedeute[nt](?:,| dass| meist)|\bbesagt, dass\b|\b(?:Fehler|Meldung|Code)\w{0,10} tritt (?:auf|ein), (?:wenn|weil)\b/,
    /\b(?:cette erreur|ce code|ce message|cela) (?:signifie|indique|veut dire)\b/,
    /\best[ea] (?:error|c[oó]digo|mensaje) (?:significa|indica)\b|\bquesto (?:errore|codice|messaggio) (?:significa|indica)\b|\bess[ea] (?:erro|c[oó]digo|mensagem) (?:significa|indica)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
/** Headings of such a page. */
const heading =
  /^\W{0,8}(?:\d{1,2}[.)] ?)?(?:(?:common|possible|typical|most likely|likely) (?:causes?|reasons?)|causes?|reasons?|explanation|meaning|examples?|symptoms?|(?:re)?solutions?|resolution|how to fix(?: it)?|what (?:it|this) means|explications?|exemples?(?: de message.{0,30})?|erklärung|ursachen?|lösung(?:en)?|beispiele?|soluci[oó]n(?:es)?|causas?|ejemplos?|significado|soluzion[ei]|esemp(?:io|i))\W{0,4}(?:$|: ?\S)/i;
/** What only a log, a bounce or somebody with a mail of his own has. */
const happened =
  /\b\d\d:\d\d:\d\d\b|\bRemote Server returned|\bFinal-Recipient:|\bReporting-MTA:|^\s+at [\w.$<>]+\(|^\s*File "|\bTraceback\b/;
const own = /(?:^|[\s(])(?:I|we|my|our|ich|wir|unser\w{0,2}|mein\w{0,2}|je|nous|mon|notre|mi|nuestr[oa]|io|noi)\s/i;
/** The words of a mailer of itself. */
const mailer = /^(?:I'm (?:sorry|afraid)|I've given up|Hi\. This is)|\bI wasn['’]t able\b/;

const fewest = 2;

/** Whether a text is a page about errors, with examples of them: what they mean, and no mail, log or person that met one. */
export function isManual(lines: readonly string[]): boolean {
  const told = lines.filter((text) => explains.test(text)).length;
  if (told === 0 || told + lines.filter((text) => heading.test(text)).length < fewest) return false;
  return !lines.some((text) => happened.test(text) || (own.test(` ${text}`) && !mailer.test(text)));
}
