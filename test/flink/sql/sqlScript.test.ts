import fc from 'fast-check';
import { readScript, SqlScriptError, type ScriptFacts } from '../../../nodes/shared/flink/sql/sqlScript';

const [CATALOG, DATABASE] = ['sql.current-catalog', 'sql.current-database'];

describe('SQL without settings is left as it is, but for white space around it', () => {
	it.each([
		['SELECT 1'],
		['SELECT 1;'],
		['SELECT 1;;  ;'],
		[';SELECT 1'],
		['SELECT 1; -- done'],
		["-- SET 'a' = 'b';\nSELECT 1"],
		["/* USE x; */ SELECT 1"],
		["SELECT ';SET' AS `a;b`"],
		["SELECT 'it''s; fine'"],
		["SELECT E'a\\';b'"],
		['SELECT "a;b"'],
		["SELECT 'never closed; SELECT 2"],
		['SELECT * FROM `use`'],
		['SELECT `set` FROM t'],
		["ALTER TABLE t SET ('a' = 'b')"],
		["ALTER TABLE t RESET ('a')"],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;'],
		['execute statement set\n-- both\nbegin insert into a select 1; insert into b select 2; end'],
		['EXECUTE STATEMENT/**/SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN CASE y WHEN 1 THEN 2 END END FROM t; INSERT INTO b SELECT 2; END'],
		['EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;'],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT `end` FROM t; INSERT INTO b SELECT 2; END;'],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;'],
		['CREATE TABLE t /*+ OPTIONS(\'a\' = \';\') */ (a INT)'],
	])('%s', (sql) => {
		expect(readScript(sql)).toEqual({ sql, settings: {} });
		expect(readScript(`\n ${sql}\t`)).toEqual({ sql, settings: {} });
	});
});

describe('settings before the statement', () => {
	it.each<[string, string, Record<string, string>]>([
		["SET 'sql.state-ttl' = '1 h'; SELECT 1", 'SELECT 1', { 'sql.state-ttl': '1 h' }],
		["set'sql.state-ttl'='1 h';SELECT 1;", 'SELECT 1;', { 'sql.state-ttl': '1 h' }],
		["SET ' sql.state-ttl ' = ' 1 h ';SELECT 1", 'SELECT 1', { 'sql.state-ttl': ' 1 h ' }],
		["SET 'k' = 'it''s; a = ''b'''; SELECT 1", 'SELECT 1', { k: "it's; a = 'b'" }],
		["SET 'k' = ''; SELECT 1", 'SELECT 1', { k: '' }],
		["SET 'k' = 'a\nb'; SELECT 1", 'SELECT 1', { k: 'a\nb' }],
		["SET 'k' = '-- no comment'; -- one\nSELECT 1", '-- one\nSELECT 1', { k: '-- no comment' }],
		["-- why\nSET /* what */ 'k' /* is */ = // now\n 'v' -- end\n;\n\nSELECT 1", 'SELECT 1', { k: 'v' }],
		["SET 'a' = '1';\nSET 'b' = '2';;\nSELECT 1", 'SELECT 1', { a: '1', b: '2' }],
		["SET 'a' = '1'; SET 'a' = '2'; SELECT 1", 'SELECT 1', { a: '2' }],
		["SET '__proto__' = 'x'; SELECT 1", 'SELECT 1', JSON.parse('{"__proto__":"x"}') as Record<string, string>],
		['USE CATALOG `my env`; SELECT 1', 'SELECT 1', { [CATALOG]: 'my env' }],
		['use catalog env-a1b2c3; SELECT 1', 'SELECT 1', { [CATALOG]: 'env-a1b2c3' }],
		['USE CATALOG default;\nUSE cluster_0;\nSELECT 1', 'SELECT 1', { [CATALOG]: 'default', [DATABASE]: 'cluster_0' }],
		['USE lkc-a1b2c3; SELECT 1', 'SELECT 1', { [DATABASE]: 'lkc-a1b2c3' }],
		['USE `a;b`; SELECT 1', 'SELECT 1', { [DATABASE]: 'a;b' }],
		['USE `a``b`.`c.d`; SELECT 1', 'SELECT 1', { [CATALOG]: 'a`b', [DATABASE]: 'c.d' }],
		['USE my-env . `Größe`; SELECT 1', 'SELECT 1', { [CATALOG]: 'my-env', [DATABASE]: 'Größe' }],
		['USE `catalog`; SELECT 1', 'SELECT 1', { [DATABASE]: 'catalog' }],
		['USE x.y; USE CATALOG z; SELECT 1', 'SELECT 1', { [CATALOG]: 'z' }],
		['USE CATALOG z; USE y; SELECT 1', 'SELECT 1', { [CATALOG]: 'z', [DATABASE]: 'y' }],
		[`SET '${CATALOG}' = 'a'; SET '${DATABASE}' = 'b'; SELECT 1`, 'SELECT 1', { [CATALOG]: 'a', [DATABASE]: 'b' }],
		[`SET '${DATABASE}' = 'b'; USE CATALOG a; SELECT 1`, 'SELECT 1', { [CATALOG]: 'a' }],
		["SET 'k' = 'v'; EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;", 'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;', { k: 'v' }],
	])('%j', (text, sql, settings) => {
		expect(readScript(text)).toEqual({ sql, settings });
	});
});

describe('what is refused, with the reason', () => {
	it.each<[string, ScriptFacts]>([
		['-- nothing', { reason: 'noStatement', settings: 0 }],
		[' ;; /* a */ ;', { reason: 'noStatement', settings: 0 }],
		["SET 'k' = 'v'", { reason: 'noStatement', settings: 1 }],
		["SET 'k' = 'v'; USE x; -- and?", { reason: 'noStatement', settings: 2 }],
		['SELECT 1; SELECT 2', { reason: 'severalStatements', count: 2 }],
		["SET 'k' = 'v'; CREATE TABLE t (a INT); INSERT INTO t SELECT 1; SELECT * FROM t;", { reason: 'severalStatements', count: 3 }],
		["SELECT 1; SET 'k' = 'v'; SELECT 2", { reason: 'severalStatements', count: 2 }],
		['EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END; SELECT 1', { reason: 'severalStatements', count: 2 }],
		['EXECUTE STATEMENT SET; BEGIN; INSERT INTO a SELECT 1; END;', { reason: 'severalStatements', count: 4 }],
		['SELECT CASE WHEN a THEN 1 END FROM t; SELECT 2', { reason: 'severalStatements', count: 2 }],
		["SELECT 1; SET 'k' = 'v';", { reason: 'settingAfterStatement', verb: 'SET' }],
		['SELECT 1; USE x', { reason: 'settingAfterStatement', verb: 'USE' }],
		['SET; SELECT 1', { reason: 'settingsAsked' }],
		['SET', { reason: 'settingsAsked' }],
		['SET -- all\n;', { reason: 'settingsAsked' }],
		["RESET 'k'; SELECT 1", { reason: 'resetSetting' }],
		['reset', { reason: 'resetSetting' }],
		['SELECT 1; RESET;', { reason: 'resetSetting' }],
		["SET 'client.service-account' = 'sa-1'; SELECT 1", { reason: 'shellSetting', name: 'client.service-account' }],
		['BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;', { reason: 'shellStatementSet' }],
		['BEGIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;', { reason: 'shellStatementSet' }],
		...["SET sql.state-ttl = '1 h'", 'SET sql.state-ttl = 1', "SET 'k' = v", "SET 'k'", "SET 'k' =", "SET = 'v'", "SET 'k' 'v'", "SET '' = 'v'", "SET ' ' = 'v'", "SET 'k' = 'v' 'w'", "SET 'k' = E'v'", "SET `k` = 'v'", 'SET "k" = "v"', "SET 'k' == 'v'", "SET 'k' = 42"].map((sql): [string, ScriptFacts] => [`${sql}; SELECT 1`, { reason: 'settingForm', verb: 'SET' }]),
		["SET 'k' = 'v; SELECT 1", { reason: 'settingForm', verb: 'SET' }],
		...['USE', 'USE CATALOG', 'USE CATALOG a.b', 'USE CATALOG a b', 'USE a.b.c', 'USE a.', 'USE .a', "USE 'a'", 'USE "a"', 'USE a b', 'USE a - b', 'USE -a', 'USE ``', 'USE DATABASE a', 'USE MODULES core, hive', 'USE a@b'].map((sql): [string, ScriptFacts] => [`${sql}; SELECT 1`, { reason: 'settingForm', verb: 'USE' }]),
		['USE `a; SELECT 1', { reason: 'settingForm', verb: 'USE' }],
	])('%j', (sql, facts) => {
		expect(() => readScript(sql)).toThrow(expect.objectContaining({ facts }));
		expect(() => readScript(sql)).toThrow(SqlScriptError);
	});
});

it('a setting comes back as it was quoted, whatever is in it', () => {
	const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
	const named = (text: string) => `\`${text.replaceAll('`', '``')}\``;
	const name = fc.string({ minLength: 1 }).map((text) => `k${text}k`);
	fc.assert(
		fc.property(name, fc.string(), name, name, (key, value, catalog, database) => {
			const text = `SET ${quoted(key)} = ${quoted(value)};USE ${named(catalog)}.${named(database)};SELECT 1`;
			expect(readScript(text)).toEqual({ sql: 'SELECT 1', settings: { [key]: value, [CATALOG]: catalog, [DATABASE]: database } });
		}),
	);
});

it('what is within quotes and comments ends no statement', () => {
	const inside = fc.string({ unit: fc.constantFrom('a', ' ', ';', 'SET ', 'END ', 'CASE ') });
	const piece = fc.oneof(inside.map((text) => `'${text}'`), inside.map((text) => `\`${text}\``), inside.map((text) => `/* ${text} */`), inside.map((text) => `-- ${text}\n`));
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const sql = `SELECT ${pieces.join(' ')} x`;
			expect(readScript(sql)).toEqual({ sql, settings: {} });
			expect(readScript(`SET 'k' = 'v';${sql}`)).toEqual({ sql, settings: { k: 'v' } });
			expect(() => readScript(`${sql};${sql}`)).toThrow(SqlScriptError);
		}),
	);
});

it('takes time linear in the length', () => {
	const startedAt = performance.now();
	readScript(`SELECT ${'CASE WHEN a THEN 1 END, '.repeat(5_000)}1`);
	readScript(`${"SET 'k' = 'v';".repeat(8_000)}SELECT 1`);
	expect(() => readScript('SELECT 1;'.repeat(12_000))).toThrow(SqlScriptError);
	expect(performance.now() - startedAt).toBeLessThan(5_000);
});
