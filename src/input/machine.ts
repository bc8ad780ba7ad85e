import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Whether something is there and can be used. */
export type Access = 'usable' | 'denied' | 'absent';

/** Whether a file can be read, or a folder listed. */
export async function accessTo(path: string): Promise<Access> {
  try {
    const info = await stat(path);
    await access(path, info.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return 'usable';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'denied';
  }
}

/** Whether a command is in a search path. */
export async function findCommand(name: string, path: string | undefined): Promise<Access> {
  for (const folder of (path ?? '').split(delimiter).filter(Boolean)) {
    if (
      (await access(join(folder, name), constants.X_OK).then(
        () => 'usable',
        () => 'absent',
      )) === 'usable'
    )
      return 'usable';
  }
  return 'absent';
}

/** Whether this process may do everything: root, or an elevated Windows shell, which alone may list the system's own files. */
export async function isElevated(platform: string, windir: string | undefined): Promise<boolean> {
  if (platform !== 'win32') return process.getuid?.() === 0;
  return (await accessTo(join(windir ?? 'C:\\Windows', 'System32', 'config', 'systemprofile'))) === 'usable';
}
