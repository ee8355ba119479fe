// Loaded into a gateway by NODE_OPTIONS: kills the process at one step of a notification. The gateway
// contains nothing of it.
// EBOK_KILL_AT: after-notice, after-posting, before-commit, after-commit, before-answer.
const http = require('node:http');

const at = process.env.EBOK_KILL_AT;
const die = () => process.kill(process.pid, 'SIGKILL');
/** Connections that have written a notification down and not committed it. */
const noted = new WeakSet();

function before(connection, sql) {
  if (/^COMMIT/i.test(sql) && noted.has(connection) && at === 'before-commit') die();
}
function after(connection, sql) {
  if (/^INSERT INTO payment_notices/i.test(sql)) {
    noted.add(connection);
    if (at === 'after-notice') die();
  }
  if (/^INSERT INTO postings/i.test(sql) && at === 'after-posting') die();
  if (/^COMMIT/i.test(sql) && noted.has(connection) && at === 'after-commit') die();
}

const Sqlite = require(Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3');
const { prepare } = Sqlite.prototype;
Sqlite.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  const { run } = statement;
  statement.run = (...parameters) => {
    before(this, sql);
    const result = run.apply(statement, parameters);
    after(this, sql);
    return result;
  };
  return statement;
};

const connections = Object.getPrototypeOf(require('mysql2').Connection.prototype);
const { query } = connections;
connections.query = function (sql, ...more) {
  const text = typeof sql === 'string' ? sql : sql.sql;
  before(this, text);
  const done = more.findIndex((one) => typeof one === 'function');
  if (done >= 0) {
    const call = more[done];
    more[done] = (error, ...results) => {
      if (!error) after(this, text);
      call(error, ...results);
    };
  }
  return query.call(this, sql, ...more);
};

const { end } = http.ServerResponse.prototype;
http.ServerResponse.prototype.end = function (...parameters) {
  if (at === 'before-answer' && this.req.url === '/payments/autopay/itn') die();
  return end.apply(this, parameters);
};
