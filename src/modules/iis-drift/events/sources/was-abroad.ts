import { byWas, type EventRow, eventRows } from '../row.ts';
import type { wasFailures } from './was-failures.ts';
import type { wasRecycles } from './was-recycles.ts';

const source =
  'WAS in Event Viewer of Windows in that language: the words that the kind cannot do without, as wordings differ with the version';

type Told = (typeof wasRecycles)[number] | (typeof wasFailures)[number];

/** A message of WAS in another language: `pool` and one of `ways` in it, in whatever order and form. */
function told<K extends Told['kind']>(
  kind: K,
  id: number,
  language: string,
  pool: string,
  way: RegExp,
  quotes: NonNullable<EventRow['quotes']>,
  sample: string,
): EventRow<K> {
  return {
    id: `was-${id}-${language}`,
    kind,
    logged: [],
    abroad: byWas(id),
    matches: new RegExp(`^(?=.{0,300}${pool}).{0,500}?(?:${way.source})`, 'iu'),
    samples: [sample],
    quotes,
    source,
  };
}

const de = 'Anwendungspool';
const fr = "pool d['’]applications?";
const es = '(?:grupo|grupos) de aplicaciones';
const pt = 'pool de aplicativos';
const it = 'pool di applicazioni';
const nl = '(?:toepassingsgroep|groep van toepassingen)';
const ru = 'пул\\p{L}{0,2} приложений';
const zh = '(?:应用程序池|應用程式集區)';
const ja = 'アプリケーション ?プール';

/** Recycles, idle time-outs and failures where no provider says whose message it is. */
// biome-ignore format: a table, a row a line
export const wasAbroad = eventRows([
  told('idle', 5186, 'de', de, /aufgrund von Inaktivität|wegen Inaktivität/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" wurde aufgrund von Inaktivität heruntergefahren. Das Timeout für den Anwendungspool war auf 20 Minuten festgelegt.'),
  told('private-memory', 5117, 'de', de, /private[nrs]? (?:Bytes?|Speicher)|Limit für private/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" hat eine Wiederverwendung angefordert, da das Speicherlimit für private Bytes erreicht wurde.'),
  told('virtual-memory', 5077, 'de', de, /virtuelle[nrs]? (?:Arbeitss|S)peicher|Limit für den virtuellen/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" hat eine Wiederverwendung angefordert, da das Limit für den virtuellen Speicher erreicht wurde.'),
  told('requests', 5075, 'de', de, /(?:Anforderungslimit|Limit für (?:zulässige )?Anforderungen|zulässige (?:Anzahl von )?Anforderungen)/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" hat eine Wiederverwendung angefordert, da das zulässige Anforderungslimit erreicht wurde.'),
  told('schedule', 5076, 'de', de, /geplante[nr]? (?:Wiederverwendung|Zeit)|Zeitpunkt für die (?:geplante )?Wiederverwendung/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" hat eine Wiederverwendung angefordert, da die geplante Wiederverwendungszeit erreicht wurde.'),
  told('interval', 5074, 'de', de, /zulässige[ns]? (?:Zeitlimit für die )?Verarbeitung|Zeitlimit für die Verarbeitung|Verarbeitungszeit(?:limit)?\b/, ['pid', 'pool'], 'Ein Arbeitsprozess mit der Prozess-ID "4712" für den Anwendungspool "Shop" hat einen Wiederverwendungsvorgang angefordert, da der Arbeitsprozess das zulässige Zeitlimit für die Verarbeitung erreicht hat.'),
  told('manual', 5079, 'de', de, /Administrator.{0,80}(?:Wiederverwendung|wieder ?verwende)/, ['pool'], 'Ein Administrator hat die Wiederverwendung aller Arbeitsprozesse im Anwendungspool "Shop" angefordert.'),
  told('pool-config', 5080, 'de', de, /Konfigurationsänderung/, ['pool'], 'Die Arbeitsprozesse des Anwendungspools "Shop" werden aufgrund mindestens einer Konfigurationsänderung in den Eigenschaften des Anwendungspools wiederverwendet.'),
  told('pool-disabled', 5002, 'de', de, /automatisch deaktiviert/, ['pool'], 'Der Anwendungspool "Shop" wird aufgrund einer Reihe von Fehlern in den Prozessen, die diesen Anwendungspool bedienen, automatisch deaktiviert.'),
  told('crash', 5009, 'de', de, /unerwartet beendet/, ['pool', 'pid', 'detail'], 'Ein Prozess für den Anwendungspool "Shop" wurde unerwartet beendet. Die Prozess-ID war "4712". Der Prozessexitcode war "0xc0000005".'),
  told('ping', 5010, 'de', de, /auf (?:ein(?:en?)? |das )?Ping|Ping(?:s|-Anforderung)? nicht/, ['pool', 'pid'], 'Ein Prozess für den Anwendungspool "Shop" hat nicht auf ein Ping reagiert. Die Prozess-ID war "4712".'),
  told('crash', 5011, 'de', de, /schwerwiegende[nr]? Kommunikationsfehler/, ['pool', 'pid'], 'Bei einem Prozess für den Anwendungspool "Shop" ist ein schwerwiegender Kommunikationsfehler mit dem Windows-Prozessaktivierungsdienst aufgetreten. Die Prozess-ID war "4712".'),
  told('start-timeout', 5012, 'de', de, /(?:beim|während des) (?:Start(?:en)?s?|Hochfahrens?) .{0,60}Zeitlimit|Zeitlimits? (?:beim|während des) (?:Start|Hochfahr)/, ['pool', 'pid'], 'Ein Prozess für den Anwendungspool "Shop" hat das Zeitlimit beim Starten überschritten. Die Prozess-ID war "4712".'),
  told('stop-timeout', 5013, 'de', de, /(?:beim|während des) (?:Herunterfahr|Beend)ens? .{0,60}Zeitlimit|Zeitlimits? (?:beim|während des) (?:Herunterfahr|Beend)/, ['pool', 'pid'], 'Ein Prozess für den Anwendungspool "Shop" hat das Zeitlimit beim Herunterfahren überschritten. Die Prozess-ID war "4712".'),
  told('identity', 5021, 'de', de, /Identität .{0,120}ungültig|pool-?identität ungültig/, ['pool'], 'Die Identität des Anwendungspools "Shop" ist ungültig. Der Benutzername oder das Kennwort für die Identität ist möglicherweise falsch.'),
  told('start-failed', 5059, 'de', de, /deaktiviert.{0,200}(?:beim|während des) Starte?ns? eines Arbeitsprozesses/, ['pool'], 'Der Anwendungspool "Shop" wurde deaktiviert. Der Windows-Prozessaktivierungsdienst (WAS) hat beim Starten eines Arbeitsprozesses für den Anwendungspool einen Fehler festgestellt.'),
  told('pool-disabled', 5002, 'fr', fr, /automatiquement désactivé/, ['pool'], "Le pool d'applications « Shop » est automatiquement désactivé en raison d'une série d'échecs dans les processus qui le servent."),
  told('crash', 5009, 'fr', fr, /(?:arrêté|terminé|interrompu)\p{L}{0,2} de (?:façon|manière) inattendue/u, ['pool', 'pid', 'detail'], "Un processus servant le pool d'applications « Shop » s'est arrêté de façon inattendue. L'ID du processus était « 4712 »."),
  told('crash', 5011, 'fr', fr, /erreur (?:de communication (?:fatale|irrécupérable)|fatale de communication|irrécupérable de communication)/, ['pool', 'pid'], "Un processus servant le pool d'applications « Shop » a subi une erreur de communication irrécupérable avec le service d'activation des processus Windows. L'ID du processus était « 4712 »."),
  told('interval', 5074, 'fr', fr, /(?:limite|durée) de (?:temps|durée|traitement)(?: de traitement)? (?:autorisée|maximale)/, ['pid', 'pool'], "Un processus de travail portant l'ID « 4712 » et servant le pool d'applications « Shop » a demandé un recyclage car il a atteint sa limite de temps de traitement autorisée."),
  told('idle', 5186, 'fr', fr, /inactivité/, ['pid', 'pool'], "Un processus de travail portant l'ID « 4712 » et servant le pool d'applications « Shop » a été arrêté pour cause d'inactivité."),
  told('pool-disabled', 5002, 'es', es, /deshabilit\p{L}{1,5} automáticamente|automáticamente deshabilitad/u, ['pool'], "El grupo de aplicaciones 'Shop' se está deshabilitando automáticamente debido a una serie de errores en los procesos que le dan servicio."),
  told('crash', 5009, 'es', es, /(?:terminó|finalizó|terminado|finalizado) (?:de forma )?inesperada/, ['pool', 'pid', 'detail'], "Un proceso que da servicio al grupo de aplicaciones 'Shop' finalizó inesperadamente. El identificador de proceso era '4712'."),
  told('crash', 5011, 'es', es, /error (?:grave|irrecuperable|muy grave) de comunicación|error de comunicación (?:grave|irrecuperable)/, ['pool', 'pid'], "Un proceso que da servicio al grupo de aplicaciones 'Shop' sufrió un error irrecuperable de comunicación con el Servicio de activación de procesos de Windows. El identificador de proceso era '4712'."),
  told('start-failed', 5059, 'es', es, /deshabilitado.{0,200}iniciar? un proceso de trabajo/, ['pool'], "El grupo de aplicaciones 'Shop' se ha deshabilitado. El Servicio de activación de procesos de Windows (WAS) encontró un error al iniciar un proceso de trabajo para atenderlo."),
  told('idle', 5186, 'es', es, /inactividad/, ['pid', 'pool'], "Un proceso de trabajo con id. de proceso '4712' que da servicio al grupo de aplicaciones 'Shop' se cerró debido a inactividad."),
  told('pool-disabled', 5002, 'pt', pt, /desabilitado automaticamente|automaticamente desabilitado/, ['pool'], "O pool de aplicativos 'Shop' está sendo desabilitado automaticamente devido a uma série de falhas nos processos que o atendem."),
  told('pool-disabled', 5002, 'it', it, /disabilitat[oa] automaticamente|automaticamente disabilitat[oa]/, ['pool'], "Il pool di applicazioni 'Shop' verrà disabilitato automaticamente a causa di una serie di errori nei processi che lo gestiscono."),
  told('pool-disabled', 5002, 'nl', nl, /automatisch uitgeschakeld/, ['pool'], 'De toepassingsgroep Shop wordt automatisch uitgeschakeld vanwege een reeks fouten in de processen van de groep.'),
  told('pool-disabled', 5002, 'ru', ru, /автоматически отключ/, ['pool'], 'Пул приложений "Shop" автоматически отключается из-за последовательности сбоев в процессах, обслуживающих этот пул приложений.'),
  told('crash', 5009, 'ru', ru, /неожиданно (?:завершил|прекратил|завершен)/, ['pool', 'pid', 'detail'], 'Процесс, обслуживающий пул приложений "Shop", неожиданно завершился. Идентификатор процесса: "4712".'),
  told('crash', 5011, 'ru', ru, /(?:неустранимая|критическая) ошибка связи/, ['pool', 'pid'], 'В процессе, обслуживающем пул приложений "Shop", возникла неустранимая ошибка связи со службой активации процессов Windows. Идентификатор процесса: "4712".'),
  told('pool-disabled', 5002, 'zh', zh, /自动禁用|自動停用/, ['pool'], '应用程序池“Shop”将被自动禁用，原因是为此应用程序池提供服务的进程中出现一系列错误。'),
  told('crash', 5009, 'zh', zh, /意外终止|意外結束|未預期地終止/, ['pool', 'pid', 'detail'], '为应用程序池“Shop”提供服务的进程意外终止。该进程 ID 为“4712”。该进程退出代码为“0x800703e9”。'),
  told('crash', 5011, 'zh', zh, /严重(?:的)?通信错误|通信(?:时)?.{0,12}严重错误|嚴重的?通訊錯誤/, ['pool', 'pid'], '为应用程序池“Shop”提供服务的进程遇到与 Windows Process Activation Service 的严重通信错误。该进程 ID 为“4712”。'),
  told('ping', 5010, 'zh', zh, /(?:未能|无法|没有)响应 ?ping/, ['pool', 'pid'], '为应用程序池“Shop”提供服务的进程无法响应 Ping。该进程 ID 为“4712”。'),
  told('interval', 5074, 'zh', zh, /允许的处理时间/, ['pid', 'pool'], '进程 ID 为“4712”的工作进程为应用程序池“Shop”提供服务，它已请求回收，因为该工作进程已达到其允许的处理时间限制。'),
  told('idle', 5186, 'zh', zh, /不活动|处于非活动|閒置/, ['pid', 'pool'], '进程 ID 为“4712”的工作进程为应用程序池“Shop”提供服务，由于处于不活动状态而关闭。应用程序池超时配置设置为 20 分钟。'),
  told('pool-disabled', 5002, 'ja', ja, /自動的に無効/, ['pool'], "アプリケーション プール 'Shop' は、このアプリケーション プールを処理しているプロセスで一連の障害が発生したため、自動的に無効になります。"),
  told('crash', 5009, 'ja', ja, /予期せず終了|予期しない終了/, ['pool', 'pid', 'detail'], "アプリケーション プール 'Shop' を処理しているプロセスが予期せず終了しました。プロセス ID は '4712' でした。"),
  told('crash', 5011, 'ja', ja, /致命的な通信エラー/, ['pool', 'pid'], "アプリケーション プール 'Shop' を処理しているプロセスで、Windows プロセス アクティブ化サービスとの致命的な通信エラーが発生しました。プロセス ID は '4712' でした。"),
]);
