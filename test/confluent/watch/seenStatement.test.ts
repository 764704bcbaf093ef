import { seenStatement } from '../../../nodes/shared/confluent/watch/seenStatement';
import { statementFrom } from '../../../nodes/shared/confluent/statements/statement';
import { statementBody } from '../statements/scriptedStatements';

function seen(metadata: Record<string, string>) {
	const statement = statementFrom({ ...statementBody(), metadata });
	if (statement === undefined) throw new Error('not a statement');
	return seenStatement(statement);
}

test('the year 1, with which the service says that there was no write, is no time to tell changes apart by', () => {
	expect(seen({ uid: 'u', updated_at: '0001-01-01T00:00:00Z' }).updatedAt).toBeNull();
	expect(seen({ uid: 'u', updated_at: '2026-01-01T00:00:00Z' }).updatedAt).toBe(Date.UTC(2026, 0, 1));
});
