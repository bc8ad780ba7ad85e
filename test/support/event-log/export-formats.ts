import { writeEvtx } from './evtx-writer.ts';
import type { ExportFormat } from './logged-event.ts';
import { powershellFormats } from './powershell-formats.ts';
import { shipperFormats } from './shipper-formats.ts';
import { viewerFormats } from './viewer-formats.ts';

/** Every format people export events in, newest first; .evtx files keep them oldest first. */
export const exportFormats: readonly ExportFormat[] = [
  {
    name: 'EVTX',
    local: false,
    precision: 'millisecond',
    write: (events, { computer }) => writeEvtx(events.toReversed(), computer),
  },
  ...viewerFormats,
  ...powershellFormats,
  ...shipperFormats,
];
