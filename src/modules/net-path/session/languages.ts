/** What a tool says in another language, and its words in English, by which rows know it. */
type Wording = readonly [said: RegExp, english: string];

// iputils po/de.po, fr.po, es.po (whose ping is half English); the errors of glibc po/, also nl, it, pt_BR, ru, pl, zh_CN, ja; ping.exe of Windows.
const wordings: readonly Wording[] = [
  [/^(?:Von|De|Origen|Desde) (\S{2,80}?)(?: ?:)? icmp_seq=/, 'From $1 icmp_seq='],
  [/Zielhost nicht erreichbar$|Hôte de destination injoignable$/, 'Destination Host Unreachable'],
  [/Zielnetz nicht erreichbar$|Réseau de destination injoignable$/, 'Destination Net Unreachable'],
  [/Zielport nicht erreichbar$|Port de destination injoignable$/, 'Destination Port Unreachable'],
  [/Zielhost verboten$|Hôte de destination interdit$/, 'Destination Host Prohibited'],
  [/Zielnetz verboten$|Réseau de destination interdit$/, 'Destination Net Prohibited'],
  [/Paket gefiltert$|Paquet filtré$/, 'Packet filtered'],
  [/Lebenszeit überschritten$|Durée de vie dépassée$/, 'Time to live exceeded'],
  [/Fragmentation nécessaire et DF est défini/, 'Frag needed and DF set'],
  [/Ziel nicht erreichbar: |Destination injoignable : |Destino no alcanzable: /, 'Destination unreachable: '],
  [/Adresse nicht erreichbar$|Adresse injoignable$|Dirección inalcanzable$/, 'Address unreachable'],
  [/(?<=unreachable: )(?:Keine Route|Aucune route|Sin ruta)$/, 'No route'],
  [
    /(?<=unreachable: )(?:Administrativ verboten|Interdit administrativement|Prohibido administrativamente)$/,
    'Administratively prohibited',
  ],
  [
    /lokaler Fehler: Nachricht zu lang, MTU[=:] ?|erreur locale : le message est trop long : (?:mtu=)?|error local: mensaje muy largo, mtu: /,
    'local error: message too long, mtu=',
  ],
  [/ Bytes an Daten\.$| octets de données\.$| bytes de datos\.$/, ' bytes of data.'],
  [/^(\d{1,5}) (?:Bytes von|octets de) (\S{2,80}(?: \(\S{2,80}\))?) ?:(?= icmp_seq=)/, '$1 bytes from $2:'],
  [/ (?:Zeit|temps)=(?=[\d.,]{1,12} ms)/, ' time='],
  [/^--- (\S{1,255}) ping-Statistik ---$|^--- statistiques ping (\S{1,255}) ---$/, '--- $1$2 ping statistics ---'],
  [
    /^(\d{1,9}) (?:Pakete übertragen|paquets transmis), (\d{1,9}) (?:empfangen|reçus)/,
    '$1 packets transmitted, $2 received',
  ],
  [/, \+(\d{1,9}) (?:Fehler|erreurs)(?=,)/, ', +$1 errors'],
  [/ ?% (?:Paketverlust|paquets perdus)\b/, '% packet loss'],
  [
    /Verbindungsaufbau abgelehnt|Connexion refusée|Conexión rehusada|Verbinding is geweigerd|Connessione rifiutata|Conexão recusada|В соединении отказано|Połączenie odrzucone|拒绝连接|连接被拒绝|接続を拒否されました/,
    'Connection refused',
  ],
  [
    /Die Wartezeit für die Verbindung ist abgelaufen|Connexion terminée par expiration du délai d['’]attente|Expiró el tiempo de conexión|Connessione scaduta|Tempo esgotado para conexão|Время ожидания соединения истекло|连接超时|接続がタイムアウトしました/,
    'Connection timed out',
  ],
  [
    /Keine Route zum Zielrechner|Aucun chemin d['’]accès pour atteindre l['’]hôte cible|No existe ninguna ruta hasta el [`«]?host['»]?|Geen route naar host|Nessun instradamento per l['’]host|Não há rota para o host|Нет маршрута до узла|Brak trasy do hosta|没有到主机的路由/,
    'No route to host',
  ],
  [
    /Das Netzwerk ist nicht erreichbar|Le réseau n['’]est pas accessible|La red es inaccesible|Netwerk is onbereikbaar|La rete non è raggiungibile|Сеть недоступна|Sieć jest niedostępna|网络不可达/,
    'Network is unreachable',
  ],
  [
    /Der Name oder der Dienst ist nicht bekannt|Nom ou service inconnu|Nombre o servicio desconocido/,
    'Name or service not known',
  ],
  [
    /Temporärer Fehler bei der Namensauflösung|Échec temporaire dans la résolution du nom|Fallo temporal en la resolución del nombre/,
    'Temporary failure in name resolution',
  ],
  [/^Ping wird ausgeführt für (.{2,300}) mit (\d{1,5}) Bytes Daten:$/, 'Pinging $1 with $2 bytes of data:'],
  [
    /^Envoi d['’]une requête ['‘’]?Ping['’]? {1,2}(.{2,300}) avec (\d{1,5}) octets de données ?:$/,
    'Pinging $1 with $2 bytes of data:',
  ],
  [/^Haciendo ping a (.{2,300}) con (\d{1,5}) bytes de datos:$/, 'Pinging $1 with $2 bytes of data:'],
  [
    /^Zeitüberschreitung der Anforderung\.$|^Délai d['’]attente de la demande dépassé\.$|^Tiempo de espera agotado para esta solicitud\.$/,
    'Request timed out.',
  ],
  [
    /^(?:Antwort von|Réponse de|Respuesta desde) (\S{2,60}?) ?: (?:Zielhost nicht erreichbar|Impossible de joindre l['’]hôte de destination|Host de destino inaccesible)\.$/,
    'Reply from $1: Destination host unreachable.',
  ],
  [
    /^(?:Antwort von|Réponse de|Respuesta desde) (\S{2,60}?) ?: (?=Bytes=|octets=|bytes=)\w{5,6}=/,
    'Reply from $1: bytes=',
  ],
];

/** Plain English has none of these. */
const foreign =
  /[äöüßéèêûóíúáñãłęćÉ«\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]|geweigerd|onbereikbaar|route naar|rifiutata|scaduta|instradamento|odrzucone|esgotado|Brak trasy|^(?:Von|De|Origen|Desde|Antwort|Respuesta|Haciendo) |icht |Bytes|octets|datos|zurück|refus|rehusada|host['»]|red es|Zielrechner|Zielhost|Ping-Statistik|ping-Statistik|statistiques|Paket|paquets|Name oder|Nom ou|Nombre o|Fallo|abgelehnt|Destino no|Aucun|lokaler|erreur|error local| Zeit=| temps=/;

/** A line of a tool in English, as far as its wording is known; others as they are. */
export const inEnglish = (line: string): string =>
  foreign.test(line) ? wordings.reduce((text, [said, english]) => text.replace(said, english), line) : line;
