import type { SessionRow } from '../meaning.ts';

/** What clients of databases say in words of their own. */
export const databaseRows: readonly SessionRow[] = [
  {
    id: 'postgres-no-response',
    matches: /^(?<host>[\w.:-]{1,255}):(?<port>\d{1,5}) - no response$/,
    samples: ['10.0.0.7:5432 - no response'],
    not: ['db.example:5432 - rejecting connections'],
    source: 'PostgreSQL src/bin/scripts/pg_isready.c, PQPING_NO_RESPONSE',
    means: 'no-answer',
    confidence: 'possible',
    says: 'No PostgreSQL server answers on {where}: nothing listens there, a filter drops or rejects it, or the host is off.',
    why: 'pg_isready says the same of a refused connection, silence, and a name that is not found.',
    next: [
      '`nc -vz {host} {port}`: refused at once, or no answer?',
      'on {host}: `ss -ltnp`: does postgres listen, and on which address?',
    ],
    own: true,
  },
  {
    id: 'database-no-socket',
    matches:
      /^(?<name>\/\S{1,200}):\d{1,5} - no response$|^ERROR 2002 \(HY000\): Can't connect to (?:local )?(?:MySQL )?server through socket '(?<name3>[^']{1,200})' \((?:2|111)\)|\bon socket "(?<name2>[^"]{1,200})" failed: (?:No such file or directory|Connection refused)/,
    samples: [
      '/var/run/postgresql:5432 - no response',
      'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
      "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)",
    ],
    source: 'PostgreSQL src/interfaces/libpq/fe-connect.c; MySQL CR_CONNECTION_ERROR: libmysql/errmsg.cc',
    means: 'nothing-listens',
    confidence: 'likely',
    says: 'No database server listens on the socket {name} of this host.',
    why: 'The server is not running, or has its sockets in another folder or on another port. Without -h the client asks no network.',
    next: ['`systemctl list-units | grep -Ei "postgres|mysql|mariadb"`: does it run? Of another host: the option -h'],
    own: true,
  },
  {
    id: 'postgres-rejects',
    matches: /^\S{1,255}:\d{1,5} - rejecting connections$/,
    samples: ['db.example:5432 - rejecting connections'],
    source: 'PostgreSQL src/bin/scripts/pg_isready.c, PQPING_REJECT',
    means: 'error',
    why: 'the network works: the server answers, and takes no connections now (it starts, recovers or shuts down); its log says which',
    own: true,
  },
  {
    id: 'postgres-accepts',
    matches: /^\S{1,255}:\d{1,5} - accepting connections$/,
    samples: ['db.example:5432 - accepting connections'],
    source: 'PostgreSQL src/bin/scripts/pg_isready.c, PQPING_OK',
    means: 'answer',
    own: true,
  },
  {
    id: 'redis-answers',
    matches: /^PONG$/,
    samples: ['PONG'],
    source: 'Redis src/server.c pingCommand',
    means: 'answer',
    own: true,
    under: 'redis-cli',
  },
  {
    id: 'database-refuses',
    matches:
      /\bconnection to server (?:at|on socket) "[^"]{1,255}".{0,100} failed: (?:FATAL|ERROR|fe_sendauth): |^(?:psql|pg_\w{1,12}): (?:error: )?(?:FATAL|ERROR): {1,2}|^ERROR (?:104[0459]|113[01]|1203|1698|3159) \(|^\(error\) (?:NOAUTH|WRONGPASS|ERR max number)/,
    samples: [
      'psql: error: connection to server at "db.example" (10.0.0.7), port 5432 failed: FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "app"',
      "ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.2' (using password: YES)",
    ],
    not: ['psql: error: connection to server at "db.example" (10.0.0.7), port 5432 failed: Connection refused'],
    source: 'PostgreSQL libpq fe-connect.c; MySQL share/messages_to_clients.txt; Redis src/server.c',
    means: 'error',
    why: 'the network works: the database server answers, and does not let this client in',
    own: true,
  },
];
