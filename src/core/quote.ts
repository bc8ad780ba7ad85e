const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
const control = new RegExp(controls.source);

/** Whether a text can stand in a script: it has no character that ends a line or acts on a terminal. */
export const isQuotable = (text: string): boolean => !control.test(text);

/** Nothing in a script may end a line or a string early. */
function refuseControls(text: string): void {
  if (control.test(text)) {
    throw new Error(`a control character cannot stand in a script: ${JSON.stringify(text)}`);
  }
}

/** A bash word that is exactly `text`. Throws on control characters. */
export function bashLiteral(text: string): string {
  refuseControls(text);
  // Single quotes alone: the one form in which nothing inside has a meaning.
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/**
 * A word for a command line that is shown to be pasted: as it is where no POSIX shell reads anything into it, else
 * quoted; with a control character in bash's `$'…'`, so that it stands on one line.
 */
export function shellWord(text: string): string {
  // /etc/kubernetes/pki/ca.crt ops:ops node-1.example.com=x
  if (/^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/.test(text)) return text;
  if (!control.test(text)) return bashLiteral(text);
  const octal = (c: string) => [...new TextEncoder().encode(c)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `$'${text.replace(/['\\]/g, '\\$&').replace(controls, (c) => octal(c).join(''))}'`;
}

/**
 * A PowerShell single-quoted literal that is exactly `text`. PowerShell ends such a literal at any of
 * five quote characters (PowerShell's CharTraits.cs, IsSingleQuote), so each is doubled.
 */
export function powershellLiteral(text: string): string {
  refuseControls(text);
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** A standard SQL string literal. Backslashes are refused: MySQL reads them as escapes. */
export function sqlLiteral(text: string): string {
  refuseControls(text);
  if (text.includes('\\')) throw new Error(`a backslash cannot stand in a portable SQL literal: ${text}`);
  return `'${text.replace(/'/g, "''")}'`;
}
