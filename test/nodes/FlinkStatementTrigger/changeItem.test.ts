import { changeItem } from '../../../nodes/FlinkStatementTrigger/changeItem';
import { statementFrom } from '../../../nodes/shared/confluent/statements/statement';
import { seenStatement } from '../../../nodes/shared/confluent/watch/seenStatement';
import { isRecord } from '../../../nodes/shared/language/guards';
import { statementBody } from '../../confluent/statements/scriptedStatements';

test('the key of an end is when it ended, not the last write: a label that is changed later is no other end', () => {
	const { status, ...rest } = statementBody({ phase: 'STOPPED' });
	const raw = {
		...rest,
		metadata: { uid: 'u', updated_at: '2026-01-02T00:00:00Z' },
		status: { ...(isRecord(status) ? status : {}), end_time: '2026-01-01T00:00:00Z' },
	};
	const event = { type: 'phaseChanged', uid: 'u', name: 'q', phase: 'STOPPED', previousPhase: null } as const;
	const { json } = changeItem({ event, sighting: seenStatement(statementFrom(raw)!), exceptions: undefined }, 0, { simplify: true, moreFields: [] });
	expect(json['eventKey']).toBe(`u/STOPPED/${Date.UTC(2026, 0, 1)}`);
});
