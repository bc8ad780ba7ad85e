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
  '80131506': 'internal error of the .NET runtime',
  '80': 'the worker process could not be initialized: rights of its account',
  c0000135: 'a DLL was not found',
  c0000142: 'a DLL could not be initialized',
  c06d007e: 'a delay-loaded DLL was not found',
  c06d007f: 'a function of a delay-loaded DLL was not found',
  '0': 'the application exited by itself',
};

/** `0xc0000005 (access violation)`. */
function sayExitCode(code: string): string {
  const digits = code
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/^0+(?=.)/, '');
  const meaning = meanings[digits];
  return `0x${digits}${meaning === undefined ? '' : ` (${meaning})`}`;
}

/** `c0000005 in node.dll` → `0xc0000005 (access violation) in node.dll`. */
export function sayDeath(detail: string): string {
  const match = /^(?:0x)?([0-9a-f]{1,8})(?= |$)/i.exec(detail);
  return match === null ? detail : `${sayExitCode(match[1] ?? '')}${detail.slice(match[0].length)}`;
}

/** What the error number of a start failure tells: winerror.h, and hostfxr's own codes (dotnet/runtime, error_codes.h). */
const errors: Readonly<Record<string, string>> = {
  '800700c1': '32-bit and 64-bit do not match: the application is built for the other architecture than its pool runs',
  '8007007e': 'a DLL that the application needs was not found',
  '80070002': 'a file was not found: processPath or the application itself',
  '80070005': 'access denied: the account of the pool may not read or run it',
  '80070422': 'a service that it needs is disabled',
  '8007023e': 'the process ended while it started',
  '80008081': 'hostfxr could not be loaded',
  '80008083': 'hostfxr was not found: the .NET runtime is not installed for this architecture',
  '80008093': 'runtimeconfig.json is invalid',
  '80008096': 'the .NET runtime version it needs is not installed',
  '80070569': 'the account may not log on as a batch job (logon type not granted)',
  '8007052e': 'user name or password is wrong',
  '80070021': 'a section of web.config is locked in applicationHost.config, or its role feature is not installed',
  '8007000d': 'a section that no installed module knows (URL Rewrite, ASP.NET Core hosting bundle), or no valid XML',
  '80070003': 'the folder or web.config cannot be found',
  '800700b7': 'an entry is there twice',
  '80070032': 'an attribute or element that this version of IIS does not know',
  '500.0': 'the request handler of the ASP.NET Core Module could not be loaded: repair the hosting bundle',
  '500.30': 'it threw an exception or ended while it started',
  '500.31': 'the .NET runtime that it needs is not installed',
  '500.32': '32-bit and 64-bit do not match: the application is built for the other architecture than its pool runs',
  '500.33': 'the ASP.NET Core shared framework that it needs is not installed',
  '500.34': 'applications of one pool use different hosting models: give each a pool of its own',
  '500.35': 'two in-process applications share one pool: give each a pool of its own',
  '500.36': 'aspnetcorev2_outofprocess.dll is missing: repair the hosting bundle',
  '500.37': 'it did not start within startupTimeLimit',
  '500.38': 'its DLL was not found in its folder',
  '502.5': 'its process did not start, or did not listen on its port in time',
  '80072ee2': 'it did not answer in time',
  '80072ee7': 'its host name was not found',
  '80072efd': 'nothing could be connected to there',
  '80072efe': 'the connection to it broke',
  '80072eff': 'the connection to it was reset',
  '80072f78': 'its answer is no valid HTTP',
  '80072f7d': 'no TLS session with it could be made',
  '80072f8f': 'its certificate was refused',
  '8007006d': 'the pipe to the worker process broke: it ended',
};

/** The meaning of an HRESULT; undefined for one that is not known. */
export const sayError = (code: string): string | undefined => errors[code.toLowerCase().replace(/^0x/, '')];
