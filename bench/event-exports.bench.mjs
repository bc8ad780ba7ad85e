import { join } from 'node:path';
import { csvHeader, csvOf, writeLog, xmlOf } from './support/event-log.mjs';
import { diag } from './support/measure.mjs';

export default {
  title: 'iis-drift on event exports',
  rows({ folder, bytes }) {
    const xml = join(folder, 'system.xml');
    const csv = join(folder, 'system.csv');
    writeLog(xml, bytes, '', xmlOf);
    writeLog(csv, bytes, csvHeader, csvOf);
    const size = `${Math.round(bytes / 2 ** 20)} MiB`;
    const row = (kind, file, id, budget) => ({
      task: `${kind}, ${size}`,
      ours: diag('iis-drift', '--tz', 'UTC', file),
      against: ['sh', '-c', `grep -cF '${id}' "$0" | cat`, file],
      name: `grep -cF ${id}`,
      budget,
    });
    return [
      row('wevtutil XML', xml, '5074', 2),
      row('Event Viewer CSV', csv, '5074', 3),
      { task: `XML, ${size}`, ours: diag('iis-drift', '--tz', 'UTC', xml), memory: 80 },
      { task: `CSV, ${size}`, ours: diag('iis-drift', '--tz', 'UTC', csv), memory: 80 },
    ];
  },
};
