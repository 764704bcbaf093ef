import { HIDDEN_LABEL } from '../../confluent/statements/labels';
import type { StatementDraft, Statements } from '../../confluent/statements/statements';
import { generateStatementName } from '../../flink/statement/statementName';
import type { Parameters } from '../parameters/parameters';
import { readSubmission, type Submission } from './readSubmission';

/** A statement that is submitted under a generated name, since it does not outlive the operation. */
export interface UnnamedSubmission extends Submission {
	readonly workflowName: string;
}

export function readUnnamedSubmission(parameters: Parameters): UnnamedSubmission {
	return { ...readSubmission(parameters), workflowName: parameters.workflowName() };
}

export function namedDraft(statements: Statements, { workflowName, ...submission }: UnnamedSubmission): StatementDraft {
	return { ...submission, name: generatedName(statements, workflowName), hasGeneratedName: true };
}

/** A draft of a statement that only serves the operation and is deleted after it: lists leave it out, unless it is to be shown. */
export function temporaryDraft(statements: Statements, submission: UnnamedSubmission, isShown: boolean): StatementDraft {
	const draft = namedDraft(statements, submission);
	return isShown ? draft : { ...draft, labels: [...submission.labels, HIDDEN_LABEL] };
}

/** A name for a statement that the user did not name. */
export function generatedName({ api: { scope } }: Statements, workflowName: string): string {
	return generateStatementName({ prefix: 'n8n', hint: workflowName, now: scope.clock.now(), random: scope.random });
}
