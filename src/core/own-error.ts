/** A line that begins an error of its own, of a program that puts neither time nor level in front. */
export const beginsAnError =
  /^\s{0,40}(?:(?:ERROR|FATAL|PANIC|CRITICAL|WARN(?:ING)?)\b|(?:fatal|panic|error|Fatal|Panic|Error)(?: error)?: |(?:Failed|Unable|Cannot|Could not) )/;
