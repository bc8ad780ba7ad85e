import { gzipSync } from 'node:zlib';

/** A message and when it was logged. */
export interface Logged {
  /** ms since the epoch. */
  readonly at: number;
  readonly text: string;
}

/** How one store, shipper or viewer hands out records; written after its documents. */
export interface Store {
  readonly name: string;
  wrap(records: readonly Logged[]): string | Buffer;
}

const iso = (at: number): string => new Date(at).toISOString();
/** `2026-11-02T09:15:00.123456+00:00`. */
const precise = (at: number): string => iso(at).replace('Z', '456+00:00');
const nano = (at: number): string => `${at}123456`;
const seconds = (at: number): string => (at / 1000).toFixed(6);
const lines = (each: (record: Logged, i: number) => string) => (records: readonly Logged[]) =>
  `${records.map(each).join('\n')}\n`;
const jsonLines = (each: (record: Logged, i: number) => object) =>
  lines((record, i) => JSON.stringify(each(record, i)));
const json = (whole: (records: readonly Logged[]) => unknown, indent?: number) => (records: readonly Logged[]) =>
  `${JSON.stringify(whole(records), null, indent)}\n`;
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (header: string, each: (record: Logged) => readonly string[]) => (records: readonly Logged[]) =>
  `${header}\n${records.map((record) => each(record).map(cell).join(',')).join('\n')}\n`;

const ecs = ({ at, text }: Logged) => ({
  '@timestamp': iso(at),
  message: text,
  log: { file: { path: '/var/log/app.log' }, offset: 4711 },
  agent: { type: 'filebeat', id: '5f2a', version: '8.15.0' },
  host: { name: 'app1', os: { name: 'Debian' } },
  ecs: { version: '8.0.0' },
});
const hit = (record: Logged, i: number) => ({
  _index: '.ds-logs-app-2026.11.02',
  _id: `kW${i}`,
  _score: null,
  _source: ecs(record),
  sort: [record.at, i],
});
const hits = (records: readonly Logged[]) => ({
  took: 7,
  timed_out: false,
  _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
  hits: { total: { value: records.length, relation: 'eq' }, max_score: null, hits: records.map(hit) },
});
const lokiStream = (records: readonly Logged[]) => ({
  stream: { app: 'shop', pod: 'shop-5d8c7b9f4-x2k4z', namespace: 'web', detected_level: 'error' },
  values: records.map(({ at, text }) => [nano(at), text]),
});
const loki = (records: readonly Logged[]) => ({
  status: 'success',
  data: { resultType: 'streams', result: [lokiStream(records)], stats: { summary: { totalLinesProcessed: 9 } } },
});
const logEvent = ({ at, text }: Logged, i: number) => ({ id: `3851${i}`, timestamp: at, message: `${text}\n` });
const subscription = (records: readonly Logged[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: '/ecs/shop',
  logStream: 'shop/app/8f3c',
  subscriptionFilters: ['all'],
  logEvents: records.map(logEvent),
});
const packed = (records: readonly Logged[]) => gzipSync(JSON.stringify(subscription(records))).toString('base64');
const gcp = ({ at, text }: Logged, i: number) => ({
  insertId: `1a2b3c${i}`,
  labels: { 'k8s-pod/app': 'shop' },
  logName: 'projects/acme-prod/logs/stdout',
  receiveTimestamp: iso(at + 900),
  resource: { labels: { cluster_name: 'prod', container_name: 'shop', pod_name: 'shop-0' }, type: 'k8s_container' },
  severity: 'ERROR',
  textPayload: text,
  timestamp: `${iso(at).slice(0, -1)}123456Z`,
});
const otlp = ({ at, text }: Logged) => ({
  timeUnixNano: nano(at),
  observedTimeUnixNano: nano(at + 5),
  severityNumber: 9,
  severityText: 'INFO',
  body: { stringValue: text },
  attributes: [{ key: 'log.file.name', value: { stringValue: 'app.log' } }],
  traceId: '',
  spanId: '',
});
const resourceLogs = (records: readonly Logged[]) => ({
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeLogs: [{ scope: { name: 'otel' }, logRecords: records.map(otlp) }],
    },
  ],
});
const journal = ({ at, text }: Logged, i: number) => ({
  __CURSOR: `s=9d;i=${i};b=2f`,
  __REALTIME_TIMESTAMP: `${at}123`,
  __MONOTONIC_TIMESTAMP: '8123456',
  _BOOT_ID: '2f6e',
  _TRANSPORT: 'stdout',
  PRIORITY: '6',
  SYSLOG_IDENTIFIER: 'shop',
  _HOSTNAME: 'app1',
  _PID: '812',
  MESSAGE: text,
});
const journalExport = (records: readonly Logged[]): Buffer =>
  Buffer.concat(
    records.flatMap((record, i) => [
      ...Object.entries(journal(record, i)).map(([name, value]) =>
        value.includes('\n') ? binaryField(name, value) : Buffer.from(`${name}=${value}\n`),
      ),
      Buffer.from('\n'),
    ]),
  );

function binaryField(name: string, value: string): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(value)));
  return Buffer.concat([Buffer.from(`${name}\n`), size, Buffer.from(`${value}\n`)]);
}

/** Kibana in its own words, `Nov 2, 2026 @ 09:15:00.000`. */
const kibana = (at: number): string => {
  const [, month, day, year] = /^\w+, (\d+) (\w+) (\d+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day} ${Number(month)}, ${year} @ ${iso(at).slice(11, 23)}`;
};
const yamlText = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('\n', '\n\n  ')}'`;

/** Whatever several lines a message may have. */
export const stores: readonly Store[] = [
  { name: 'Loki API', wrap: json(loki) },
  { name: 'Loki API, pretty', wrap: json(loki, 2) },
  { name: 'Loki, newest first', wrap: (records) => json(loki)(records.toReversed()) },
  {
    name: 'Loki, two streams',
    wrap: (records) =>
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'streams',
          result: [0, 1].map((half) => lokiStream(records.filter((_, i) => i % 2 === half))),
        },
      }),
  },
  {
    name: 'logcli -o jsonl',
    wrap: jsonLines(({ at, text }) => ({ labels: { app: 'shop' }, line: text, timestamp: precise(at) })),
  },
  {
    name: 'Grafana, CSV',
    wrap: csv('"Time","labels","Line","tsNs","id"', ({ at, text }) => [
      iso(at).slice(0, 19).replace('T', ' '),
      '{"app":"shop"}',
      text,
      nano(at),
      `${at}_1`,
    ]),
  },
  { name: 'Elasticsearch _search', wrap: json(hits) },
  { name: 'Elasticsearch _search, pretty', wrap: json(hits, 2) },
  { name: 'elasticdump', wrap: jsonLines(hit) },
  { name: 'Filebeat to a file', wrap: jsonLines(ecs) },
  {
    name: 'Elasticsearch fields',
    wrap: json((records) => ({
      hits: {
        hits: records.map(({ at, text }, i) => ({
          _index: 'a',
          _id: `${i}`,
          fields: { '@timestamp': [iso(at)], message: [text] },
        })),
      },
    })),
  },
  {
    name: 'Elasticsearch SQL',
    wrap: json((records) => ({
      columns: [
        { name: '@timestamp', type: 'datetime' },
        { name: 'message', type: 'text' },
      ],
      rows: records.map(({ at, text }) => [iso(at), text]),
    })),
  },
  {
    name: 'Kibana, CSV',
    wrap: csv('"@timestamp","host.name",message', ({ at, text }) => [kibana(at), 'app1', text]),
  },
  {
    name: 'CloudWatch filter-log-events',
    wrap: json(
      (records) => ({
        events: records.map(({ at, text }, i) => ({
          logStreamName: 'shop/app/8f3c',
          timestamp: at,
          message: text,
          ingestionTime: at + 1500,
          eventId: `3851${i}`,
        })),
        searchedLogStreams: [],
      }),
      4,
    ),
  },
  {
    name: 'CloudWatch get-log-events',
    wrap: json(
      (records) => ({
        events: records.map(({ at, text }) => ({ timestamp: at, message: text, ingestionTime: at + 1500 })),
        nextForwardToken: 'f/3851',
        nextBackwardToken: 'b/3851',
      }),
      4,
    ),
  },
  {
    name: 'CloudWatch Insights',
    wrap: json(
      (records) => ({
        results: records.toReversed().map(({ at, text }, i) => [
          { field: '@timestamp', value: iso(at).slice(0, 23).replace('T', ' ') },
          { field: '@message', value: text },
          { field: '@ptr', value: `Cm${i}` },
        ]),
        statistics: { recordsMatched: 12, recordsScanned: 12, bytesScanned: 4000 },
        status: 'Complete',
      }),
      4,
    ),
  },
  {
    name: 'CloudWatch Insights, CSV',
    wrap: csv('@timestamp,@message,@logStream', ({ at, text }) => [
      iso(at).slice(0, 23).replace('T', ' '),
      text,
      'shop/app/8f3c',
    ]),
  },
  { name: 'CloudWatch subscription, unpacked', wrap: json(subscription) },
  { name: 'CloudWatch subscription to Lambda', wrap: json((records) => ({ awslogs: { data: packed(records) } })) },
  {
    name: 'CloudWatch subscription to Kinesis',
    wrap: json((records) => ({ Records: [{ kinesis: { data: packed(records), sequenceNumber: '49' } }] })),
  },
  {
    name: 'Firehose, nothing between',
    wrap: (records) => records.map((record) => JSON.stringify(subscription([record]))).join(''),
  },
  {
    name: 'Azure Log Analytics API',
    wrap: json((records) => ({
      tables: [
        {
          name: 'PrimaryResult',
          columns: [
            { name: 'TenantId', type: 'string' },
            { name: 'TimeGenerated', type: 'datetime' },
            { name: 'LogMessage', type: 'dynamic' },
          ],
          rows: records.map(({ at, text }) => ['0f1e', iso(at), text]),
        },
      ],
    })),
  },
  {
    name: 'az monitor log-analytics query',
    wrap: json(
      (records) =>
        records.map(({ at, text }) => ({
          ContainerName: 'shop',
          LogEntry: text,
          TableName: 'PrimaryResult',
          TimeGenerated: iso(at),
        })),
      2,
    ),
  },
  {
    name: 'Azure portal, CSV',
    wrap: csv('"TimeGenerated [UTC]",Computer,SyslogMessage', ({ at, text }) => {
      const [year, month, day] = iso(at).slice(0, 10).split('-').map(Number);
      const hour = new Date(at).getUTCHours();
      const clock = `${hour % 12 === 0 ? 12 : hour % 12}${iso(at).slice(13, 23)} ${hour < 12 ? 'AM' : 'PM'}`;
      return [`${month}/${day}/${year}, ${clock}`, 'app1', text];
    }),
  },
  { name: 'gcloud logging read --format json', wrap: json((records) => records.toReversed().map(gcp), 2) },
  { name: 'GCP entries.list', wrap: json((records) => ({ entries: records.map(gcp), nextPageToken: 'x' })) },
  {
    name: 'GCP jsonPayload',
    wrap: json((records) =>
      records.map(({ at, text }, i) => ({
        insertId: `${i}`,
        jsonPayload: { message: text, logger: 'shop' },
        logName: 'projects/acme-prod/logs/app',
        timestamp: iso(at),
      })),
    ),
  },
  {
    name: 'gcloud logging read (YAML)',
    wrap: (records) =>
      records
        .toReversed()
        .map(
          ({ at, text }, i) =>
            `---\ninsertId: 1a2b${i}\nlabels:\n  k8s-pod/app: shop\nlogName: projects/acme-prod/logs/stdout\nresource:\n  labels:\n    container_name: shop\n  type: k8s_container\nseverity: INFO\ntextPayload: ${yamlText(text)}\ntimestamp: '${iso(at)}'\n`,
        )
        .join(''),
  },
  {
    name: 'Splunk export, JSON',
    wrap: jsonLines(({ at, text }, i) => ({
      preview: false,
      offset: i,
      result: { _time: iso(at).replace('Z', '+00:00'), _raw: text, host: 'app1', source: '/var/log/app.log' },
    })),
  },
  {
    name: 'Splunk results, JSON',
    wrap: json((records) => ({
      preview: false,
      init_offset: 0,
      messages: [],
      results: records.map(({ at, text }, i) => ({ _cd: `7:${i}`, _raw: text, _time: iso(at), sourcetype: 'app' })),
      highlighted: {},
    })),
  },
  {
    name: 'Splunk json_rows',
    wrap: json((records) => ({
      fields: ['_time', '_raw', 'host'],
      rows: records.map(({ at, text }) => [seconds(at), text, 'app1']),
    })),
  },
  {
    name: 'Splunk, CSV',
    wrap: csv('"_serial","_time",source,host,"_raw"', ({ at, text }) => ['0', iso(at), '/var/log/a', 'app1', text]),
  },
  { name: 'OTLP, one document', wrap: json(resourceLogs) },
  { name: 'OTLP file exporter', wrap: jsonLines((record) => resourceLogs([record])) },
  { name: 'journalctl -o json', wrap: jsonLines(journal) },
  {
    name: 'journalctl -o json-pretty',
    wrap: (records) => records.map((record, i) => `${JSON.stringify(journal(record, i), null, 8)}\n`).join(''),
  },
  { name: 'journalctl -o json-sse', wrap: lines((record, i) => `data: ${JSON.stringify(journal(record, i))}\n`) },
  { name: 'journalctl -o json-seq', wrap: lines((record, i) => `\u001e${JSON.stringify(journal(record, i))}`) },
  { name: 'journalctl -o export', wrap: journalExport },
  {
    name: 'journalctl -o verbose',
    wrap: lines(
      ({ at, text }, i) =>
        `Mon ${iso(at).slice(0, 23).replace('T', ' ')}123 UTC [s=9d;i=${i};b=2f;m=1;t=6;x=9]\n    PRIORITY=6\n    _HOSTNAME=app1\n    SYSLOG_IDENTIFIER=shop\n    MESSAGE=${text}\n    _PID=812`,
    ),
  },
  {
    name: 'ClickHouse JSONEachRow',
    wrap: jsonLines(({ at, text }) => ({ timestamp: iso(at), level: 'error', message: text })),
  },
  {
    name: 'Datadog API v2',
    wrap: json((records) => ({
      data: records.map(({ at, text }, i) => ({
        id: `AQ${i}`,
        type: 'log',
        attributes: { service: 'shop', host: 'app1', status: 'error', timestamp: iso(at), message: text, tags: [] },
      })),
      meta: { page: { after: 'x' } },
    })),
  },
  {
    name: 'Datadog API v1',
    wrap: json((records) => ({
      logs: records.map(({ at, text }, i) => ({ id: `AQ${i}`, content: { timestamp: iso(at), message: text } })),
    })),
  },
  {
    name: 'Datadog, CSV',
    wrap: csv('Date,Host,Service,Status,Content', ({ at, text }) => [iso(at), 'app1', 'shop', 'error', text]),
  },
  {
    name: 'Graylog API',
    wrap: json((records) => ({
      query: '*',
      messages: records.map(({ at, text }, i) => ({
        message: { gl2_message_id: `01${i}`, source: 'app1', message: text, timestamp: iso(at), _id: `${i}` },
        index: 'graylog_0',
      })),
      total_results: 12,
    })),
  },
  {
    name: 'Graylog, CSV',
    wrap: csv('"timestamp","source","message"', ({ at, text }) => [iso(at), 'app1', text]),
  },
  {
    name: 'GELF',
    wrap: jsonLines(({ at, text }) => ({
      version: '1.1',
      host: 'app1',
      short_message: text,
      timestamp: at / 1000,
      level: 6,
      _container_name: 'shop',
    })),
  },
  {
    name: 'Vector',
    wrap: jsonLines(({ at, text }) => ({
      file: '/var/log/app.log',
      host: 'app1',
      message: text,
      source_type: 'file',
      timestamp: iso(at),
    })),
  },
  {
    name: 'fluent-bit, Kubernetes',
    wrap: jsonLines(({ at, text }) => ({
      date: at / 1000,
      log: text,
      stream: 'stdout',
      kubernetes: { pod_name: 'shop-0', namespace_name: 'web', container_name: 'shop', host: 'node1' },
    })),
  },
  {
    name: 'fluentd, file',
    wrap: lines(({ at, text }) => `${iso(at).slice(0, 19)}+00:00\tkube.shop\t${JSON.stringify({ log: text })}`),
  },
  {
    name: 'fluent-bit, stdout',
    wrap: lines(({ at, text }, i) => `[${i}] kube.shop: [[${seconds(at)}000, {}], {"log"=>${JSON.stringify(text)}}]`),
  },
  {
    name: 'stern -o json',
    wrap: jsonLines(({ at, text }) => ({
      message: `${iso(at)} ${text}`,
      nodeName: 'node1',
      namespace: 'web',
      podName: 'shop-0',
      containerName: 'shop',
    })),
  },
  {
    name: 'Docker json-file',
    wrap: jsonLines(({ at, text }) => ({ log: `${text}\n`, stream: 'stdout', time: `${iso(at).slice(0, -1)}123456Z` })),
  },
  {
    name: 'Grafana frames',
    wrap: json((records) => ({
      results: {
        A: {
          status: 200,
          frames: [
            {
              schema: { name: 'logs', fields: [{ name: 'labels' }, { name: 'Time' }, { name: 'Line' }] },
              data: {
                values: [
                  records.map(() => ({ app: 'shop' })),
                  records.map(({ at }) => at),
                  records.map(({ text }) => text),
                ],
              },
            },
          ],
        },
      },
    })),
  },
  {
    name: 'VictoriaLogs',
    wrap: jsonLines(({ at, text }) => ({ _time: iso(at), _stream: '{app="shop"}', _msg: text })),
  },
  {
    name: 'Sumo Logic',
    wrap: json((records) => ({
      messages: records.map(({ at, text }) => ({ map: { _raw: text, _messagetime: `${at}`, _sourcehost: 'app1' } })),
    })),
  },
  {
    name: 'New Relic',
    wrap: json((records) => ({
      results: [{ events: records.map(({ at, text }) => ({ timestamp: at, message: text, hostname: 'app1' })) }],
    })),
  },
  {
    name: 'ClickHouse JSONCompact',
    wrap: json((records) => ({
      meta: [
        { name: 'timestamp', type: 'DateTime64(3)' },
        { name: 'body', type: 'String' },
      ],
      data: records.map(({ at, text }) => [iso(at).slice(0, 23).replace('T', ' '), text]),
      rows: records.length,
    })),
  },
  {
    name: 'MongoDB export',
    wrap: json((records) =>
      records.map(({ at, text }, i) => ({ _id: { $oid: `65${i}` }, ts: { $date: iso(at) }, msg: text })),
    ),
  },
  {
    name: 'TSV',
    wrap: (records) =>
      `time\thost\tmessage\n${records.map(({ at, text }) => `${iso(at)}\tapp1\t${cell(text)}`).join('\n')}\n`,
  },
];

/** Viewers and runtimes that hand out lines: a message has one. */
export const lineStores: readonly Store[] = [
  { name: 'CRI', wrap: lines(({ at, text }) => `${iso(at).slice(0, -1)}123456Z stdout F ${text}`) },
  {
    name: 'CRI, in parts',
    wrap: lines(({ at, text }) => {
      const stamp = `${iso(at).slice(0, -1)}123456Z stdout`;
      return `${stamp} P ${text.slice(0, 20)}\n${stamp} F ${text.slice(20)}`;
    }),
  },
  { name: 'kubectl logs --prefix', wrap: lines(({ at, text }) => `[pod/shop-0/shop] ${iso(at)} ${text}`) },
  { name: 'docker compose logs -t', wrap: lines(({ at, text }) => `shop-1  | ${iso(at)} ${text}`) },
  {
    name: 'docker service logs -t',
    wrap: lines(({ at, text }) => `${iso(at)} web_shop.1.x2k4z8m@node1    | ${text}`),
  },
  {
    name: 'stern -t',
    wrap: (records) =>
      `+ shop-5d8c7b9f4-x2k4z › shop\n${lines(({ at, text }) => `shop-5d8c7b9f4-x2k4z shop ${iso(at)} ${text}`)(records)}`,
  },
  {
    name: 'logcli',
    wrap: lines(({ at, text }) => `${iso(at).slice(0, 19)}+00:00 {app="shop", path="/a{id}"} ${text}`),
  },
  { name: 'aws logs tail', wrap: lines(({ at, text }) => `${precise(at)} shop/app/8f3c ${text}`) },
  {
    name: 'journalctl -o short-precise',
    wrap: lines(({ at, text }) => {
      const [, day, month] = /^\w+, (\d+) (\w+)/.exec(new Date(at).toUTCString()) ?? [];
      return `${month} ${(day ?? '').replace(/^0/, ' ')} ${iso(at).slice(11, 19)}.123456 app1 shop[812]: ${text}`;
    }),
  },
  {
    name: 'journalctl -o short-iso',
    wrap: lines(({ at, text }) => `${iso(at).slice(0, 19)}+0000 app1 shop[812]: ${text}`),
  },
  { name: 'journalctl -o short-unix', wrap: lines(({ at, text }) => `${seconds(at)} app1 shop[812]: ${text}`) },
  {
    name: 'journalctl -o short-full',
    wrap: lines(({ at, text }) => `Mon ${iso(at).slice(0, 19).replace('T', ' ')} UTC app1 shop[812]: ${text}`),
  },
  { name: 'Heroku', wrap: lines(({ at, text }) => `${precise(at)} app[web.1]: ${text}`) },
  { name: 'gcloud value()', wrap: lines(({ at, text }) => `${iso(at)}\t${text}`) },
];
