import type { StreamEvent, StreamFacts } from '../../confluent/stream/streamError';
import type { Words } from './words';

const GOES_ON = 'It needs a query that goes on, such as SELECT * FROM orders WHERE price > 1000.';

/** @param inner the words of the error that led to this one */
export function streamWords(facts: StreamFacts, inner: Words): Words {
	switch (facts.reason) {
		case 'streamWithoutRows':
			return {
				message: `Statement "${facts.name}" gives no rows${facts.sqlKind === undefined ? '' : `: it is of the kind ${facts.sqlKind}`}`,
				nextStep: `${GOES_ON} The node Flink Statement submits what writes, or makes a table.`,
			};
		case 'streamEnds':
			return {
				message: `The query of statement "${facts.name}" comes to an end by itself`,
				nextStep: `${GOES_ON} Leave out LIMIT, and properties that end it, such as sql.snapshot.mode. For a query that ends, use a Schedule Trigger and Execute Query.`,
			};
		case 'streamRefused':
			return inner;
		case 'restartsUsedUp':
			return {
				message: `The rows of the query were interrupted ${facts.restarts === 0 ? 'once' : `more than ${facts.restarts === 1 ? 'once' : `${facts.restarts} times`}`} within an hour, the last time by this: ${inner.message}`,
				nextStep: `n8n activates the workflow again by itself, after ever longer pauses. ${inner.nextStep ?? ''}`.trim(),
			};
		case 'noSampleRows':
			return {
				message: `No row came within ${facts.seconds} seconds`,
				nextStep: 'Run it again when rows come, or choose Start From: Earliest to have rows that are there. The active workflow waits for as long as it takes.',
			};
	}
}

/** What the log says of an event. */
export function streamRemark(event: StreamEvent, wordsOf: (failure: Error) => string): string {
	switch (event.event) {
		case 'startsSlowly':
			return `Statement "${event.name}" is still ${event.phase}: its rows come as soon as it runs`;
		case 'goesOn':
			return `The rows of the query were interrupted: ${wordsOf(event.failure)}. It goes on in ${Math.ceil(event.waitMs / 1000)} s`;
		case 'rowsRepeated':
			return `What followed in statement "${event.name}" cannot be read any more. The next one begins ${event.since === 0 ? 'where the first one did' : `at ${new Date(event.since).toISOString()}`}: rows since then may come twice`;
		case 'rowsMissed':
			return `The query cannot go on where statement "${event.name}" ended, since it keeps state: rows that came since then are missed`;
		case 'leftRunning':
			return `Statement "${event.name}" could not be stopped or deleted: ${wordsOf(event.failure)}. Confluent Cloud stops it after five minutes`;
	}
}
