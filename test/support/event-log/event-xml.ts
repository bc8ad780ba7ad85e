import type { LoggedEvent } from './logged-event.ts';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;');

export function eventXml(event: LoggedEvent, computer: string, quote: "'" | '"', message = ''): string {
  const q = (text: string | number) => `${quote}${escapeXml(String(text))}${quote}`;
  const data = event.data.map(([name, value]) =>
    name === '' ? `<Data>${escapeXml(value)}</Data>` : `<Data Name=${q(name)}>${escapeXml(value)}</Data>`,
  );
  return `<Event xmlns=${q('http://schemas.microsoft.com/win/2004/08/events/event')}><System><Provider Name=${q(event.provider)} EventSourceName=${q(event.shortProvider)}/><EventID Qualifiers=${q(16384)}>${event.id}</EventID><Level>4</Level><TimeCreated SystemTime=${q(event.utc.replace('Z', '6922Z'))}/><EventRecordID>${event.recordId}</EventRecordID><Execution ProcessID=${q(0)} ThreadID=${q(0)}/><Channel>${event.channel}</Channel><Computer>${computer}</Computer><Security/></System><EventData>${data.join('')}</EventData>${message}</Event>`;
}

export const rendering = (event: LoggedEvent): string =>
  `<RenderingInfo Culture='en-US'><Message>${escapeXml(event.message)}</Message><Level>Information</Level></RenderingInfo>`;
