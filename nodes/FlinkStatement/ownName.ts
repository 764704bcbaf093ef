import { StatementsError } from '../shared/confluent/statements/statementsError';
import { asError } from '../shared/language/asError';
import { generatedName } from './readDraft';
import type { StatementSession } from './session';

/**
 * Submits under a generated name that stays the same where n8n repeats the item, so that the repeat finds what was
 * submitted. A statement that has ended badly, or is gone, is nothing to go on with: a repeat takes another name then.
 */
export async function underOwnName<T>({ statements, memory }: StatementSession, workflowName: string, work: (name: string) => Promise<T>): Promise<T> {
	memory.ownId ??= generatedName(statements, workflowName);
	try {
		return await work(memory.ownId);
	} catch (error) {
		if (isOver(error)) memory.ownId = undefined;
		throw asError(error);
	}
}

const OVER: ReadonlySet<string> = new Set(['statementFailed', 'endedElsewhere', 'statementGone']);

function isOver(error: unknown): boolean {
	return error instanceof StatementsError && OVER.has(error.facts.reason);
}
