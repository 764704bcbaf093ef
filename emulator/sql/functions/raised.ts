import { quote } from '../bound/literalSql';

/** What stands before the text of an error that the SQL raises itself. */
export const RAISED = 'flink: ';

/** SQL that fails with a message of Flink's; `detail` is SQL of a text that follows it. */
export function raised(message: string, detail?: string): string {
	const text = quote(RAISED + message);
	return `error(${detail === undefined ? text : `${text} || ${detail}`})`;
}
