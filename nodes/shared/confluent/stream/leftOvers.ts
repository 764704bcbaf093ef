import type { ResumePoint, StreamPosition } from '../../flink/stream/streamPosition';
import { asError } from '../../language/asError';
import { askAgain } from '../results/resultPages';
import type { Statement } from '../statements/statement';
import type { Statements } from '../statements/statements';
import { meaningOf } from './streamEnd';

/** The statements that an earlier life of a stream has left, the newest first. Those that are on their way out do not count. */
export async function leftOvers(statements: Statements, label: string): Promise<Statement[]> {
	const { items } = await statements.list({ labels: [label], includeHidden: true, matches: ({ phase }) => phase !== 'DELETING' });
	return items.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
}

/** The one to go on with: that whose rows were given last, as far as that is known, else the newest. */
export function predecessorIn(found: readonly Statement[], position: StreamPosition | undefined): Statement | undefined {
	return found.find((statement) => isOf(position, statement)) ?? found[0];
}

const FIRST_PAGE: ResumePoint = { token: undefined, first: 0, done: 0 };

/**
 * The first of the pages, from which the rows of a statement may be read on, that is still there. Asking for a page leaves it
 * where it is.
 *
 * @returns undefined where none is
 */
export async function resumePoint(statements: Statements, statement: Statement, position: StreamPosition | undefined): Promise<ResumePoint | undefined> {
	for (const point of position !== undefined && isOf(position, statement) ? position.points : [FIRST_PAGE]) {
		if (await isThere(statements, statement.name, point)) return point;
	}
	return undefined;
}

function isOf(position: StreamPosition | undefined, { name, uid }: Statement): boolean {
	return position?.statement === name && position.uid === uid;
}

async function isThere(statements: Statements, name: string, { token }: ResumePoint): Promise<boolean> {
	try {
		await askAgain(statements, name, token);
		return true;
	} catch (error) {
		if (meaningOf(error) === 'lost') return false;
		throw asError(error);
	}
}
