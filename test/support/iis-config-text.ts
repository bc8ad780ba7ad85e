const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('$', '$$$$')
    .replaceAll('$$', '$');

/** A pool of applicationHost.config, with what stands in it. */
export const pool = (name: string, inner = ''): string => `    <add name="${xml(name)}">${inner}</add>`;
/** applicationHost.config with these pools. */
export const configOf = (pools: readonly string[], defaults = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n <system.applicationHost>\n  <applicationPools>\n${pools.join('\n')}\n    <applicationPoolDefaults>${defaults}</applicationPoolDefaults>\n  </applicationPools>\n </system.applicationHost>\n</configuration>\n`;
export const restart = (inner: string, time = ''): string =>
  `<recycling><periodicRestart${time === '' ? '' : ` time="${time}"`}>${inner}</periodicRestart></recycling>`;

/** Without space between elements, and without elements that say nothing. */
export function essence(config: string): string {
  const tight = config
    .replace(/^\ufeff?<\?xml.*?\?>/, '')
    .replaceAll(/>\s+</g, '><')
    .replaceAll(' />', '/>')
    .trim();
  const less = tight
    .replaceAll(/(<(\w+)[^<>]*)><\/\2>/g, '$1/>')
    .replaceAll(/<(recycling|periodicRestart|schedule)\/>/g, '');
  return less === tight ? tight : essence(less);
}
