import type { StatementDraft, Statements } from '../shared/confluent/statements/statements';
import { generateStatementName } from '../shared/flink/statement/statementName';
import type { Parameters } from '../shared/n8n/parameters/parameters';
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

/** A name for a statement that the user did not name. */
export function generatedName({ api: { scope } }: Statements, workflowName: string): string {
	return generateStatementName({ prefix: 'n8n', hint: workflowName, now: scope.clock.now(), random: scope.random });
}
