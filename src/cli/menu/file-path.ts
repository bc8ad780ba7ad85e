import { fileURLToPath } from 'node:url';

/** A path as people bring it: dragged into the window, copied with quotes, as a URL, as a PowerShell call. */
export function pathFrom(typed: string, platform: string, home?: string): string {
  const text = typed.trim().replace(/^&\s*(?=['"])/, '');
  const quoted = /^(['"])(.*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (text.startsWith('file://')) return fromUrl(text, platform);
  if (platform === 'win32') return text;
  const plain = text.replace(/\\(.)/g, '$1');
  return home !== undefined && /^~(?=\/|$)/.test(plain) ? home + plain.slice(1) : plain;
}

function fromUrl(url: string, platform: string): string {
  try {
    return fileURLToPath(url, { windows: platform === 'win32' } as never);
  } catch {
    return url;
  }
}
