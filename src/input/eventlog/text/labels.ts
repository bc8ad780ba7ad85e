/** What a column or a key of an export means; `clock` is a time of day apart from its date. */
export type Field =
  | 'id'
  | 'provider'
  | 'time'
  | 'clock'
  | 'utc'
  | 'channel'
  | 'computer'
  | 'recordId'
  | 'message'
  | 'strings'
  | 'eventData'
  | 'level';

/**
 * Column names and keys, lower case without blanks, dots and underscores. Of several names of one field in one
 * export the first here wins: Get-EventLog has EventID and InstanceId. Sources: Event Viewer of Windows in English,
 * German, Dutch, French, Spanish, Italian, Portuguese, Polish, Swedish, Czech, Turkish, Russian, Japanese, Korean,
 * Chinese (simplified, traditional); Get-WinEvent, Get-EventLog, Win32_NTLogEvent, LogParser, NXLog, Azure Monitor
 * (Event, WindowsEvent), Winlogbeat, EvtxECmd, Hayabusa.
 */
export const labels: readonly (readonly [Field, readonly string[]])[] = [
  [
    'id',
    [
      ...[
        'eventid',
        'ereignis-id',
        'ereigniskennung',
        'eventcode',
        'winlogeventid',
        'eventidentifier',
        'id',
        'instanceid',
      ],
      ...['gebeurtenis-id', "iddel'événement", "idd'événement", 'iddelevento', 'iddeevento', 'idevento', 'idsuceso'],
      ...[
        'identificadordelevento',
        'identificaçãodoevento',
        'iddoevento',
        'identificadordoevento',
        'identyfikatorzdarzenia',
      ],
      ...['händelse-id', 'idudálosti', 'olaykimliği', 'кодсобытия', 'идентификаторсобытия', 'イベントid', '이벤트id'],
      ...['事件id', '事件識別碼', '事件标识符', '事件编号'],
    ],
  ],
  [
    'provider',
    [
      ...[
        'providername',
        'provider',
        'winlogprovidername',
        'sourcename',
        'source',
        'quelle',
        'eventsource',
        'eventsourcename',
      ],
      ...[
        'ereignisquelle',
        'bron',
        "sourcedel'événement",
        'origen',
        'origendelsuceso',
        'origine',
        'origineevento',
        'fonte',
      ],
      ...['origem', 'źródło', 'källa', 'zdroj', 'kaynak', 'источник', 'ソース', '원본', '来源', '來源', '源'],
    ],
  ],
  [
    'time',
    [
      ...['timecreated', 'dateandtime', 'datumunduhrzeit', 'timegenerated', '@timestamp', 'eventtime', 'timestamp'],
      ...[
        'datumentijd',
        'dateetheure',
        'fechayhora',
        'dataeora',
        'dataehora',
        'dataigodzina',
        'datumochtid',
        'datumačas',
      ],
      ...['tarihvesaat', 'датаивремя', '日付と時刻', '날짜및시간', '日期和时间', '日期和時間', '日期与时间'],
      ...['datetime', 'date', 'datum', 'fecha', 'data', 'tarih', 'дата', '日付', '날짜', '日期'],
    ],
  ],
  ['clock', ['time', 'uhrzeit', 'zeit', 'heure', 'hora', 'ora', 'tijd', 'время', '時刻', '时间', '時間']],
  ['utc', ['timegenerated[utc]', 'timecreated[utc]', 'timestamp[utc]', 'timeutc', 'timecreated(utc)']],
  [
    'channel',
    [
      ...['logname', 'protokollname', 'channel', 'kanal', 'winlogchannel', 'eventlog', 'logfile', 'log', 'logboeknaam'],
      ...[
        'nomdujournal',
        'nombrederegistro',
        'nomeregistro',
        'nomedolog',
        'nazwadziennika',
        'loggnamn',
        'názevprotokolu',
      ],
      ...['günlükadı', 'имяжурнала', 'ログの名前', '로그이름', '日志名称', '記錄檔名稱'],
    ],
  ],
  [
    'computer',
    [
      ...[
        'machinename',
        'computername',
        'computer',
        'winlogcomputername',
        'hostname',
        'ordinateur',
        'equipo',
        'computador',
      ],
      ...[
        'komputer',
        'dator',
        'počítač',
        'bilgisayar',
        'компьютер',
        'コンピューター',
        'コンピュータ',
        '컴퓨터',
        '计算机',
        '電腦',
      ],
    ],
  ],
  ['recordId', ['eventrecordid', 'recordid', 'recordnumber', 'winlogrecordid', 'index']],
  [
    'message',
    [
      ...['message', 'rendereddescription', 'description', 'beschreibung', 'nachricht', 'meldung', 'beschrijving'],
      ...[
        'descripción',
        'descrizione',
        'descrição',
        'opis',
        'beskrivning',
        'popis',
        'açıklama',
        'описание',
        '説明',
        '설명',
      ],
      ...['描述', '说明', 'mensaje', 'messaggio', 'mensagem', 'сообщение'],
    ],
  ],
  ['strings', ['strings', 'insertionstrings']],
  ['eventData', ['eventdata', 'parameterxml', 'winlogeventdata', 'payload', 'details']],
  [
    'level',
    [
      ...['level', 'ebene', 'leveldisplayname', 'entrytype', 'eventlevelname', 'eventtypename', 'stufe', 'eventtype'],
      ...[
        'ereignistyp',
        'niveau',
        'nivel',
        'livello',
        'nível',
        'poziom',
        'nivå',
        'úroveň',
        'düzey',
        'уровень',
        'レベル',
      ],
      ...['수준', '级别', '等級'],
    ],
  ],
];

/** Keys whose text is the message itself and may hold any `Word: text`. */
export const descriptions: ReadonlySet<string> = new Set([
  ...['description', 'beschreibung', 'beschrijving', 'descripción', 'descrizione', 'descrição', 'opis', 'beskrivning'],
  ...['popis', 'açıklama', 'описание', '説明', '설명', '描述', '说明'],
]);

/** Names of the id of an event in languages whose cultures all write the day first, where they write numbers with slashes or dots. */
const dayFirst: readonly (readonly [language: string, key: RegExp])[] = [
  ['German', /^(?:Ereignis-ID|Protokollname)$/],
  ['French', /^(?:ID\s?de\s?l['’]événement|ID\s?d['’]événement|Nom du journal)$/i],
  ['Italian', /^(?:ID evento|Nome registro)$/i],
  ['Portuguese', /^(?:Identificação do Evento|ID do Evento|Nome do Log)$/i],
  ['Dutch', /^(?:Gebeurtenis-id|Logboeknaam)$/i],
  ['Polish', /^(?:Identyfikator zdarzenia|Nazwa dziennika)$/i],
  ['Russian', /^(?:Код события|Имя журнала)$/i],
];

/** The language of a key, where its dates are day first in every culture. */
export const languageOf = (key: string): string | undefined => dayFirst.find(([, keys]) => keys.test(key))?.[0];
