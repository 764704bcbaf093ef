import { isSameSql } from '../../flink/sql/sameSql';
import { awaitDeleted } from './awaitStatement';
import { isUsable, nameTaken, Posting } from './posting';
import type { Statement } from './statement';
import type { StatementDraft, Statements } from './statements';

/** What to do when the name is taken: an error, or take the statement if its SQL is the same. */
export type IfTaken = 'fail' | 'reuse';

/**
 * Submits a statement exactly once.
 *
 * @param posting of this draft, for a caller that wants to know how clear the answers were
 * @throws StatementsError when the name is taken; UnclearOutcomeError when it cannot be found out whether it was
 * created; ApiError and TransportError for everything else
 */
export async function submitStatement(statements: Statements, draft: StatementDraft, ifTaken: IfTaken, posting = new Posting(statements, draft)): Promise<Statement> {
	for (;;) {
		const posted = await posting.untilClear();
		if ('created' in posted) return posted.created;
		const { taken } = posted;
		if (ifTaken === 'fail' || !isSameSql(taken.sql, draft.sql)) throw nameTaken(draft.name, taken, ifTaken === 'reuse');
		if (isUsable(taken)) return taken;
		await awaitDeleted(statements, draft.name, taken.uid);
	}
}
