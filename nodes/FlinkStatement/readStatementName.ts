import { validateExistingName } from '../shared/flink/statement/statementName';
import { checkedStatementName } from '../shared/n8n/parameters/identifiers';
import type { Parameters } from '../shared/n8n/parameters/parameters';

/** The statement chosen in the locator; a name that cannot exist is reported before anything is sent. */
export function readStatementName(parameters: Parameters): string {
	const name = parameters.text('statement', 'Statement');
	if (name === '') throw parameters.invalid('No statement is chosen', 'Choose one from the list, or enter its name.');
	return checkedStatementName(parameters, name, validateExistingName, "Correct 'Statement'.");
}

/** What errors call the statement of an item. */
export function statementSubject({ name }: { readonly name: string }): string {
	return `Statement "${name}"`;
}
