import type { INodeParameters } from 'n8n-workflow';
import { createDuckDbEngine } from '../../../emulator';
import { QueryHost } from './queryHost';

const host = QueryHost.perTest({ engine: () => createDuckDbEngine() });

const MARKETPLACE = { 'sql.current-catalog': 'examples', 'sql.current-database': 'marketplace' };
const SCRIPT = "-- from a workspace\nUSE CATALOG `examples`;\nUSE `marketplace`;\nSET 'sql.state-ttl' = '1 h';\n\nSELECT COUNT(*) AS n FROM orders;";
const HINT = 'SET and USE in the SQL were sent as statement properties: sql.current-catalog = examples, sql.current-database = marketplace, sql.state-ttl = 1 h.';

const property = (name: string, value: string) => ({ properties: { property: [{ name, value }] } });

describe('SQL as it is pasted from a workspace', () => {
	it.each<[string, INodeParameters]>([
		['executeQuery', { operation: 'executeQuery' }],
		['validate', { operation: 'validate' }],
		['submit', { operation: 'submit', options: { waitFor: 'running' } }],
	])('runs: %s', async (_operation, parameters) => {
		const { json, error, hints } = await host.run({ ...parameters, sql: SCRIPT });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(json[0]).not.toMatchObject({ valid: false });
		expect(hints).toContain(HINT);
		expect(host.submitted()).toHaveLength(1);
		expect(host.submitted()[0]).toMatchObject({ spec: { statement: 'SELECT COUNT(*) AS n FROM orders;', properties: { ...MARKETPLACE, 'sql.state-ttl': '1 h' } } });
	});

	it('is what the service refuses as it stands, in words that help nobody', async () => {
		const { baseUrl, flinkApi } = host.emulator;
		const url = `${baseUrl}/sql/v1/organizations/${flinkApi.organizationId}/environments/${flinkApi.environmentId}/statements`;
		const headers = { authorization: `Basic ${Buffer.from(`${flinkApi.apiKeyId}:${flinkApi.apiSecret}`).toString('base64')}`, 'content-type': 'application/json' };
		await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name: 'raw', spec: { statement: SCRIPT, properties: {} } }) });
		const { json } = await host.run({ operation: 'get', statement: { __rl: true, mode: 'name', value: 'raw' } });
		expect(json[0]).toMatchObject({ phase: 'FAILED', detail: expect.stringMatching(/^Only a single statement is supported/) });
	});

	it('may be a statement set', async () => {
		await host.run({ operation: 'executeQuery', sql: 'CREATE TABLE a (n INT)', options: { catalog: 'default', database: 'cluster_0' } });
		await host.run({ operation: 'executeQuery', sql: 'CREATE TABLE b (n INT)', options: { catalog: 'default', database: 'cluster_0' } });
		const sql = 'USE `default`.`cluster_0`; EXECUTE STATEMENT SET BEGIN INSERT INTO a VALUES (1); INSERT INTO b SELECT CASE WHEN TRUE THEN 2 END; END;';
		const { error, json } = await host.run({ operation: 'submit', sql, options: { waitFor: 'completed' } });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ phase: 'COMPLETED', sqlKind: 'STATEMENT_SET' });
	});

	it('takes query parameters, in its settings too', async () => {
		const parameter = [
			{ name: 'catalog', type: 'identifier', value: 'examples' },
			{ name: 'ttl', type: 'string', value: "it's; --" },
			{ name: 'n', type: 'number', value: '7' },
		];
		const { json, error } = await host.run({ operation: 'executeQuery', sql: "USE CATALOG :catalog; SET 'app.note' = :ttl; SELECT :n AS n", options: { queryParameters: { parameter } } });
		expect(error).toBeUndefined();
		expect(json).toEqual([{ n: 7 }]);
		expect(host.submitted()[0]).toMatchObject({ spec: { statement: 'SELECT 7 AS n', properties: { 'sql.current-catalog': 'examples', 'app.note': "it's; --" } } });
	});

	it('is the same statement as the one that it became: Reuse compares what is sent', async () => {
		const submit = { operation: 'submit', sql: SCRIPT, statementName: 'pasted', options: { onNameConflict: 'reuse' } };
		const { json: first } = await host.run(submit);
		const { json: second, error } = await host.run({ ...submit, sql: 'SELECT COUNT(*) AS n FROM orders', options: { ...submit.options, catalog: 'examples', database: 'marketplace' } });
		expect(error).toBeUndefined();
		expect(second[0]?.['uid']).toBe(first[0]?.['uid']);
	});

	it('shows no secret in the hint', async () => {
		const { hints } = await host.run({ operation: 'submit', sql: "SET 'sql.secrets.key' = 'sk-1234567'; SELECT 1" });
		expect(hints).toContain('SET and USE in the SQL were sent as statement properties: sql.secrets.key = hidden.');
		expect(host.submitted()[0]).toMatchObject({ spec: { properties: { 'sql.secrets.key': 'sk-1234567' } } });
	});

	it('leaves SQL without settings, and says nothing', async () => {
		const { hints } = await host.run({ operation: 'submit', sql: "SELECT 'SET'; -- USE x;" });
		expect(hints).toEqual([]);
		expect(host.submitted()[0]).toMatchObject({ spec: { statement: "SELECT 'SET'; -- USE x;", properties: {} } });
	});

	it('says the same as the node without a word', async () => {
		const { error } = await host.run({ operation: 'submit', sql: 'USE CATALOG `examples`; SELECT 1', options: { catalog: 'examples' } });
		expect(error).toBeUndefined();
	});

	it('counts more than the field that asks for a snapshot', async () => {
		await host.run({ operation: 'executeQuery', sql: "SET 'sql.snapshot.mode' = 'off'; SELECT 1" });
		expect(host.submitted()[0]).toMatchObject({ spec: { properties: { 'sql.snapshot.mode': 'off' } } });
	});
});

describe('what cannot be one statement is reported before anything is sent', () => {
	it.each<[string, string, INodeParameters, RegExp, RegExp]>([
		['more statements', 'SELECT 1; SELECT 2', {}, /^The SQL has 2 statements/, /EXECUTE STATEMENT SET BEGIN/],
		['settings alone', "SET 'a' = 'b';", {}, /^The SQL has settings \(SET, USE\), but no statement/, /Write the statement/],
		['RESET', "RESET 'a'; SELECT 1", {}, /^The SQL has RESET/, /Remove it/],
		['a SET that only lists', 'SET; SELECT 1', {}, /^The SQL has a SET without name and value/, /Remove it/],
		['a SET that cannot be read', 'SET a = b; SELECT 1', {}, /^A SET in the SQL cannot be read/, /single quotes/],
		['a USE that cannot be read', 'USE a b; SELECT 1', {}, /^A USE in the SQL cannot be read/, /USE CATALOG/],
		['a SET after the statement', "SELECT 1; SET 'a' = 'b'", {}, /^The SQL has SET after its statement/, /before its statement/],
		["a setting of Confluent's shell", "SET 'client.service-account' = 'sa-1'; SELECT 1", {}, /"client.service-account" is a setting of Confluent's SQL shell/, /'Principal'/],
		['such a setting as a property', 'SELECT 1', property('client.output-format', 'plain-text'), /"client.output-format" is a setting of Confluent's SQL shell/, /Remove it/],
		['what the node says otherwise', 'USE CATALOG a; SELECT 1', { catalog: 'b' }, /^The SQL and the options give property sql.current-catalog different values/, /Keep one/],
		['what a property says otherwise', "SET 'sql.state-ttl' = '1 h'; SELECT 1", property('sql.state-ttl', '2 h'), /^The SQL and the options give property sql.state-ttl different values/, /Keep one/],
	])('%s', async (_case, sql, options, message, advice) => {
		for (const operation of ['executeQuery', 'submit', 'validate']) {
			const { error } = await host.run({ operation, sql, options });
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(advice);
		}
		expect(host.calls()).toEqual([]);
	});
});
