/** Who answers at a host, where no rule of one provider decided. */
const hosts: readonly (readonly [provider: string, pattern: RegExp])[] = [
  ['microsoft', /\.(?:outlook|office365|exchangelabs|office)\.com\b|protection\.outlook|aka\.ms\//i],
  ['google', /\bgsmtp\b|\.google\.com\b|gmail-smtp|googlemail/i],
  ['ses', /email-smtp\.|amazonses|amazonaws\.com/i],
  ['sendgrid', /sendgrid\.net/i],
  ['yahoo', /yahoodns\.net|yahooinc\.com/i],
  ['apple', /\.(?:icloud|me)\.com\b/i],
  ['mimecast', /mimecast\.com/i],
  ['proofpoint', /pphosted\.com|proofpoint\.com/i],
];

const address = /[^\s<>"'(),;:=]{1,64}@[A-Za-z0-9.-]{1,255}/g;

/** The provider that the hosts in a text belong to; addresses in it are those of anyone. */
export function providerIn(text: string): string | undefined {
  const words = text.includes('@') ? text.replace(address, '') : text;
  return hosts.find(([, pattern]) => pattern.test(words))?.[0];
}
