import { bindScript } from '../../../nodes/shared/flink/sql/boundScript';
import type { QueryParameter } from '../../../nodes/shared/flink/sql/queryParameters';

const parameter = (name: string, type: QueryParameter['type'], value: unknown): QueryParameter => ({ name, type, value });

describe('query parameters in a script', () => {
	it('may stand in settings, and cannot change what is around them', () => {
		const sql = "SET 'sql.state-ttl' = :ttl; USE :catalog.:database; SELECT :ttl";
		const parameters = [parameter('ttl', 'string', "1 h'; USE x; --"), parameter('catalog', 'identifier', 'my`env'), parameter('database', 'identifier', 'a.b;')];
		expect(bindScript(sql, parameters, undefined)).toEqual({
			sql: "SELECT '1 h''; USE x; --'",
			settings: { 'sql.state-ttl': "1 h'; USE x; --", 'sql.current-catalog': 'my`env', 'sql.current-database': 'a.b;' },
		});
	});

	it('in SET have to be text', () => {
		expect(() => bindScript("SET 'k' = :n; SELECT 1", [parameter('n', 'number', 4)], undefined)).toThrow(expect.objectContaining({ facts: { reason: 'settingForm', verb: 'SET' } }));
	});

	it('count as used there', () => {
		expect(bindScript("SET 'k' = :v; SELECT 1", [parameter('v', 'string', 'x')], undefined).settings).toEqual({ k: 'x' });
		expect(() => bindScript("SET 'k' = ':v'; SELECT 1", [parameter('v', 'string', 'x')], undefined)).toThrow(expect.objectContaining({ facts: { reason: 'parametersUnused', names: ['v'] } }));
	});

	const moment = parameter('at', 'timestampLtz', '2026-01-31T12:30:00Z');
	const TOKYO = "SET 'sql.local-time-zone' = 'Asia/Tokyo'; SELECT :at";

	it.each([
		['SELECT :at', undefined, 'CAST('],
		['SELECT :at', 'Asia/Tokyo', 'TO_TIMESTAMP_LTZ('],
		[TOKYO, undefined, 'TO_TIMESTAMP_LTZ('],
		["SET 'sql.local-time-zone' = 'UTC'; SELECT :at", 'Asia/Tokyo', 'CAST('],
	])('are moments in the time zone of the statement: %j, else %s', (sql, zone, literal) => {
		expect(bindScript(sql, [moment], zone).sql).toContain(`SELECT ${literal}`);
	});
});
