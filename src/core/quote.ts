/** Nothing in a script may end a line or a string early. */
function refuseControls(text: string): void {
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text)) {
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
