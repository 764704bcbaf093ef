import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { StatementException } from '../shared/confluent/statements/statement';
import type { Sighting } from '../shared/confluent/watch/seenStatement';
import type { WatchEvent } from '../shared/flink/watch/watch';
import { secretsIn } from '../shared/flink/statement/secretProperty';
import { withoutSecrets } from '../shared/language/withoutSecrets';
import { statementOutput, type StatementShape } from '../shared/n8n/output/statementOutput';

/** The exceptions of a failed statement, or why they could not be read: the failure is reported all the same. */
export type ExceptionsAnswer = readonly StatementException[] | { readonly unavailable: string };

export interface Change {
	readonly event: WatchEvent;
	/** Undefined where the statement is gone. */
	readonly sighting: Sighting | undefined;
	/** Undefined where they were not asked for. */
	readonly exceptions: ExceptionsAnswer | undefined;
}

/** @param observedAt epoch milliseconds at which the poll that saw the change began */
export function changeItem({ event, sighting, exceptions }: Change, observedAt: number, shape: StatementShape): INodeExecutionData {
	const json: IDataObject = {
		event: event.type,
		name: event.name,
		uid: event.uid,
		phase: event.phase,
		previousPhase: event.previousPhase,
		observedAt: new Date(observedAt).toISOString(),
		eventKey: eventKey(event, sighting),
		statement: sighting === undefined ? null : statementOutput(sighting.statement, shape),
		...exceptionFields(exceptions, secretsIn(sighting?.statement.properties ?? {})),
	};
	return { json };
}

/** The same for the same change reported twice, which a kill of n8n can cause; another for another stay in the phase. */
function eventKey({ uid, phase }: WatchEvent, sighting: Sighting | undefined): string {
	return sighting === undefined ? `${uid}/${phase}` : `${uid}/${phase}/${sighting.endedAt ?? sighting.updatedAt ?? ''}`;
}

function exceptionFields(exceptions: ExceptionsAnswer | undefined, secrets: readonly string[]): IDataObject {
	if (exceptions === undefined) return {};
	if ('unavailable' in exceptions) return { exceptions: [], exceptionsUnavailable: exceptions.unavailable };
	return { exceptions: exceptions.map(({ name, message, timestamp }) => ({ name, message: withoutSecrets(message, secrets), timestamp: timestamp ?? null })) };
}
