/**
 * The one name for a provider's many: `Microsoft-Windows-WAS`, `WAS` → `WAS`; `Microsoft-Windows-IIS-W3SVC-WP`,
 * `IIS-W3SVC-WP`, `W3SVC-WP` → `W3SVC-WP`; `IIS AspNetCore Module V2` → `IIS ASPNETCORE MODULE V2`.
 * `ASP.NET 4.0.30319.0` → `ASP.NET`. An event id means something only together with this: System 1074 is User32 or, on IIS 6, W3SVC.
 */
export const normalizeProvider = (name: string): string =>
  name
    .trim()
    .toUpperCase()
    .replace(/^MICROSOFT-WINDOWS-/, '')
    .replace(/^IIS-/, '')
    .replace(/^ASP\.NET \d[\d.]{2,20}$/, 'ASP.NET');

/** The events a module looks at: ids of one provider, all of its ids where none are named. */
export interface WantedEvents {
  /** As `normalizeProvider` writes it. */
  readonly provider: string;
  readonly ids?: readonly number[];
  /** Only events in whose message or data one of these stands, as it is written. Readers skip the others unread. */
  readonly words?: readonly string[];
}
