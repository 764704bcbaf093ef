import type { FlinkEndpoint } from '../../confluent/http/endpoint';
import type { Statements } from '../../confluent/statements/statements';
import type { LostAnswer } from '../../confluent/statements/temporaryStatement';
import { answerLostRemark, leftBehindRemark } from '../errors/statementWords';
import { messageOf } from '../errors/wording';
import type { ItemMemory } from '../items/runMemory';
import type { ItemBounds } from '../items/runOperations';
import type { SessionCredential } from '../items/runWithCredential';
import { createScope, statementsClient, SYSTEM_CLOCK } from '../network/clients';

/** What an operation on statements works with, for one item. */
export interface StatementSession {
	/** Ends with the item's deadline, and at once when the execution is cancelled. */
	readonly statements: Statements;
	/** For clean-up: has `seconds` of its own and goes on when the execution was cancelled. */
	readonly afterwards: (seconds: number) => Statements;
	/** Remarks on a statement that could not be deleted and may still run. */
	readonly leftBehind: (name: string, failure: Error) => void;
	/** Remarks on a statement whose submit was not answered. */
	readonly answerLost: (lost: LostAnswer) => void;
	/** A remark for the user at the end of the run. */
	readonly hint: (message: string) => void;
	/** Notes what was created for good, such as `Statement "etl"`. */
	readonly created: (what: string) => void;
	/** What is kept of the item where n8n repeats the run. */
	readonly memory: ItemMemory;
}

/** The session of one item, whose time begins now. Its client is made when it is first asked for. */
export function createStatementSession({ context, endpoint, redact }: SessionCredential<FlinkEndpoint>, bounds: ItemBounds): StatementSession {
	const beganAt = SYSTEM_CLOCK.now();
	let statements: Statements | undefined;
	return {
		get statements() {
			return (statements ??= statementsClient(context(), endpoint, createScope(bounds.owner, bounds.timeoutSeconds, bounds.signal, beganAt), redact));
		},
		afterwards: (seconds) => statementsClient(context(), endpoint, createScope(bounds.owner, seconds)),
		leftBehind: (name, failure) => bounds.hint(leftBehindRemark(name, messageOf(failure))),
		answerLost: (lost) => bounds.hint(answerLostRemark(lost)),
		hint: bounds.hint,
		created: bounds.created,
		memory: bounds.memory,
	};
}
