import type { StreamEvent } from '../../../nodes/shared/confluent/stream/streamError';
import { streamRemark } from '../../../nodes/shared/n8n/errors/streamWords';

const failure = new Error('the pool is exhausted');

it.each<[StreamEvent, string]>([
	[{ event: 'startsSlowly', name: 'q', phase: 'PENDING' }, 'Statement "q" is still PENDING: its rows follow as soon as it runs'],
	[{ event: 'goesOn', failure, waitMs: 1_400 }, 'The query was interrupted: the pool is exhausted. It continues in 2 s'],
	[{ event: 'rowsRepeated', name: 'q', since: 0 }, 'The remaining rows of statement "q" can no longer be read. The next statement starts where the first one did: rows since then may come twice'],
	[
		{ event: 'rowsRepeated', name: 'q', since: Date.UTC(2026, 0, 31, 9) },
		'The remaining rows of statement "q" can no longer be read. The next statement starts at 2026-01-31T09:00:00.000Z: rows since then may come twice',
	],
	[{ event: 'rowsMissed', name: 'q' }, 'The query cannot continue where statement "q" ended, since it keeps state: rows that arrived since then are missed'],
	[{ event: 'executionLost', afterMs: 3_720_000 }, 'n8n has not reported the end of an execution that started 62 minutes ago. The next one starts'],
	[{ event: 'leftRunning', name: 'q', failure }, 'Statement "q" could not be stopped or deleted: the pool is exhausted. Confluent Cloud stops it after five minutes'],
])('the log says of %j', (event, words) => {
	expect(streamRemark(event, ({ message }) => message)).toBe(words);
});
