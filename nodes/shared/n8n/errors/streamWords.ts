import type { StreamEvent, StreamFacts } from '../../confluent/stream/streamError';
import type { Words } from './words';

const GOES_ON = 'Use a query that keeps running, such as SELECT * FROM orders WHERE price > 1000.';

/** @param inner the words of the error that led to this one */
export function streamWords(facts: StreamFacts, inner: Words): Words {
	switch (facts.reason) {
		case 'streamWithoutRows':
			return {
				message: `Statement "${facts.name}" returns no rows${facts.sqlKind === undefined ? '' : `: its kind is ${facts.sqlKind}`}`,
				nextStep: `${GOES_ON} For SQL that writes or creates a table, use Flink Statement.`,
			};
		case 'streamEnds':
			return {
				message: `The query of statement "${facts.name}" ends by itself`,
				nextStep: `${GOES_ON} Remove LIMIT, and properties that end the query, such as sql.snapshot.mode. For a query that ends, use a Schedule Trigger with Execute Query.`,
			};
		case 'streamRefused':
			return inner;
		case 'restartsUsedUp':
			return {
				message: `The query was interrupted ${facts.restarts === 0 ? 'once' : `more than ${facts.restarts === 1 ? 'once' : `${facts.restarts} times`}`} within an hour. Last reason: ${inner.message}`,
				nextStep: `n8n activates the workflow again by itself, with ever longer pauses. ${inner.nextStep ?? ''}`.trim(),
			};
		case 'noSampleRows':
			return {
				message: `No row arrived within ${facts.seconds} seconds`,
				nextStep: 'Check that the tables have rows that the query returns, or run it again when new ones arrive. The active workflow waits as long as it takes.',
			};
	}
}

/** What the log says of an event. */
export function streamRemark(event: StreamEvent, wordsOf: (failure: Error) => string): string {
	switch (event.event) {
		case 'startsSlowly':
			return `Statement "${event.name}" is still ${event.phase}: its rows follow as soon as it runs`;
		case 'goesOn':
			return `The query was interrupted: ${wordsOf(event.failure)}. It continues in ${Math.ceil(event.waitMs / 1000)} s`;
		case 'rowsRepeated':
			return `The remaining rows of statement "${event.name}" can no longer be read. The next statement starts ${event.since === 0 ? 'where the first one did' : `at ${new Date(event.since).toISOString()}`}: rows since then may come twice`;
		case 'rowsMissed':
			return `The query cannot continue where statement "${event.name}" ended, since it keeps state: rows that arrived since then are missed`;
		case 'executionLost':
			return `n8n has not reported the end of an execution that started ${Math.round(event.afterMs / 60_000)} minutes ago. The next one starts`;
		case 'leftRunning':
			return `Statement "${event.name}" could not be stopped or deleted: ${wordsOf(event.failure)}. Confluent Cloud stops it after five minutes`;
	}
}
