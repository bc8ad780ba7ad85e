import { defineCode } from '../../../core/code.ts';
import { sayList } from '../wording.ts';
import { docs } from './docs.ts';

export const ancmZombie = defineCode<{
  applications: readonly string[];
  host: string;
  since: string;
  version: string;
}>({
  code: 'IIS123',
  name: 'ancm-9-zombie',
  severity: 'warning',
  summary: 'The ASP.NET Core Module of .NET 9.0.0 shut an application down and left its worker process running.',
  title: (f) =>
    `${sayList(f.applications)} shut down at ${f.since} although nothing recycled the pool: a known fault of ASP.NET Core Module ${f.version}.`,
  why: () =>
    'The worker process goes on without the application and answers 503 until the pool is recycled (dotnet/aspnetcore issues 58939 and 59107).',
  next: () => [
    'Recycle the pool now: %windir%\\system32\\inetsrv\\appcmd.exe recycle apppool "NAME".',
    'Install the current .NET Hosting Bundle; the module is shared by all versions of .NET on the host.',
  ],
  docs: [
    'https://github.com/dotnet/aspnetcore/issues/58939',
    'https://github.com/dotnet/aspnetcore/issues/59107',
    docs.ancm,
  ],
});
