import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Statement, StatementException } from '../shared/confluent/statements/statement';
import { seenStatement } from '../shared/confluent/watch/seenStatement';
import type { WatchEvent } from '../shared/flink/watch/watch';
import { statementOutput } from '../shared/n8n/output/statementOutput';

/** The exceptions of a failed statement, or why they could not be read: the failure is told all the same. */
export type ExceptionsAnswer = readonly StatementException[] | { readonly unavailable: string };

/** What an item is made of. */
export interface Change {
	readonly event: WatchEvent;
	/** Undefined where it is gone. */
	readonly statement: Statement | undefined;
	/** Undefined where they were not asked for. */
	readonly exceptions: ExceptionsAnswer | undefined;
}

/**
 * The item of one change.
 *
 * @param observedAt epoch milliseconds at which the poll that saw it began
 */
export function changeItem({ event, statement, exceptions }: Change, observedAt: number, simplify: boolean): INodeExecutionData {
	const json: IDataObject = {
		event: event.type,
		name: event.name,
		uid: event.uid,
		phase: event.phase,
		previousPhase: event.previousPhase,
		observedAt: new Date(observedAt).toISOString(),
		eventKey: eventKey(event, statement),
		statement: statement === undefined ? null : statementOutput(statement, simplify),
		...exceptionFields(exceptions),
	};
	return { json };
}

/**
 * Equal for the same change told twice, which happens when n8n is killed between starting the workflow and
 * saving the trigger's state; different for another stay in the same phase.
 */
function eventKey({ uid, phase }: WatchEvent, statement: Statement | undefined): string {
	if (statement === undefined) return `${uid}/${phase}`;
	const { endedAt, updatedAt } = seenStatement(statement);
	return `${uid}/${phase}/${endedAt ?? updatedAt ?? ''}`;
}

function exceptionFields(exceptions: ExceptionsAnswer | undefined): IDataObject {
	if (exceptions === undefined) return {};
	if ('unavailable' in exceptions) return { exceptions: [], exceptionsUnavailable: exceptions.unavailable };
	return { exceptions: exceptions.map(({ name, message, timestamp }) => ({ name, message, timestamp: timestamp ?? null })) };
}
