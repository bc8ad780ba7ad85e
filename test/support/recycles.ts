const recycled = (id: number) =>
  `"A worker process with process id of '${id}' serving application pool 'Shop' has requested a recycle because the worker process reached its allowed processing time limit."`;

/** An export of two recycles in business hours: a finding with a fix. It names no time zone. */
export const recycles = [
  'Level,Date and Time,Source,Event ID,Task Category',
  `Information,3/10/2026 3:31:36 PM,Microsoft-Windows-WAS,5074,None,${recycled(4300)}`,
  `Information,3/9/2026 10:31:26 AM,Microsoft-Windows-WAS,5074,None,${recycled(4200)}`,
  '',
].join('\n');
