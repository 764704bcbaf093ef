import { isTerminalPhase } from '../../flink/statement/phase';
import { awaitResumed, awaitStatement, awaitStopped } from './awaitStatement';
import { changeStatement, type SpecChange } from './changeStatement';
import { phaseOf, type Statement } from './statement';
import type { Statements } from './statements';
import { StatementsError } from './statementsError';

/**
 * Stops a statement and, where `wait` is set, waits until it is STOPPED. One that has already ended, by itself
 * or by a stop, is a success without a request to stop it.
 */
export async function stopStatement(statements: Statements, name: string, wait: boolean): Promise<Statement> {
	const { before, changed } = await changeStatement(statements, name, (statement) =>
		statement.stopped || isTerminalPhase(phaseOf(statement)) || statement.phase === 'DELETING' ? undefined : { stopped: true },
	);
	if (isTerminalPhase(phaseOf(before)) && !changed) return before;
	return wait ? await awaitStopped(statements, name) : await statements.get(name);
}

/**
 * Resumes a stopped statement, on another compute pool or under another principal where `move` says so, and,
 * where `wait` is set, waits until it runs. One that runs as wanted is a success without a PUT.
 *
 * A move is possible only from stopped to running, so a statement that is still STOPPING is waited for first.
 */
export async function resumeStatement(statements: Statements, name: string, move: SpecChange, wait: boolean): Promise<Statement> {
	await awaitStatement(statements, name, { kind: 'phase', phases: ['STOPPED'] }, async (statement) => statement.phase !== 'STOPPING');
	const { before } = await changeStatement(statements, name, (statement) => resumption(statement, move));
	return wait ? await awaitResumed(statements, name, before) : await statements.get(name);
}

function resumption(statement: Statement, move: SpecChange): SpecChange | undefined {
	if (hasEndedForGood(statement)) throw cannotResume(statement);
	if (hasEnded(statement)) return { ...move, stopped: false };
	if (isMovedBy(statement, move)) throw moveWithoutResume(statement);
	return undefined;
}

/** Whether the change names a compute pool or principal that the statement does not have yet. */
export function isMovedBy(statement: Statement, move: SpecChange): boolean {
	const changesPool = move.computePoolId !== undefined && move.computePoolId !== statement.computePoolId;
	const changesPrincipal = move.principal !== undefined && move.principal !== statement.principal;
	return changesPool || changesPrincipal;
}

/** The error for a move without a resume: what it takes depends on whether the statement is stopped. */
export function moveWithoutResume(statement: Statement): StatementsError {
	if (hasEndedForGood(statement)) return cannotResume(statement);
	return new StatementsError({ reason: 'moveWithoutResume', name: statement.name, phase: phaseOf(statement), isStopped: hasEnded(statement) });
}

/** Whether it could be resumed as far as its phase shows. */
function hasEnded({ stopped, phase }: Statement): boolean {
	return stopped || phase === 'STOPPED' || phase === 'FAILED';
}

function hasEndedForGood({ phase }: Statement): boolean {
	return phase === 'COMPLETED' || phase === 'DELETING';
}

function cannotResume(statement: Statement): StatementsError {
	return new StatementsError({ reason: 'cannotResume', name: statement.name, phase: phaseOf(statement) });
}
