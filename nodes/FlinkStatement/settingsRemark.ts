import { shownProperties } from '../shared/flink/statement/secretProperty';
import type { StatementSession } from '../shared/n8n/submission/statementSession';

/** Says in a hint which properties SET and USE in the SQL have become: the statement that runs is another text. */
export function remarkOnSettings({ hint }: Pick<StatementSession, 'hint'>, settings: Readonly<Record<string, string>>): void {
	const listed = Object.entries(shownProperties(settings)).map(([name, value]) => `${name} = ${value === '' ? "''" : value}`);
	if (listed.length > 0) hint(`SET and USE in the SQL were sent as statement properties: ${listed.join(', ')}.`);
}
