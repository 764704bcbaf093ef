import { shownSql } from '../../statements/shownSql';
import { at, Session } from '../session';

describe('shownSql', () => {
	const sql = "CREATE CONNECTION c WITH ('type' = 'openai', 'api-key' = 'sk''1', 'aws-secret-key'='x', 'endpoint' = 'https://e')";

	it.each<[string, string | null, string]>([
		[sql, '******', "CREATE CONNECTION c WITH ('type' = 'openai', 'api-key' = '******', 'aws-secret-key'='******', 'endpoint' = 'https://e')"],
		[sql, '<REDACTED>', sql.replace("'sk''1'", "'<REDACTED>'").replace("'x'", "'<REDACTED>'")],
		[sql, null, sql],
		["SELECT 'api-key' = 'x'", '******', "SELECT 'api-key' = 'x'"],
	])('%s with %s', (text, mask, expected) => {
		expect(shownSql(text, mask)).toBe(expected);
	});

	it('is what answers have, and what a PUT may have', async () => {
		const session = await Session.start();
		const answer = await session.submit('c', sql);
		expect(at(answer.body, 'spec', 'statement')).toBe(shownSql(sql, '******'));
		expect((await session.update('c', { stopped: true })).status).toBe(202);
		session.control.configure({ secretMask: null });
		expect(at((await session.get(`${session.statements}/c`)).body, 'spec', 'statement')).toBe(sql);
		await session.close();
	});
});
