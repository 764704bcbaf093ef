import { quote } from '../plan/literalSql';
import { RAISED } from '../run/runtimeError';

/** SQL that fails with a message of Flink's; `detail` is SQL of a text that follows it. */
export function raised(message: string, detail?: string): string {
	const text = quote(RAISED + message);
	return `error(${detail === undefined ? text : `${text} || ${detail}`})`;
}
