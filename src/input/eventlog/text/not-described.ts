import type { Opener } from './block.ts';

/**
 * What Windows shows where the provider's message table is missing, in the languages that people paste: id and source
 * stand in it, and the strings of the event behind it.
 */
const missing: readonly RegExp[] = [
  /^The description for Event ID \(? ?['"]?(?<id>\d{1,5})['"]? ?\)? (?:from|in) source \(? ?['"]?(?<source>[^()'"\n]{1,80}?)['"]? ?\)? cannot be found/i,
  /^Die Beschreibung für (?:die )?Ereignis-?(?:ID|kennung) \(? ?["„]?(?<id>\d{1,5})["“]? ?\)? (?:aus|in) (?:der )?Quelle \(? ?["„]?(?<source>[^()"„“\n]{1,80}?)["“]? ?\)? (?:wurde|kann) nicht gefunden/i,
  /^La description de l[’']ID d[’']événement (?<id>\d{1,5}) (?:dans|de) la source (?<source>.{1,80}?) est introuvable/i,
  /^No se (?:encontró|puede encontrar) la descripción del (?:id\. de evento|identificador de evento) (?<id>\d{1,5}) (?:en el|del) origen (?<source>[^.\n]{1,80})/i,
  /^Impossibile trovare la descrizione (?:dell[’']|per l[’'])ID evento (?<id>\d{1,5}) (?:dall[’']origine|proveniente da) (?<source>[^.\n]{1,80})/i,
  /^Kan de beschrijving van (?:gebeurtenis-id|gebeurtenis) (?<id>\d{1,5}) (?:uit|van) bron (?<source>.{1,80}?) niet vinden/i,
  /^Не найдено описание для события с кодом (?<id>\d{1,5}) из источника (?<source>[^.\n]{1,80})/i,
  /^无法找到来自源 ?(?<source>.{1,80}?) ?的事件 ID ?(?<id>\d{1,5}) ?的描述/,
  /^ソース ?[「"“]?(?<source>.{1,80}?)[」"”]? ?からのイベント ID ?(?<id>\d{1,5}) ?の説明が見つかりません/,
];
/** `The following information was included with the event:`, and `… is part of the event: Shop, 4712, 80.` on one line. */
const stringsBegin =
  /(?:following information (?:was included with|is part of) the event|(?:folgenden )?Informationen (?:wurden mit dem Ereignis gespeichert|sind Teil des Ereignisses)|informations suivantes étaient incluses avec l[’']événement|siguiente información (?:se incluyó con|forma parte de)l? (?:el )?evento|informazioni seguenti sono state incluse nell[’']evento|volgende informatie (?:is opgenomen in|maakt deel uit van) de gebeurtenis|К событию были добавлены следующие сведения|以下(?:信息包含在事件中|是包含在事件中的信息)|イベントには次の情報が含まれています)[^:：]{0,20}[:：]/i;
const stringsEnd =
  /^(?:The message resource is present|the specified resource type|The (?:handle|publisher|locale)|Die Nachrichtenressource|La ressource de message|メッセージ リソース|消息资源)/i;
const maxLines = 60;

export interface Undescribed {
  readonly provider: string;
  readonly id: number;
  readonly data: Readonly<Record<string, string>>;
}

/** Provider, id and strings out of such a message; undefined for any other. */
export function undescribed(message: string): Undescribed | undefined {
  const text = message.trim();
  const head = missing.map((pattern) => pattern.exec(text.slice(0, 400))).find((match) => match !== null);
  const { id, source } = head?.groups ?? {};
  if (id === undefined || source === undefined) return undefined;
  const begin = stringsBegin.exec(text);
  const rest = begin === null ? '' : text.slice(begin.index + begin[0].length);
  return { provider: source.trim(), id: Number(id), data: dataOf(rest) };
}

/** One string a line; Server 2003 had them behind each other, with commas. */
function dataOf(rest: string): Record<string, string> {
  const lines = rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const end = lines.findIndex((line) => stringsEnd.test(line));
  const strings = end < 0 ? lines : lines.slice(0, end);
  const [only = ''] = strings;
  const several = strings.length === 1 && /^[^,]{1,100}, [^,]{1,40}(?:, [^,]{0,40})?\.?$/.test(only);
  const values = several ? only.replace(/\.$/, '').split(/, ?/) : strings;
  return Object.fromEntries(values.map((value, i) => [`param${i + 1}`, value]));
}

/** Such a text without the header of its event. */
export const openNotDescribed: Opener = (line, number, sink) => {
  const first = line.trim().replace(/^["“]/, '');
  if (undescribed(first) === undefined) return undefined;
  const said = [first];
  let over = false;
  return {
    format: 'message',
    take(next) {
      if (over || said.length > maxLines) return 'refused';
      over = stringsEnd.test(next.trim());
      said.push(next.trim());
      return over ? 'last' : 'taken';
    },
    end() {
      const event = undescribed(said.join('\n'));
      if (event !== undefined) sink.event({ ...event, line: number, time: undefined });
      return event !== undefined;
    },
  };
};
