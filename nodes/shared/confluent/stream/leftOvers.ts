import type { ResumePoint, StreamPosition } from '../../flink/stream/streamPosition';
import { asError } from '../../language/asError';
import { pause } from '../http/scope/scope';
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

/** Milliseconds after which each to ask again for the results of a statement that was stopped a moment ago. */
const AFTER_STOP_MS = [0, 500, 1_000, 2_000, 3_000];

/**
 * Whether a statement that has stopped still gives the rows that nobody has read. Just after a stop the service may not be
 * ready for a moment; of one that it has stopped itself, it never is again.
 */
export async function isRestThere(statements: Statements, { name }: Statement, { token }: ResumePoint): Promise<boolean> {
	for (const waitMs of AFTER_STOP_MS) {
		await pause(statements.api.scope, waitMs);
		const answer = await ask(statements, name, token);
		if (answer !== 'notReady') return answer === 'there';
	}
	return false;
}

async function isThere(statements: Statements, name: string, { token }: ResumePoint): Promise<boolean> {
	return (await ask(statements, name, token)) !== 'gone';
}

async function ask(statements: Statements, name: string, token: string | undefined): Promise<'there' | 'notReady' | 'gone'> {
	try {
		return (await askAgain(statements, name, token)) ? 'there' : 'notReady';
	} catch (error) {
		if (meaningOf(error) === 'lost') return 'gone';
		throw asError(error);
	}
}
