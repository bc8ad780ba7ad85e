/**
 * What Windows calls the services of IIS in its languages (the display names of its services.msc; docs.microsoft.com in
 * each language, "World Wide Web Publishing Service" and "Windows Process Activation Service"). Only W3SVC has "World Wide
 * Web" in its name.
 */
const w3svc = [
  'World Wide Web',
  'WWW-Publishing',
  'Pubblicazione sul Web',
  'веб-публикаций',
  '万维网发布',
  'W3SVC',
] as const;
const was = [
  'Windows Process Activation',
  'Windows-Prozessaktivierung',
  'activation des processus Windows',
  'Attivazione processo Windows',
  'Ativação de Processos do Windows',
  'aktywacji procesów systemu Windows',
  'активации процессов Windows',
  'プロセス アクティブ化',
  'Windows 进程激活',
  'WAS',
] as const;

/** Parts of these names: an event about a service counts only where one stands in it. */
export const serviceWords: readonly string[] = [...w3svc, ...was];

/** A service's own name, in capitals alone: `was` is a verb. */
const isShort = (name: string): boolean => /^[A-Z\d]{3,5}$/.test(name);
const shown = new RegExp([...w3svc, ...was].filter((name) => !isShort(name)).join('|'), 'i');
const short = /\b(?:W3SVC|WAS)\b/;
const called = { w3svc: 'World Wide Web Publishing Service', was: 'Windows Process Activation Service' } as const;

/** The service of IIS that a text names, as Windows calls it in English. */
export function serviceNamed(text: string): string | undefined {
  const name = (shown.exec(text) ?? short.exec(text))?.[0]?.toLowerCase();
  if (name === undefined) return undefined;
  return w3svc.some((one) => one.toLowerCase() === name) ? called.w3svc : called.was;
}

/** The service by its own name, `W3SVC` or `WAS`. */
export const serviceCalled = (name: string): string | undefined =>
  ({ W3SVC: called.w3svc, WAS: called.was })[name.toUpperCase()];
