// A deterministic event log of any size: what services say all day, now and then an installer under an
// id that IIS uses too, and twelve application pools on the interval of 29 hours.
import { closeSync, openSync, writeSync } from 'node:fs';

const noise = [
  [
    'Service Control Manager',
    7036,
    'The Windows Update service entered the running state.',
    ['Windows Update', 'running'],
  ],
  [
    'Service Control Manager',
    7040,
    'The start type of the Background Intelligent Transfer Service service was changed from auto start to demand start.',
    ['Background Intelligent Transfer Service', 'auto start', 'demand start', 'BITS'],
  ],
  [
    'Microsoft-Windows-GroupPolicy',
    1500,
    'The Group Policy settings for the computer were processed successfully. There were no changes detected since the last successful processing of Group Policy.',
    ['0', '1234'],
  ],
  [
    'Microsoft-Windows-Time-Service',
    37,
    'The time provider NtpClient is currently receiving valid time data from dc01.contoso.com (ntp.d|0.0.0.0:123->10.0.0.1:123).',
    ['dc01.contoso.com'],
  ],
  [
    'MsiInstaller',
    1033,
    'Windows Installer installed the product. Product Name: Contoso Agent. Product Version: 4.2.1. Product Language: 1033.',
    ['Contoso Agent', '4.2.1', '1033'],
  ],
];

/** xorshift32, seeded: the same log every time. */
function random(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pools = Array.from({ length: 12 }, (_, i) => `Pool ${i + 1}`);
const interval = 29 * 3_600_000;

/** Events without end, oldest first: noise, and every 29 hours all pools are recycled. */
export function* events() {
  const next = random(20_260_310);
  let time = Date.UTC(2020, 0, 1);
  let recycle = time + interval;
  for (let recordId = 1; ; recordId++) {
    time += 200 + next(60_000);
    yield noiseEvent(next, time, recordId);
    if (time < recycle) continue;
    for (const pool of pools) yield recycleEvent(pool, String(1000 + next(9000)), recycle, ++recordId);
    recycle += interval;
  }
}

function noiseEvent(next, time, recordId) {
  const [provider, id, message, values] = noise[next(500) === 0 ? noise.length - 1 : next(noise.length - 1)];
  const data = values.map((value, i) => [`param${i + 1}`, value]);
  const utc = new Date(time).toISOString();
  return { provider, shortProvider: provider, id, channel: 'System', recordId, utc, data, message };
}

function recycleEvent(pool, pid, time, recordId) {
  const message = `A worker process with process id of '${pid}' serving application pool '${pool}' has requested a recycle because the worker process reached its allowed processing time limit.`;
  const data = [
    ['ProcessID', pid],
    ['AppPoolID', pool],
  ];
  const utc = new Date(time).toISOString();
  return {
    provider: 'Microsoft-Windows-WAS',
    shortProvider: 'WAS',
    id: 5074,
    channel: 'System',
    recordId,
    utc,
    data,
    message,
  };
}

/** What `wevtutil qe System /f:xml` prints of an event. */
export function xmlOf(event) {
  const data = event.data
    .map(([name, value]) => `<Data Name='${name}'>${value.replaceAll('>', '&gt;')}</Data>`)
    .join('');
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${event.provider}' Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}' EventSourceName='${event.shortProvider}'/><EventID Qualifiers='16384'>${event.id}</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8080000000000000</Keywords><TimeCreated SystemTime='${event.utc.replace('Z', '6922Z')}'/><EventRecordID>${event.recordId}</EventRecordID><Correlation/><Execution ProcessID='640' ThreadID='8052'/><Channel>System</Channel><Computer>WEB01.contoso.com</Computer><Security/></System><EventData>${data}</EventData></Event>\r\n`;
}

/** The same event in Event Viewer's CSV; `csvHeader` comes first. */
export const csvHeader = 'Level,Date and Time,Source,Event ID,Task Category\r\n';
export function csvOf(event) {
  const [date, time] = event.utc.split('T');
  const [year, month, day] = date.split('-').map(Number);
  const hour = Number(time.slice(0, 2));
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2, 8)} ${hour < 12 ? 'AM' : 'PM'}`;
  const message = /[",]/.test(event.message) ? `"${event.message}"` : event.message;
  return `Information,${month}/${day}/${year} ${clock},${event.provider},${event.id},None,${message}\r\n`;
}

/** Writes events in one format until the file has `bytes`; returns how many. */
export function writeLog(path, bytes, header, textOf) {
  const file = openSync(path, 'w');
  let written = writeSync(file, header);
  let count = 0;
  let batch = [];
  for (const event of events()) {
    batch.push(textOf(event));
    count++;
    if (batch.length < 2000) continue;
    written += writeSync(file, batch.join(''));
    batch = [];
    if (written >= bytes) break;
  }
  closeSync(file);
  return count;
}
