import { StatementsError } from '../shared/confluent/statements/statementsError';
import { asError } from '../shared/language/asError';
import type { ItemMemory } from '../shared/n8n/items/runMemory';
import { generatedName } from '../shared/n8n/submission/readDraft';
import type { StatementSession } from '../shared/n8n/submission/statementSession';

/**
 * Works under a generated name that stays the same where n8n repeats the item, so that the repeat finds what was
 * submitted.
 */
export async function underOwnName<T>({ statements, memory }: StatementSession, workflowName: string, work: (name: string) => Promise<T>): Promise<T> {
	const name = (memory.ownId ??= generatedName(statements, workflowName));
	return await leavingWhatIsOver(memory, async () => await work(name));
}

/** A statement that has ended badly, or is gone, is nothing that a repeat could go on with. */
export async function leavingWhatIsOver<T>(memory: ItemMemory, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (isOver(error)) memory.ownId = undefined;
		throw asError(error);
	}
}

const OVER: ReadonlySet<string> = new Set(['statementFailed', 'endedElsewhere', 'statementGone']);

function isOver(error: unknown): boolean {
	return error instanceof StatementsError && OVER.has(error.facts.reason);
}
