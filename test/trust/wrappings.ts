const lines = (text: string, of: (line: string) => string): string => text.split('\n').map(of).join('\n');
const entities = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** How a text stands in another. */
export const wrappings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  JSON: (text) => JSON.stringify({ level: 'error', msg: `failed: ${text}`, n: 1 }),
  'JSON in JSON': (text) => JSON.stringify({ log: `${JSON.stringify({ msg: text })}\n`, stream: 'stderr' }),
  YAML: (text) =>
    text.includes('\n')
      ? `msg: |\n${lines(text, (line) => `  ${line}`)}\nnext: 1`
      : `message: '${text.replaceAll("'", "''")}'`,
  'XML attribute': (text) =>
    `<Data Name="Message" text="${entities(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"/>`,
  'XML text': (text) => `<Data>${entities(text).replaceAll('>', '&gt;')}</Data>`,
  URL: (text) => `GET /log?msg=${encodeURIComponent(text)} HTTP/1.1`,
  form: (text) => `GET /log?msg=${encodeURIComponent(text).replaceAll('%20', '+')} HTTP/1.1`,
  'shell argument': (text) => `bash -c '${text.replaceAll("'", "'\\''")}'`,
  'log line': (text) =>
    `2026-03-10T10:00:01Z ERROR [worker-3] c.c.Mail - request failed: "${text.replaceAll('\n', '\\n')}" after 3 tries`,
  syslog: (text) => lines(text, (line) => `Mar 10 10:00:01 web1 app[812]: ${line}`),
  CSV: (text) => `1,2026-03-10 10:00:01,"${text.replaceAll('"', '""')}",failed`,
};
