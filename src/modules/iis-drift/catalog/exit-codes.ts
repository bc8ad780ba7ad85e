/** What the exit code of a worker process tells: NTSTATUS (ntstatus.h) and CLR codes (corerror.h). */
const meanings: Readonly<Record<string, string>> = {
  c0000005: 'access violation',
  c00000fd: 'stack overflow',
  c0000374: 'heap corruption',
  c0000409: 'stack buffer overrun or fast fail',
  e0434352: 'unhandled .NET exception',
  e0434f4d: 'unhandled .NET exception',
  '80131623': 'Environment.FailFast',
  '800703e9': 'recursion too deep',
  ffffffff: 'ended from outside (kill, debugger)',
  '0': 'the application exited by itself',
};

/** `0xc0000005 (access violation)`. */
export function sayExitCode(code: string): string {
  const digits = code
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/^0+(?=.)/, '');
  const meaning = meanings[digits];
  return `0x${digits}${meaning === undefined ? '' : ` (${meaning})`}`;
}
