import { AddressError } from '../../../nodes/shared/confluent/http/errors/addressError';
import { ApiError, type AnswerFinding } from '../../../nodes/shared/confluent/http/errors/apiError';
import { CancelledError } from '../../../nodes/shared/confluent/http/errors/cancelledError';
import { CredentialError } from '../../../nodes/shared/confluent/http/errors/credentialError';
import { DeadlineError, type Activity } from '../../../nodes/shared/confluent/http/errors/deadlineError';
import { ListingError } from '../../../nodes/shared/confluent/http/errors/listingError';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import { UnclearOutcomeError } from '../../../nodes/shared/confluent/http/errors/unclearOutcome';
import { PoolsError } from '../../../nodes/shared/confluent/pools/poolsError';
import { ReplacementError } from '../../../nodes/shared/confluent/statements/replacementError';
import { InsertError, type InsertFacts } from '../../../nodes/shared/confluent/tables/insertError';
import { ResultsError } from '../../../nodes/shared/confluent/results/resultsError';
import { StreamError } from '../../../nodes/shared/confluent/stream/streamError';
import { StatementsError, type StatementTimedOut, type Wish } from '../../../nodes/shared/confluent/statements/statementsError';
import { ResultFormatError } from '../../../nodes/shared/flink/rows/resultFormatError';
import type { ExpectedValue, ValuePath } from '../../../nodes/shared/flink/sql/literalValue';
import { QueryParameterError, type ParameterFacts } from '../../../nodes/shared/flink/sql/queryParameters';
import type { ShownValue } from '../../../nodes/shared/flink/sql/shownValue';
import { SqlScriptError } from '../../../nodes/shared/flink/sql/sqlScript';
import { TableError } from '../../../nodes/shared/flink/table/tableError';
import type { PatternFlaw } from '../../../nodes/shared/flink/statement/namePattern';
import type { NameFlaw } from '../../../nodes/shared/flink/statement/statementName';
import { nameWords, patternWords } from '../../../nodes/shared/n8n/errors/nameWords';
import { messageOf, wordsOf } from '../../../nodes/shared/n8n/errors/wording';
import type { Repeater } from '../../../nodes/shared/n8n/errors/words';

type FactsErrorBelow =
	| AddressError
	| CancelledError
	| CredentialError
	| DeadlineError
	| InsertError
	| ListingError
	| PoolsError
	| QueryParameterError
	| ReplacementError
	| ResultFormatError
	| ResultsError
	| SqlScriptError
	| StatementsError
	| StreamError
	| TableError
	| TransportError
	| UnclearOutcomeError;

type Reason = FactsErrorBelow['facts']['reason'];

interface Case {
	readonly error: FactsErrorBelow;
	readonly message: string;
	/** The next step for a person. */
	readonly person: string | undefined;
	/** The next step for a poll, where that is another one. */
	readonly poll?: string;
}

const MORE_TIME = "Allow more time with 'Max Wait (Seconds)'";
const NEXT_POLL = 'The next poll tries again; nothing is lost.';
const POOL_LATER = {
	person: `It continues in Confluent Cloud. ${MORE_TIME}, or check on it later with Get Compute Pool.`,
	poll: `It continues in Confluent Cloud. ${NEXT_POLL}`,
};
const LATER = {
	person: `It continues in Confluent Cloud. ${MORE_TIME}, or check on it later with Get Statement.`,
	poll: `It continues in Confluent Cloud. ${NEXT_POLL}`,
};
const UNREAD = 'This statement was automatically stopped since no client has consumed the results for 5 minutes or more';
const READ_AT_ONCE =
	'Confluent Cloud stopped it because nobody read its rows for five minutes. Run the query again and read its rows at once: Execute Query does both.';
const STOPPED = 'Somebody stopped it, or Confluent Cloud did because nobody read its rows for five minutes. Run the query again.';
const UNREACHABLE = {
	person: 'Check the cloud, region and endpoint in the credential, and that n8n can reach this host. Then run the node again.',
	poll: `Check the cloud, region and endpoint in the credential, and that n8n can reach this host. ${NEXT_POLL}`,
};
const STATEMENT_BEHIND = 'Write the statement after them, in the same field: settings apply only to their own statement.';
const OPEN_CREDENTIAL = 'Open the credential and correct this field.';
const REPORT = "Confluent Cloud's console can show the rows, too. Update n8n-nodes-confluent-flink; if it is up to date, report this message to its authors.";
const WITHOUT_COLUMN = `Leave the column "c" out of the query, or CAST it to STRING. ${REPORT}`;

const GOES_ON = 'Use a query that keeps running, such as SELECT * FROM orders WHERE price > 1000.';

const TOPIC_GONE = "Table 'orders' cannot be read: the Kafka topic 'orders' does not exist.\nPlease try again later.";
const ONE_AT_A_TIME = 'Only a single statement is supported at a time. Multiple INSERT INTO statements can be wrapped into a STATEMENT SET.';
const CHECK_TABLE = 'Check the name of the table. Flink Table → Get Many lists the tables that this key may read.';
const FULL_NAME = "Write the full name, as catalog.database.table, or set 'Default Database' in the credential.";
const SEVERAL =
	"Submit one statement at a time. Put settings (SET) into 'Properties', and USE into 'Catalog' and 'Database'. Wrap several INSERT INTO in one EXECUTE STATEMENT SET BEGIN … END.";

const answer = (status: number, detail: string, more: { requestId?: string; finding?: AnswerFinding } = {}) =>
	new ApiError({ status, detail, headers: {}, method: 'GET', path: '/sql/v1/x', ...more });
const refused = answer(429, 'Too many requests');
const EITHER = "does not exist, or is on a compute pool that this key's role does not cover";
const hidden = new ApiError({ status: 403, detail: 'Forbidden', requestId: 'r-4', headers: {}, method: 'GET', path: '/sql/v1/organizations/o/environments/e/statements/q' });
const lost = new TransportError({ reason: 'connectionLost', host: 'h' });
const late = new DeadlineError({ doing: 'awaitingAnswer', host: 'h' });
const lateAfterRefusal = new DeadlineError({ doing: 'awaitingRateLimit' }, refused);

const timedOut = (change: Partial<StatementTimedOut> = {}) =>
	new StatementsError({
		reason: 'statementTimedOut',
		name: 'etl',
		phase: 'PENDING',
		detail: '',
		isPoolExhausted: false,
		wish: { kind: 'phase', phases: ['RUNNING', 'COMPLETED'] },
		waitedMs: 9_600,
		cut: undefined,
		...change,
	});

const LOOK_FIRST = 'Check statement "q" with Flink Statement → Get Statement before you insert its rows again.';

const notInserted = (reason: InsertFacts['reason'], before: number, rows = 2) =>
	new InsertError({ reason, name: 'q', table: 'orders', rows, before: [{ table: 'orders', rows: before }], failure: new CancelledError() });

const CASES: Readonly<Record<Reason, readonly Case[]>> = {
	notInPath: ['..', '\ud800'].map((text) => ({
		error: new AddressError({ reason: 'notInPath', text }),
		message: `Nothing named ${JSON.stringify(text)} can be requested: no URL path can contain that`,
		person: 'Open it in the Confluent Cloud console, or choose another one.',
	})),
	notInQuery: [
		{
			error: new AddressError({ reason: 'notInQuery', parameter: 'label_selector', text: 'a\udc00' }),
			message: 'The value "a\\udc00" of label_selector cannot be sent: it is not valid text',
			person: 'It contains half of a character, as cut text does. Correct it.',
		},
	],
	cancelled: [{ error: new CancelledError(), message: 'The execution was cancelled', person: undefined }],
	noAnswerInTime: [{ error: new TransportError({ reason: 'noAnswerInTime', host: 'h' }), message: 'h did not answer in time', ...UNREACHABLE }],
	hostNotFound: [{ error: new TransportError({ reason: 'hostNotFound', host: 'h' }), message: 'The host h cannot be found', ...UNREACHABLE }],
	connectionRefused: [{ error: new TransportError({ reason: 'connectionRefused', host: 'h' }), message: 'h refused the connection', ...UNREACHABLE }],
	connectionLost: [{ error: lost, message: 'The connection to h was lost before the answer was complete', ...UNREACHABLE }],
	answerTooLarge: [
		{
			error: new TransportError({ reason: 'answerTooLarge', host: 'h', mostBytes: 64 * 1024 * 1024 }),
			message: 'The answer of h has more than 64 MiB and was not read completely',
			person: "Confluent's answers are usually much smaller. For a query, select fewer or shorter columns. Otherwise check the endpoint or base URL in the credential, and any proxies on the way.",
		},
	],
	noHttpResponse: [{ error: new TransportError({ reason: 'noHttpResponse' }), message: 'There was no HTTP response', ...UNREACHABLE }],
	requestCancelled: [{ error: new TransportError({ reason: 'requestCancelled' }), message: 'The request was cancelled', person: 'The execution was cancelled.' }],
	outOfTime: [
		{ error: late, message: 'The time for this operation ran out while waiting for an answer from h', person: `${MORE_TIME}, or run the node again later.`, poll: NEXT_POLL },
		{
			error: lateAfterRefusal,
			message: "The time for this operation ran out while waiting for Confluent Cloud's rate limit. The last answer was 429: Too many requests",
			person: `${MORE_TIME}, or run the node again later.`,
			poll: NEXT_POLL,
		},
		{
			error: new DeadlineError({ doing: 'repeating' }, lost),
			message: 'The time for this operation ran out while repeating a request that failed. The last attempt got no answer: The connection to h was lost before the answer was complete',
			person: `${MORE_TIME}, or run the node again later.`,
			poll: NEXT_POLL,
		},
	],
	creationUnclear: [
		{
			error: new UnclearOutcomeError({ kind: 'statement', name: 'etl' }, lost),
			message: 'It is not known whether statement "etl" was created: The connection to h was lost before the answer was complete',
			person: `Look for it with Get Statement before you submit it again. To repeat safely, enter 'Statement Name' and set 'On Name Conflict' to "Reuse".`,
		},
		{
			error: new UnclearOutcomeError({ kind: 'computePool', displayName: 'big', environmentId: 'env-1' }, answer(500, 'technical difficulties', { requestId: 'r-1' })),
			message: 'It is not known whether compute pool "big" was created: technical difficulties (request ID r-1)',
			person: 'Look for it with Get Many in environment env-1 before you run this again: that would create a second pool.',
		},
	],
	listingTimedOut: [
		{
			error: new ListingError({ reason: 'listingTimedOut', what: 'statements', count: 200 }),
			message: 'The time ran out while listing statements: 200 were read so far',
			person: 'Narrow the list with filters or a limit, or allow more time.',
			poll: `Watch a compute pool, a label or named statements instead of the whole environment. ${NEXT_POLL}`,
		},
	],
	listingEndless: [
		{
			error: new ListingError({ reason: 'listingEndless', what: 'regions', pages: 5000 }),
			message: 'Listing regions did not end after 5000 pages',
			person: 'Narrow the list with filters or a limit.',
			poll: 'Watch a compute pool, a label or named statements instead of the whole environment.',
		},
	],
	listingInCircle: [
		{
			error: new ListingError({ reason: 'listingInCircle', what: 'compute pools' }),
			message: 'Listing compute pools cannot finish: the service sent the same page token twice',
			person: 'Run the node again. If it happens again, report it to Confluent.',
			poll: 'The next poll tries again. If it happens again, report it to Confluent.',
		},
	],
	credentialWithoutKey: [
		{ error: new CredentialError({ reason: 'credentialWithoutKey', field: 'apiKeyId' }), message: 'The credential has no API key', person: "Enter 'API Key' and 'API Secret' in the credential." },
		{ error: new CredentialError({ reason: 'credentialWithoutKey', field: 'apiSecret' }), message: 'The credential has no API secret', person: "Enter 'API Key' and 'API Secret' in the credential." },
	],
	credentialField: [
		{
			error: new CredentialError({ reason: 'credentialField', field: 'organizationId', value: '' }),
			message: "'Organization ID' in the credential is empty, but should be a UUID such as 1a2b3c4d-1234-5678-9abc-1a2b3c4d5e6f",
			person: OPEN_CREDENTIAL,
		},
		{ error: new CredentialError({ reason: 'credentialField', field: 'environmentId', value: 'lkc-1' }), message: `'Environment ID' in the credential is "lkc-1", but should be an ID such as env-a1b2c3`, person: OPEN_CREDENTIAL },
		{
			error: new CredentialError({ reason: 'credentialField', field: 'environmentId', value: 'x'.repeat(10_000) }),
			message: `'Environment ID' in the credential is "${'x'.repeat(80)}", but should be an ID such as env-a1b2c3`,
			person: OPEN_CREDENTIAL,
		},
		{ error: new CredentialError({ reason: 'credentialField', field: 'cloud', value: 'ibm' }), message: `'Cloud' in the credential is "ibm", but should be aws, gcp or azure`, person: OPEN_CREDENTIAL },
		{ error: new CredentialError({ reason: 'credentialField', field: 'region', value: 'us east 1' }), message: `'Region' in the credential is "us east 1", but should be a region name such as us-east-1`, person: OPEN_CREDENTIAL },
		{
			error: new CredentialError({ reason: 'credentialField', field: 'baseUrl', value: '…@host name' }),
			message: `'Base URL' in the credential is "…@host name", but should be a URL such as https://flink.us-east-1.aws.confluent.cloud`,
			person: OPEN_CREDENTIAL,
		},
	],
	secretInField: [
		{
			error: new CredentialError({ reason: 'secretInField', field: 'region', start: 'cfl', length: 64 }),
			message: `'Region' in the credential may be a secret: it has 64 characters and begins with "cfl". It should be a region name such as us-east-1`,
			person: "Open the credential and correct this field. A secret belongs in 'API Secret' only.",
		},
		{
			error: new CredentialError({ reason: 'secretInField', field: 'apiKeyId', start: 'cfl', length: 64 }),
			message: `'API Key' in the credential may be a secret: it has 64 characters and begins with "cfl". It should be the ID of the key, such as ABCDEFGHIJKLMNOP`,
			person: "Open the credential and correct this field. A secret belongs in 'API Secret' only.",
		},
		{
			error: new CredentialError({ reason: 'secretInField', field: 'database', start: 'cfl', length: 64 }),
			message: `'Default Database' in the credential may be a secret: it has 64 characters and begins with "cfl". It should be the name or ID of a Kafka cluster, such as lkc-a1b2c3`,
			person: "Open the credential and correct this field. A secret belongs in 'API Secret' only.",
		},
	],
	regionOfOtherCloud: [
		{
			error: new CredentialError({ reason: 'regionOfOtherCloud', value: 'gcp.us-east1', cloud: 'aws' }),
			message: `'Region' in the credential is "gcp.us-east1", but should be a region of aws, the cloud chosen`,
			person: OPEN_CREDENTIAL,
		},
	],
	insecureBaseUrl: [
		{
			error: new CredentialError({ reason: 'insecureBaseUrl', value: 'http://10.0.0.1' }),
			message: `'Base URL' in the credential is "http://10.0.0.1", but should be an https URL: plain http exposes the API secret`,
			person: OPEN_CREDENTIAL,
		},
	],
	statementFailed: [
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: 'no such table' } }),
			message: 'Statement "etl" failed: no such table',
			person: 'Correct the SQL or the tables it uses, then run it again.',
		},
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: undefined } }),
			message: 'Statement "etl" failed: the service gives no reason',
			person: 'Correct the SQL or the tables it uses, then run it again.',
		},
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: undefined, unread: late } }),
			message: 'Statement "etl" failed: the service gives no reason, and its exceptions could not be read (The time for this operation ran out while waiting for an answer from h)',
			person: 'Correct the SQL or the tables it uses, then run it again.',
		},
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: '[Warning] No watermark.', unread: late } }),
			message: 'Statement "etl" failed: [Warning] No watermark. (its exceptions could not be read (The time for this operation ran out while waiting for an answer from h))',
			person: 'Correct the SQL or the tables it uses, then run it again.',
		},
		...(
			[
				["Table (or view) 'orders' does not exist.\nUsing current catalog '' and current database ''.", FULL_NAME],
				["Table (or view) 'shop.orders' does not exist.\nUsing current catalog '' and current database ''.", FULL_NAME],
				["Table (or view) 'examples.shop.orders' does not exist.\nUsing current catalog '' and current database ''.", CHECK_TABLE],
				["Function 'f' does not exist.\nUsing current catalog 'default' and current database ''.", 'Correct the SQL or the tables it uses, then run it again.'],
				['A current, valid database has not been set. Please set it.', FULL_NAME],
				["Table (or view) 'orders' does not exist, or you may not read it.\nUsing current catalog 'default' and current database 'cluster_0'.", CHECK_TABLE],
				["Column 'orderid' not found in any table", 'Check the name of the column. Flink Table → Get Schema lists the columns of a table.'],
				["Column 'orderid' not found in table 'o'; did you mean 'order_id'?", 'Check the name of the column. Flink Table → Get Schema lists the columns of a table.'],
			] as const
		).map(([words, person]) => ({
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words } }),
			message: `Statement "etl" failed: ${words}`,
			person,
		})),
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: TOPIC_GONE } }),
			message: `Statement "etl" failed: ${TOPIC_GONE}`,
			person: 'This is normal for a few seconds after a table is created or dropped: run it again in a minute. If it persists, the topic was deleted: drop the table or create it again.',
			poll: 'This is normal for a few seconds after a table is created or dropped: the next poll tries again. If it persists, the topic was deleted: drop the table or create it again.',
		},
		{
			error: new StatementsError({ reason: 'statementFailed', name: 'etl', why: { words: ONE_AT_A_TIME } }),
			message: `Statement "etl" failed: ${ONE_AT_A_TIME}`,
			person: SEVERAL,
		},
	],
	statementTimedOut: [
		{ error: timedOut(), message: 'Statement "etl" is PENDING after 10 s, not yet RUNNING or COMPLETED', ...LATER },
		{
			error: timedOut({ isPoolExhausted: true, detail: 'waiting' }),
			message: 'Statement "etl" is PENDING after 10 s, not yet RUNNING or COMPLETED: its compute pool has no free CFU (POOL_EXHAUSTED)',
			...LATER,
		},
		{
			error: timedOut({ phase: 'RUNNING', wish: { kind: 'finished' } }),
			message: 'Statement "etl" is RUNNING after 10 s, not yet COMPLETED',
			person: `${MORE_TIME}: it has started, and is done once it is COMPLETED.`,
			poll: 'The next poll tries again; nothing is lost.',
		},
		{
			error: timedOut({ wish: { kind: 'readable' }, detail: 'Waiting for resources', cut: lateAfterRefusal }),
			message:
				`Statement "etl" is PENDING after 10 s, not yet readable: Waiting for resources. The time ran out while waiting for Confluent Cloud's rate limit. The last answer was 429: Too many requests`,
			person: `${MORE_TIME}: an idle compute pool can take minutes to start a statement.`,
			poll: 'The next poll tries again: an idle compute pool can take minutes to start a statement.',
		},
	],
	endedElsewhere: [
		{
			error: new StatementsError({ reason: 'endedElsewhere', name: 'etl', phase: 'STOPPED', detail: 'by hand', wanted: ['COMPLETED', 'FAILED'] }),
			message: 'Statement "etl" ended as STOPPED, not COMPLETED or FAILED: by hand',
			person: 'Resume it first, or add STOPPED to the phases to wait for.',
		},
		{
			error: new StatementsError({ reason: 'endedElsewhere', name: 'q', phase: 'STOPPED', detail: UNREAD, wanted: ['COMPLETED'] }),
			message: `Statement "q" ended as STOPPED, not COMPLETED: ${UNREAD}`,
			person: 'Confluent Cloud stopped it because nobody read its rows for five minutes. A query cannot be resumed: run it again with Execute Query, which reads its rows at once.',
		},
		{
			error: new StatementsError({ reason: 'endedElsewhere', name: 'etl', phase: 'COMPLETED', detail: '', wanted: ['RUNNING'] }),
			message: 'Statement "etl" ended as COMPLETED, not RUNNING',
			person: 'Add COMPLETED to the phases to wait for, or submit the statement again.',
		},
	],
	statementGone: [
		{
			error: new StatementsError({ reason: 'statementGone', name: 'etl' }),
			message: 'Statement "etl" does not exist, or was deleted',
			person: 'Check the name, and the environment and region in the credential.',
		},
	],
	nameTaken: [
		...[false, true].map((hasOtherSql) => ({
			error: new StatementsError({ reason: 'nameTaken', name: 'etl', hasOtherSql }),
			message: `A statement named "etl" already exists in this environment${hasOtherSql ? ', with other SQL' : ''}`,
			person: "Choose another name, leave it empty for a generated one, or set 'On Name Conflict'.",
		})),
		{
			error: new StatementsError({ reason: 'nameTaken', name: 'etl', hasOtherSql: false, isLeaving: true }),
			message: 'A statement named "etl" is still being deleted',
			person: `Wait a few seconds, then run the node again. With 'On Name Conflict' set to "Replace", the node waits by itself.`,
			poll: NEXT_POLL,
		},
	],
	nameTakenUnseen: [
		{
			error: new StatementsError({ reason: 'nameTakenUnseen', name: 'etl', failure: answer(409, 'exists') }),
			message: 'A statement named "etl" already exists in this environment, on a compute pool that this key\'s role does not cover',
			person: 'Choose another name, or use a key whose role covers the environment.',
		},
	],
	newSqlInvalid: [
		{
			error: new ReplacementError({ reason: 'newSqlInvalid', name: 'etl', why: { words: "Table 'x' does not exist" } }),
			message: 'Statement "etl" was not replaced, because the new SQL is not valid: Table \'x\' does not exist',
			person: 'The existing statement was left unchanged. Correct the SQL, and run the node again.',
			poll: `The existing statement was left unchanged. ${NEXT_POLL}`,
		},
	],
	newSqlUnchecked: [
		{
			error: new ReplacementError({ reason: 'newSqlUnchecked', name: 'etl', failure: answer(500, 'technical difficulties') }),
			message: 'Statement "etl" was not replaced, because the new SQL could not be checked: technical difficulties',
			person: 'The existing statement was left unchanged. Confluent Cloud is unavailable at the moment: run the node again later.',
			poll: `The existing statement was left unchanged. Confluent Cloud is unavailable at the moment. ${NEXT_POLL}`,
		},
	],
	replacementUnfinished: [
		{
			error: new ReplacementError({ reason: 'replacementUnfinished', name: 'etl', isDeleted: true, failure: new CancelledError() }),
			message: 'The old statement "etl" was deleted, and nothing runs under this name now: The execution was cancelled',
			person: 'Run the node again to submit the new statement.',
			poll: NEXT_POLL,
		},
		{
			error: new ReplacementError({ reason: 'replacementUnfinished', name: 'etl', isDeleted: true, failure: new UnclearOutcomeError({ kind: 'statement', name: 'etl' }, lost) }),
			message:
				'The old statement "etl" was deleted. It is not known whether statement "etl" was created: The connection to h was lost before the answer was complete',
			person: `Look for it with Get Statement before you submit it again. To repeat safely, enter 'Statement Name' and set 'On Name Conflict' to "Reuse".`,
		},
		{
			error: new ReplacementError({ reason: 'replacementUnfinished', name: 'etl', isDeleted: undefined, failure: late }),
			message: 'The old statement "etl" may have been deleted, and the new one was not submitted: The time for this operation ran out while waiting for an answer from h',
			person: `${MORE_TIME}, or run the node again later.`,
			poll: NEXT_POLL,
		},
		{
			error: new ReplacementError({ reason: 'replacementUnfinished', name: 'etl', isDeleted: true, failure: answer(402, 'quota exceeded') }),
			message: 'The old statement "etl" was deleted, and nothing runs under this name now: quota exceeded',
			person: 'Your Confluent Cloud organization has used up a quota. Raise it, or delete what you no longer need. Run the node again to submit the new statement.',
			poll: 'Your Confluent Cloud organization has used up a quota. Raise it, or delete what you no longer need.',
		},
		{
			error: new ReplacementError({ reason: 'replacementUnfinished', name: 'etl', isDeleted: true, failure: new Error('a fault of ours') }),
			message: 'The old statement "etl" was deleted, and nothing runs under this name now: a fault of ours',
			person: 'Run the node again to submit the new statement.',
			poll: NEXT_POLL,
		},
	],
	temporaryUnclear: [
		{
			error: new StatementsError({ reason: 'temporaryUnclear', name: 'q', failure: answer(502, 'Bad Gateway', { requestId: 'r-2' }) }),
			message: 'It is not known whether statement "q" was created: Bad Gateway (request ID r-2)',
			person: 'Run the node again. Anything it may have created has been cleaned up.',
			poll: `${NEXT_POLL} Anything it may have created has been cleaned up.`,
		},
	],
	moveWithoutResume: [
		{
			error: new StatementsError({ reason: 'moveWithoutResume', name: 'etl', phase: 'STOPPED', isStopped: true }),
			message: 'Statement "etl" is STOPPED: its compute pool and principal can change only when it is resumed',
			person: "Set 'Stopped' to false as well, or use Resume Statement with the new compute pool or principal.",
		},
		{
			error: new StatementsError({ reason: 'moveWithoutResume', name: 'etl', phase: 'RUNNING', isStopped: false }),
			message: 'Statement "etl" is RUNNING: its compute pool and principal can change only when it is resumed',
			person: 'Stop it first, then resume it with the new compute pool or principal.',
		},
	],
	cannotResume: [
		{
			error: new StatementsError({ reason: 'cannotResume', name: 'etl', phase: 'COMPLETED' }),
			message: 'Statement "etl" is COMPLETED and cannot be resumed',
			person: 'Only a stopped or failed INSERT INTO, CREATE TABLE AS or EXECUTE STATEMENT SET can be resumed. Submit the statement again instead.',
		},
	],
	resultUnreadable: [
		{
			error: new StatementsError({ reason: 'resultUnreadable', name: 'q', failure: new ResultFormatError({ reason: 'rowWidth', values: 1, columns: 2 }) }),
			message: 'The result of statement "q" cannot be read: a row of the result has 1 values, but the result has 2 columns',
			person: REPORT,
		},
		{
			error: new StatementsError({ reason: 'resultUnreadable', name: 'q', failure: new ResultFormatError({ reason: 'valueNotList', path: ['c', 'f'] }) }),
			message: 'The result of statement "q" cannot be read: a value of column "c", field "f" is not a list',
			person: WITHOUT_COLUMN,
		},
	],
	stoppedBeforeRows: [
		{
			error: new ResultsError({ reason: 'stoppedBeforeRows', name: 'q', detail: 'by hand' }),
			message: 'Statement "q" is STOPPED, so its remaining rows cannot be read: by hand',
			person: STOPPED,
		},
		{
			error: new ResultsError({ reason: 'stoppedBeforeRows', name: 'q', detail: UNREAD }),
			message: `Statement "q" is STOPPED, so its remaining rows cannot be read: ${UNREAD}`,
			person: READ_AT_ONCE,
		},
		{
			error: new ResultsError({ reason: 'stoppedBeforeRows', name: 'q', detail: 'This statement was stopped manually.' }),
			message: 'Statement "q" is STOPPED, so its remaining rows cannot be read: This statement was stopped manually.',
			person: 'Somebody stopped it. Run the query again.',
		},
	],
	rowsIncomplete: [
		{
			error: new ResultsError({ reason: 'rowsIncomplete', name: 'q', count: 1, end: { kind: 'deleted', detail: '' } }),
			message: 'Statement "q" was deleted before it had returned all its rows. The 1 row read so far may be incomplete',
			person: 'Somebody deleted it. Run the query again.',
		},
		{
			error: new ResultsError({ reason: 'rowsIncomplete', name: 'q', count: 0, end: { kind: 'stopped', detail: 'by hand' } }),
			message: 'Statement "q" was stopped (by hand) before it had returned all its rows. The 0 rows read so far may be incomplete',
			person: STOPPED,
		},
		{
			error: new ResultsError({ reason: 'rowsIncomplete', name: 'q', count: 2, end: { kind: 'hidden', failure: hidden } }),
			message: `Statement "q" disappeared before it had returned all its rows. It ${EITHER} (Forbidden (request ID r-4)). The 2 rows read so far may be incomplete`,
			person: 'Somebody has probably deleted it. Run the query again.',
		},
		{
			error: new ResultsError({ reason: 'rowsIncomplete', name: 'q', count: 3, end: { kind: 'stopped', detail: UNREAD } }),
			message: `Statement "q" was stopped (${UNREAD}) before it had returned all its rows. The 3 rows read so far may be incomplete`,
			person: READ_AT_ONCE,
		},
		{
			error: new ResultsError({ reason: 'rowsIncomplete', name: 'q', count: 2, end: { kind: 'failed', why: { words: 'disk full' } } }),
			message: 'Statement "q" failed (disk full) before it had returned all its rows. The 2 rows read so far may be incomplete',
			person: 'Correct the SQL or the tables it reads, then run the query again.',
		},
	],
	rowsUnfinished: [
		{
			error: new ResultsError({ reason: 'rowsUnfinished', name: 'q', count: 3, cut: lateAfterRefusal }),
			message: 'The time ran out before statement "q" had returned all its rows; 3 rows were read. The last answer was 429: Too many requests',
			person: `${MORE_TIME}, or make the query return fewer rows.`,
			poll: 'Make the query return fewer rows.',
		},
	],
	rowsUnchecked: [
		{
			error: new ResultsError({ reason: 'rowsUnchecked', name: 'q', count: 2, failure: late }),
			message:
				`Statement "q": All 2 rows were read, but the statement's final status could not be verified: The time for this operation ran out while waiting for an answer from h`,
			person: `${MORE_TIME}, and run the query again.`,
			poll: 'Run the query again.',
		},
		{
			error: new ResultsError({ reason: 'rowsUnchecked', name: 'q', count: 2, failure: hidden }),
			message: `Statement "q": All 2 rows were read, but the statement's final status could not be verified: Forbidden (it ${EITHER})`,
			person: 'Run the query again.',
		},
		{
			error: new ResultsError({ reason: 'rowsUnchecked', name: 'q', count: 2, failure: new AddressError({ reason: 'notInPath', text: '.' }) }),
			message: `Statement "q": All 2 rows were read, but the statement's final status could not be verified: Nothing named "." can be requested: no URL path can contain that`,
			person: 'Run the query again.',
		},
		{
			error: new ResultsError({ reason: 'rowsUnchecked', name: 'q', count: 2, failure: answer(403, 'not yours') }),
			message: `Statement "q": All 2 rows were read, but the statement's final status could not be verified: not yours`,
			person: 'Run the query again.',
		},
	],
	resultsExpired: [
		{
			error: new ResultsError({ reason: 'resultsExpired', name: 'q', words: 'no longer available' }),
			message: 'The results of statement "q" can no longer be read: no longer available',
			person: 'Confluent keeps the results of a snapshot query for one hour, and others for about a day. Run the query again.',
		},
	],
	resultsInCircle: [
		{
			error: new ResultsError({ reason: 'resultsInCircle', name: 'q' }),
			message: 'The results of statement "q" cannot be read completely: the service sent the same page token twice',
			person: 'Run the query again. If it happens again, report it to Confluent.',
		},
	],
	streamWithoutRows: [
		{
			error: new StreamError({ reason: 'streamWithoutRows', name: 'q', sqlKind: 'SHOW' }),
			message: 'Statement "q" returns no rows: its kind is SHOW',
			person: `${GOES_ON} For SQL that writes or creates a table, use Flink Statement.`,
		},
		{
			error: new StreamError({ reason: 'streamWithoutRows', name: 'q', sqlKind: undefined }),
			message: 'Statement "q" returns no rows',
			person: `${GOES_ON} For SQL that writes or creates a table, use Flink Statement.`,
		},
	],
	streamEnds: [
		{
			error: new StreamError({ reason: 'streamEnds', name: 'q' }),
			message: 'The query of statement "q" ends by itself',
			person: `${GOES_ON} Remove LIMIT, and properties that end the query, such as sql.snapshot.mode. For a query that ends, use a Schedule Trigger with Execute Query.`,
		},
	],
	streamRefused: [
		{
			error: new StreamError({ reason: 'streamRefused', name: 'q', failure: new StatementsError({ reason: 'statementFailed', name: 'q', why: { words: 'no table' } }) }),
			message: 'Statement "q" failed: no table',
			person: 'Correct the SQL or the tables it uses, then run it again.',
		},
	],
	restartsUsedUp: [
		...([
			[0, 'once'],
			[1, 'more than once'],
			[10, 'more than 10 times'],
		] as const).map(([restarts, often]) => ({
			error: new StreamError({ reason: 'restartsUsedUp', restarts, failure: new StatementsError({ reason: 'statementFailed', name: 'q', why: { words: 'no memory' } }) }),
			message: `The query was interrupted ${often} within an hour. Last reason: Statement "q" failed: no memory`,
			person: 'n8n activates the workflow again by itself, with ever longer pauses. Correct the SQL or the tables it uses, then run it again.',
		})),
		{
			error: new StreamError({ reason: 'restartsUsedUp', restarts: 1, failure: new Error('something else') }),
			message: 'The query was interrupted more than once within an hour. Last reason: something else',
			person: 'n8n activates the workflow again by itself, with ever longer pauses.',
		},
	],
	noSampleRows: [
		{
			error: new StreamError({ reason: 'noSampleRows', name: 'q', seconds: 60 }),
			message: 'No row arrived within 60 seconds',
			person: 'Check that the tables have rows that the query returns, or run it again when new ones arrive. The active workflow waits as long as it takes.',
		},
	],
	poolNotProvisioned: [
		{
			error: new PoolsError({ reason: 'poolNotProvisioned', id: 'lfcp-1', displayName: 'big' }),
			message: 'Compute pool "big" (lfcp-1) could not be provisioned: it is FAILED',
			person: 'Delete it and create it again. If it fails again, check the quota and region in the Confluent Cloud console.',
		},
	],
	poolTimedOut: [
		{
			error: new PoolsError({ reason: 'poolTimedOut', id: 'lfcp-1', phase: 'PROVISIONING', wish: 'provisioned', waitedMs: 300_000, cut: undefined }),
			message: 'Compute pool lfcp-1 is PROVISIONING after 300 s, not yet PROVISIONED',
			...POOL_LATER,
		},
		{
			error: new PoolsError({ reason: 'poolTimedOut', id: 'lfcp-1', phase: 'DEPROVISIONING', wish: 'deleted', waitedMs: 300_000, cut: late }),
			message: 'Compute pool lfcp-1 is DEPROVISIONING after 300 s, not yet deleted. The time ran out while waiting for an answer from h',
			...POOL_LATER,
		},
	],
	poolNotInEnvironment: [
		{
			error: new PoolsError({ reason: 'poolNotInEnvironment', id: 'lfcp-1', environmentId: 'env-1', failure: answer(404, 'Resource Not Found', { requestId: 'r-3' }) }),
			message: 'There is no compute pool lfcp-1 in environment env-1: Resource Not Found (request ID r-3)',
			person:
				'Check both IDs; Get Many lists the pools of an environment. If the pool belongs to another environment, choose that one. If it was deleted before, there is nothing left to do.',
		},
	],
	parameterName: [
		{
			error: new QueryParameterError({ reason: 'parameterName', name: 'a b' }),
			message: '"a b" cannot be the name of a query parameter',
			person: 'Use letters, digits and underscores, such as "from_date" for :from_date in the SQL.',
		},
	],
	parameterTwice: [{ error: new QueryParameterError({ reason: 'parameterTwice', name: 'a' }), message: 'There are two query parameters named "a"', person: 'Remove one of them.' }],
	parameterValue: [
		...(
			[
				[{ kind: 'text', text: 'x' }, '"x"'],
				[{ kind: 'list' }, '(a list)'],
				[{ kind: 'object' }, '(an object)'],
			] satisfies Array<[ShownValue, string]>
		).map(([value, shown]) => ({
			error: new QueryParameterError({ reason: 'parameterValue', name: 'a', type: 'boolean', value, expected: { form: 'boolean' } }),
			message: `The value ${shown} of query parameter "a" does not fit its type "boolean"`,
			person: 'It has to be true or false.',
		})),
	],
	columnValue: [
		{
			error: new TableError({ reason: 'columnValue', column: 'tags', type: 'ARRAY<INT>', value: { kind: 'text', text: 'x' }, path: [1], expected: { form: 'boolean' } }),
			message: 'The value "x" at [1] of column "tags" does not fit its type ARRAY<INT>',
			person: 'It has to be true or false.',
		},
		{
			error: new TableError({ reason: 'columnValue', column: 'n', type: 'INT', value: { kind: 'text', text: '' }, expected: { form: 'integer', least: '-1', most: '1' } }),
			message: 'The value "" of column "n" does not fit its type INT',
			person: "Empty text is not a value of this type. For NULL, switch on 'Replace Empty Strings with NULL'.",
		},
		{
			error: new TableError({ reason: 'columnValue', column: 'n', type: 'ARRAY<INT>', value: { kind: 'text', text: '' }, path: [0], expected: { form: 'boolean' } }),
			message: 'The value "" at [0] of column "n" does not fit its type ARRAY<INT>',
			person: 'It has to be true or false.',
		},
		{
			error: new TableError({ reason: 'columnValue', column: 'at', type: 'TIMESTAMP(3)', value: { kind: 'text', text: '2024-06-15T12:34:56Z' }, expected: { form: 'timestamp' } }),
			message: 'The value "2024-06-15T12:34:56Z" of column "at" does not fit its type TIMESTAMP(3)',
			person:
				'It should be a date and time without a time zone, such as 2024-06-15 12:34:56.789. For a moment in UTC, write {{ $json.at.toDateTime().toUTC().toISO({ includeOffset: false }) }}.',
		},
	],
	tableUnknown: [
		{
			error: new TableError({ reason: 'tableUnknown', table: 'orders', database: 'shop' }),
			message: 'Table "orders" was not found in database "shop"',
			person: 'Choose it from the list. Names are case-sensitive, and the API key needs access to the topic and its schema.',
		},
	],
	noDatabase: [
		{
			error: new TableError({ reason: 'noDatabase' }),
			message: "Choose the database first, or set 'Default Database' in the credential",
			person: 'Pick it from the list, or enter its name.',
		},
	],
	viewNotWritten: [
		{
			error: new TableError({ reason: 'viewNotWritten', table: 'v' }),
			message: '"v" is a view: rows can be inserted into tables only',
			person: 'Choose the table that the view reads.',
		},
	],
	nothingMapped: [
		{
			error: new TableError({ reason: 'nothingMapped', fields: ['Id', 'Name'], columns: ['id', 'name'] }),
			message: "None of the item's fields is a column of the table: Id and Name",
			person: 'Its columns are id and name. Rename the fields, or map each column.',
		},
		{
			error: new TableError({ reason: 'nothingMapped', fields: [], columns: ['id'] }),
			message: 'The item has no fields',
			person: 'Its columns are id. Rename the fields, or map each column.',
		},
	],
	insertFailed: [
		{ error: notInserted('insertFailed', 7), message: 'The execution was cancelled', person: 'Rows inserted before that: 7 into "orders".' },
		{ error: notInserted('insertFailed', 0), message: 'The execution was cancelled', person: '' },
	],
	insertNotBegun: [
		{
			error: notInserted('insertNotBegun', 0, 1),
			message: 'Not inserted: 1 row for table "orders". Reason: The execution was cancelled',
			person: 'Statement "q" had not started and was deleted.',
		},
	],
	insertGoesOn: [
		{
			error: notInserted('insertGoesOn', 7, 3),
			message: 'Still being inserted: 3 rows for table "orders". Reason: The execution was cancelled',
			person: `Statement "q" was left to finish: do not insert its rows again. ${MORE_TIME}, or check the statement with Flink Statement → Get Statement. Rows inserted before that: 7 into "orders".`,
			poll: 'Statement "q" was left to finish: do not insert its rows again. Check the statement with Flink Statement → Get Statement. Rows inserted before that: 7 into "orders".',
		},
	],
	insertUnseen: [{ error: notInserted('insertUnseen', 0, 3), message: 'Perhaps inserted: 3 rows for table "orders". Reason: The execution was cancelled', person: LOOK_FIRST }],
	insertUnclear: [{ error: notInserted('insertUnclear', 0, 3), message: 'Perhaps inserted: 3 rows for table "orders". Reason: The execution was cancelled', person: LOOK_FIRST }],
	insertHeldBack: [
		{
			error: notInserted('insertHeldBack', 0, 3),
			message: 'Not inserted: 3 rows for table "orders". Statement "q", with rows before them, has not finished',
			person:
				'The table keeps the last row of each key, so no row is sent before an earlier one. Check statement "q" with Flink Statement → Get Statement. When it has finished, insert these rows again.',
		},
	],
	columnRequired: [
		{
			error: new TableError({ reason: 'columnRequired', column: 'id', type: 'INT' }),
			message: 'Column "id" (INT NOT NULL) has no value',
			person: 'Map a value to it: the table requires one in each row.',
		},
	],
	columnType: [
		{
			error: new TableError({ reason: 'columnType', column: 'g', type: 'GEOGRAPHY' }),
			message: 'Column "g" has the type GEOGRAPHY, which this node cannot write',
			person: 'Write the INSERT yourself with Flink Statement → Execute Query.',
		},
	],
	columnsUnknown: [
		{
			error: new TableError({ reason: 'columnsUnknown', names: ['Id', 'x'], columns: ['id', 'word'] }),
			message: 'The table has no column "Id" and "x"',
			person: 'Its columns are id and word. Column names are case-sensitive. If the table has changed, refresh the columns of the node.',
		},
	],
	columnNotWritten: [
		{
			error: new TableError({ reason: 'columnNotWritten', column: 'twice' }),
			message: 'Column "twice" cannot be written: Flink computes it',
			person: 'Remove it from the mapping.',
		},
	],
	conditionWithoutValue: [
		{
			error: new TableError({ reason: 'conditionWithoutValue', column: 'id' }),
			message: 'The condition on column "id" has no value',
			person: 'Enter a value. To find rows without one, choose the condition "Is Null".',
		},
	],
	columnNotCompared: (
		[
			['comparison', 'cannot be compared with a value'],
			['order', 'cannot be sorted'],
			['pattern', 'cannot be compared with a pattern: only text can'],
		] as const
	).map(([by, words]) => ({
		error: new TableError({ reason: 'columnNotCompared', column: 'm', type: 'MULTISET<INT>', by }),
		message: `Column "m" has the type MULTISET<INT>, which ${words}`,
		person: 'Choose another column, or write the query yourself with Flink Statement → Execute Query.',
	})),
	streamNotSorted: [
		{
			error: new TableError({ reason: 'streamNotSorted' }),
			message: 'A streaming query cannot be sorted: it never has all rows',
			person: `Remove the sort, or set 'Query Mode' to "Snapshot".`,
		},
	],
	rowTooLong: [
		{
			error: new TableError({ reason: 'rowTooLong', characters: 100_001, most: 100_000 }),
			message: 'The row takes 100001 characters of SQL, but a statement can have at most 100000',
			person: 'Shorten its longest values, or leave them out.',
		},
	],
	parameterSqlType: [
		{
			error: new QueryParameterError({ reason: 'parameterSqlType', name: 'a', sqlType: ' ' }),
			message: 'Query parameter "a" has no SQL type',
			person: "Enter the type of the JSON in 'SQL Type', such as ROW<id INT, tags ARRAY<STRING>>, MAP<STRING, INT> or DECIMAL(10, 2).",
		},
		{
			error: new QueryParameterError({ reason: 'parameterSqlType', name: 'a', sqlType: 'TEXT' }),
			message: 'Query parameter "a" has an SQL type that Flink SQL does not know: TEXT',
			person: "Enter the type of the JSON in 'SQL Type', such as ROW<id INT, tags ARRAY<STRING>>, MAP<STRING, INT> or DECIMAL(10, 2).",
		},
	],
	parametersMissing: [
		{
			error: new QueryParameterError({ reason: 'parametersMissing', names: ['a', 'b', 'c'] }),
			message: 'The SQL uses :a, :b and :c, but there is no query parameter of that name',
			person: "Add it under 'Query Parameters' in the options. If the colon belongs to the SQL, put a space after it.",
		},
	],
	parametersUnused: [
		{
			error: new QueryParameterError({ reason: 'parametersUnused', names: ['a', 'b'] }),
			message: 'The SQL does not use the query parameter "a" and "b"',
			person: 'Write :a where the value belongs, outside quotes and comments and after a space. Or remove the parameter.',
		},
	],
	noStatement: [
		{
			error: new SqlScriptError({ reason: 'noStatement', settings: 0 }),
			message: 'The SQL has no statement, only comments or semicolons',
			person: STATEMENT_BEHIND,
		},
		{
			error: new SqlScriptError({ reason: 'noStatement', settings: 2 }),
			message: 'The SQL has settings (SET, USE), but no statement after them',
			person: STATEMENT_BEHIND,
		},
	],
	severalStatements: [
		{
			error: new SqlScriptError({ reason: 'severalStatements', count: 3 }),
			message: 'The SQL has 3 statements, and Confluent Cloud runs one at a time',
			person: 'Use one node or one item for each. Several INSERT INTO can form one statement: EXECUTE STATEMENT SET BEGIN … END;',
		},
	],
	settingAfterStatement: [
		{
			error: new SqlScriptError({ reason: 'settingAfterStatement', verb: 'USE' }),
			message: 'The SQL has USE after its statement',
			person: 'Write USE before its statement, or remove it: settings do not last until the next statement.',
		},
	],
	settingForm: [
		{
			error: new SqlScriptError({ reason: 'settingForm', verb: 'SET' }),
			message: 'A SET in the SQL cannot be read',
			person: "Write it as SET 'sql.state-ttl' = '1 h';, with name and value in single quotes and inner quotes doubled.",
		},
		{
			error: new SqlScriptError({ reason: 'settingForm', verb: 'USE' }),
			message: 'A USE in the SQL cannot be read',
			person: 'Write it as USE CATALOG `my-environment`;, USE `my-cluster`; or USE `my-environment`.`my-cluster`;.',
		},
	],
	settingsAsked: [
		{
			error: new SqlScriptError({ reason: 'settingsAsked' }),
			message: "The SQL has a SET without name and value, which lists the settings in Confluent's SQL shell",
			person: "Remove it, or complete it: SET 'sql.state-ttl' = '1 h';, with name and value in single quotes and inner quotes doubled.",
		},
	],
	resetSetting: [
		{
			error: new SqlScriptError({ reason: 'resetSetting' }),
			message: "The SQL has RESET, which works only in Confluent's SQL shell",
			person: 'Remove it: every statement starts with the default settings.',
		},
	],
	shellSetting: [
		...[
			['client.service-account', "Remove it, and enter the service account in 'Principal'."],
			['client.statement-name', "Remove it, and enter the name in 'Statement Name' of Submit Statement."],
			['client.output-format', 'Remove it.'],
		].map(([name = '', person]) => ({ error: new SqlScriptError({ reason: 'shellSetting', name }), message: `"${name}" is a setting of Confluent's SQL shell, not of a statement`, person })),
	],
	shellStatementSet: [
		{
			error: new SqlScriptError({ reason: 'shellStatementSet' }),
			message: 'The SQL has BEGIN STATEMENT SET, which Confluent Cloud does not support',
			person: 'Write it as one statement: EXECUTE STATEMENT SET BEGIN … END;',
		},
	],
	schemaWithoutColumns: [{ error: new ResultFormatError({ reason: 'schemaWithoutColumns' }), message: 'The result cannot be read: the result schema has no list of columns', person: REPORT }],
	columnWithoutName: [{ error: new ResultFormatError({ reason: 'columnWithoutName', position: 2 }), message: 'The result cannot be read: column 2 of the result schema has no name', person: REPORT }],
	typeTooDeep: [
		{ error: new ResultFormatError({ reason: 'typeTooDeep', path: ['c', 'f'], most: 100 }), message: 'The result cannot be read: the type of column "c", field "f" of the result schema is nested more than 100 times', person: WITHOUT_COLUMN },
	],
	entryWithoutRow: [{ error: new ResultFormatError({ reason: 'entryWithoutRow' }), message: 'The result cannot be read: an entry of the result has no row', person: REPORT }],
	rowWidth: [{ error: new ResultFormatError({ reason: 'rowWidth', values: 1, columns: 2 }), message: 'The result cannot be read: a row of the result has 1 values, but the result has 2 columns', person: REPORT }],
	unknownOp: [{ error: new ResultFormatError({ reason: 'unknownOp', op: '"0"' }), message: 'The result cannot be read: a row of the result has the unknown operation "0"', person: REPORT }],
	valueNotList: [{ error: new ResultFormatError({ reason: 'valueNotList', path: ['c'] }), message: 'The result cannot be read: a value of column "c" is not a list', person: WITHOUT_COLUMN }],
	entryNotPair: [{ error: new ResultFormatError({ reason: 'entryNotPair', path: ['c'] }), message: 'The result cannot be read: an entry of column "c" is not a pair', person: WITHOUT_COLUMN }],
	valueTooDeep: [
		{
			error: new ResultFormatError({ reason: 'valueTooDeep', path: ['c'], most: 3000 }),
			message: 'The result cannot be read: a value of column "c" is nested too deeply, with more than 3000 lists inside each other',
			person: WITHOUT_COLUMN,
		},
		{
			error: new ResultFormatError({ reason: 'valueTooDeep', path: undefined, most: 3000 }),
			message: 'The result cannot be read: a value of a VARIANT is nested too deeply, with more than 3000 lists inside each other',
			person: REPORT,
		},
	],
	fieldCount: [
		{ error: new ResultFormatError({ reason: 'fieldCount', path: ['c'], fields: 1, expected: 2 }), message: 'The result cannot be read: a value of column "c" has 1 fields instead of 2', person: WITHOUT_COLUMN },
	],
};

const ALL = Object.entries(CASES).flatMap(([reason, cases]) => cases.map((each) => ({ reason, ...each })));

describe('the words for every reason', () => {
	it.each(ALL)('$reason: $message', ({ reason, error, message, person, poll }) => {
		expect(error.facts.reason).toBe(reason);
		expect(wordsOf(error, 'person')).toEqual({ message, nextStep: person });
		expect(wordsOf(error, 'poll')).toEqual({ message, nextStep: poll ?? person });
		expect(messageOf(error)).toBe(message);
	});

	it.each(ALL)('ask no poll for what it does by itself, or does not have: $reason', ({ error }) => {
		expect(wordsOf(error, 'poll')?.nextStep ?? '').not.toMatch(/Max Wait|more time|run (the node )?again|filters/i);
	});
});

describe('within other words', () => {
	const REDIRECT = 'The server answered with a redirect';

	it.each<[string, AnswerFinding]>([
		['The answer is not a list of statements', { reason: 'malformed', expected: 'a list of statements', words: undefined }],
		['The answer is not a statement: Sign in', { reason: 'malformed', expected: 'a statement', words: 'Sign in' }],
		[`${REDIRECT} without saying where to`, { reason: 'redirectToNowhere' }],
		[`${REDIRECT} to https://a.example, but the API key is for https://b.example only`, { reason: 'redirectAway', origin: 'https://a.example', own: 'https://b.example' }],
		['The server redirects in a circle: after 5 redirects it leads back to https://a.example', { reason: 'redirectsEndless', count: 5, origin: 'https://a.example', inCircle: true }],
		['The server redirected more than 5 times, the last time to https://a.example', { reason: 'redirectsEndless', count: 5, origin: 'https://a.example', inCircle: false }],
		[`${REDIRECT} to https://a.example, where a POST request is not repeated`, { reason: 'redirectOfChange', origin: 'https://a.example', method: 'POST' }],
	])('an answer says: %s', (message, finding) => {
		expect(messageOf(answer(308, 'HTTP status 308', { finding }))).toBe(message);
	});

	it.each<Repeater>(['person', 'poll'])('a redirect that is not followed is a matter of the credential: for a %s', (repeater) => {
		expect(wordsOf(answer(308, 'HTTP status 308', { finding: { reason: 'redirectToNowhere' } }), repeater)?.nextStep).toBe("Check 'Base URL' in the credential.");
	});

	const submit = (status: number, detail: string) => new ApiError({ status, detail, headers: {}, method: 'POST', path: '/sql/v1/x' });
	const TAKEN =
		"The name is taken, or its statement is still being deleted. Wait a few seconds, then run the node again. If that does not help, choose another name, or set 'On Name Conflict'.";
	const SETTING = "Settings are not statements here: enter the name and value under 'Properties', without SET.";

	it.each<[string, ApiError, string, string]>([
		['a name that is taken', submit(409, 'Conflict'), TAKEN, NEXT_POLL],
		['SET', submit(400, "Statement 'SET' is not supported."), SETTING, SETTING],
		['RESET', submit(422, 'Unsupported statement: RESET sql.state-ttl'), SETTING, SETTING],
		['a script', submit(400, ONE_AT_A_TIME), SEVERAL, SEVERAL],
		['a statement set that is not supported', submit(400, 'EXECUTE STATEMENT SET is not supported here'), 'Correct the value that the message names.', 'Correct the value that the message names.'],
		['anything else', submit(400, 'no such pool'), 'Correct the value that the message names.', 'Correct the value that the message names.'],
	])('a submit is refused because of %s', (_case, error, person, poll) => {
		expect(wordsOf(error, 'person')).toEqual({ message: error.detail, nextStep: person });
		expect(wordsOf(error, 'poll')).toEqual({ message: error.detail, nextStep: poll });
	});

	it('a 409 to a change is no name that is taken', () => {
		const change = new ApiError({ status: 409, detail: 'Conflict', headers: {}, method: 'PUT', path: '/sql/v1/x' });
		expect(wordsOf(change, 'person')?.nextStep).toMatch(/^Something else changed it/);
	});

	const activities: Readonly<Record<Activity['doing'], [Activity, string]>> = {
		awaitingTurn: [{ doing: 'awaitingTurn' }, "waiting for its turn within Confluent Cloud's rate limit"],
		awaitingRateLimit: [{ doing: 'awaitingRateLimit' }, "waiting for Confluent Cloud's rate limit"],
		awaitingAnswer: [{ doing: 'awaitingAnswer', host: 'h' }, 'waiting for an answer from h'],
		repeating: [{ doing: 'repeating' }, 'repeating a request that failed'],
		readingRows: [{ doing: 'readingRows', statement: 'q' }, 'reading the rows of statement "q"'],
	};

	it.each(Object.values(activities))('the time runs out while %j', (during, words) => {
		expect(messageOf(new DeadlineError(during))).toBe(`The time for this operation ran out while ${words}`);
	});

	const wishes: Readonly<Record<Wish['kind'], [Wish, string]>> = {
		phase: [{ kind: 'phase', phases: ['RUNNING'] }, 'RUNNING'],
		readable: [{ kind: 'readable' }, 'readable'],
		finished: [{ kind: 'finished' }, 'COMPLETED'],
		checked: [{ kind: 'checked' }, 'checked'],
		deleted: [{ kind: 'deleted' }, 'deleted'],
		changed: [{ kind: 'changed', refusal: answer(409, 'its table is locked') }, 'changed: the service answered 409 each time (its table is locked)'],
	};

	it.each(Object.values(wishes))('a statement is waited for: %j', (wish, words) => {
		expect(messageOf(timedOut({ wish }))).toBe(`Statement "etl" is PENDING after 10 s, not yet ${words}`);
	});

	/** What "It has to be" ends with, or whole sentences, in a list of one. */
	const expectations: Readonly<Record<ExpectedValue['form'], string | [string]>> = {
		text: 'a text; for NULL choose the type "Null", for a list the type "Array"',
		plainText: 'a text, a number or a boolean; a list or an object can be written as text with JSON.stringify()',
		number: 'a number such as 42, -0.5 or 1.5e6',
		numberInRange: 'a number of at most 38 digits, or one within the range of DOUBLE',
		decimal: 'a decimal number of at most 38 digits, such as 12.30',
		floating: 'a number such as 42, -0.5 or 1.5e6; NaN, Infinity and -Infinity as text',
		boolean: 'true or false',
		base64: 'bytes in base64, such as AQID',
		sqlType: 'the SQL type of the NULL, such as INTEGER, DECIMAL(10, 2) or ARRAY<STRING>',
		identifier: 'the name of one catalog, database, table or column, without line breaks',
		json: 'JSON, such as {"id": 1, "tags": ["a", "b"]}; a text in it stands in double quotes',
		jsonForm: 'a value that JSON can express, which an invalid date is not',
		list: 'a JSON list with at least one value, all of them of one kind, such as ["a", "b"] or [1, null, 3]',
		inList: 'a JSON list of texts, of numbers or of booleans, such as ["a", "b"] or [1, 2, 3]',
		noNullInList: ['A list for IN cannot contain null. Remove it, as with .filter((value) => value != null), and test for NULL with IS NULL.'],
		noListInList: ['A list for IN cannot contain lists. Flatten it, as with .flat(); for an array of arrays choose the type "Array".'],
		elements: 'a list',
		mapEntries: 'an object, or a list of objects such as { "key": 1, "value": "a" }',
		noNullKey: ['The key of a MAP cannot be NULL: remove the entry.'],
		multisetEntries: 'a list of objects such as { "value": "a", "count": 2 }',
		noMultiset: ['Flink SQL cannot write a MULTISET inside an ARRAY, a MAP or another MULTISET: use null.'],
		noNullElement: ['A MULTISET cannot hold NULL when it is written in SQL: remove the entry.'],
		fewerElements: 'a MULTISET of at most 1 elements, all counted',
		date: 'a date such as 2024-06-15',
		time: 'a time of day such as 12:34:56 or 12:34:56.789',
		timestamp: 'a date and time without a time zone, such as 2024-06-15 12:34:56.789. For one with a zone, choose the type "Timestamp with Local Time Zone"',
		instant: 'a date and time with its zone, such as 2024-06-15T12:34:56Z or 2024-06-15T14:34:56.789+02:00',
		interval: 'a span such as "90 minutes", "1 12:30:00" (days and time), "1-06" (years and months) or PT1H30M. It can have up to 999999 days or 9999 years, and no months beside days',
		intervalInMilliseconds: 'exact to the millisecond at most, as the intervals of Flink are',
		exactNumber: 'text where a number has so many digits, such as "9007199254740993" in quotes: JavaScript may have rounded it to 9007199254740992',
		instantInMilliseconds: "exact to the millisecond at most, since the statement's local time zone is Asia/Tokyo and not UTC",
		integer: 'a whole number from -128 to 127',
		digits: 'a number of at most 8 digits before the point and 1 digit after it',
		floatingInRange: 'a number within the range of INT',
		length: 'at most 1 character long',
		exactLength: 'exactly 16 bytes long',
		fraction: 'exact to 3 digits after the second at most',
		intervalOf: 'a span that the type INT counts, and a whole number of its last unit',
		row: 'an object with the fields a, b and c, or a list of their values',
		knownField: ['The ROW has no field "d", only a, b and c: remove it, or add it to the type.'],
		fieldCount: 'a list of 3 values, one for each field of the ROW; a missing one is null',
		notNull: 'there, and not null, since its type is INT',
		nesting: 'nested less deeply: at most 1 lists and objects inside each other',
	};
	const FACTS = { localTimeZone: 'Asia/Tokyo', rounded: '9007199254740992', least: '-128', before: 8, after: 1, type: 'INT', unit: 'characters', bytes: 16, digits: 3, field: 'd' };
	const expected = (form: string): ExpectedValue =>
		({ ...FACTS, form, most: form === 'integer' ? '127' : 1, fields: form === 'fieldCount' ? 3 : ['a', 'b', 'c'] }) as ExpectedValue;
	const valueError = (facts: Partial<Extract<ParameterFacts, { reason: 'parameterValue' }>>) =>
		new QueryParameterError({ reason: 'parameterValue', name: 'a', type: 'string', value: { kind: 'list' }, expected: { form: 'text' }, ...facts });

	it.each(Object.entries(expectations))('the value of a query parameter has to be: %s', (form, words) => {
		expect(wordsOf(valueError({ expected: expected(form) }), 'person')?.nextStep).toBe(typeof words === 'string' ? `It has to be ${words}.` : words[0]);
	});

	it('a fraction of a second where there is no room for any', () => {
		expect(wordsOf(valueError({ expected: { form: 'fraction', digits: 0 } }), 'person')?.nextStep).toBe('It has to be exact to the second, without a fraction.');
	});

	it.each<[ValuePath, string]>([
		[[], ''],
		[['a'], ' at a'],
		[[0], ' at [0]'],
		[['a', 'b', 2, 'größe', 0, 1], ' at a.b[2].größe[0][1]'],
		[['x y', 'a"b', ''], ' at ["x y"]["a\\"b"][""]'],
	])('the place of a value, %j, is worded as JavaScript goes there', (path, words) => {
		expect(messageOf(valueError({ path }))).toBe(`The value (a list)${words} of query parameter "a" does not fit its type "string"`);
	});

	const flaws: Readonly<Record<NameFlaw['reason'], [NameFlaw, string, string]>> = {
		nameEmpty: [{ reason: 'nameEmpty' }, 'The statement name is empty', 'Correct it.'],
		nameTooLong: [{ reason: 'nameTooLong', length: 101, most: 100 }, 'The statement name has 101 characters; at most 100 are allowed', 'Correct it.'],
		nameForm: [
			{ reason: 'nameForm', name: 'A' },
			'The statement name "A" is not valid',
			'Use lower-case letters, digits and hyphens, as in "daily-orders-1". Begin and end with a letter or digit. Correct it.',
		],
	};

	const patternFlaws: Readonly<Record<PatternFlaw['reason'], [PatternFlaw, string]>> = {
		patternCharacter: [{ reason: 'patternCharacter', character: '_' }, 'Statement names have only lower-case letters, digits, hyphens and dots. Remove the "_".'],
		patternTooLong: [{ reason: 'patternTooLong', most: 253 }, 'Statement names have at most 253 characters. Shorten it.'],
		patternForm: [{ reason: 'patternForm' }, 'Statement names have a letter or digit at both ends and on each side of a dot. Remove the misplaced hyphen or dot.'],
	};

	it.each(Object.values(patternFlaws))('a pattern for names can never match: %j', (flaw, nextStep) => {
		expect(patternWords(flaw, `'Name Contains' is "x"`)).toEqual({ message: `'Name Contains' is "x", which no statement name can match`, nextStep });
	});

	it.each(Object.values(flaws))('the name of a statement is wrong: %j', (flaw, message, nextStep) => {
		expect(nameWords(flaw, 'Correct it.')).toEqual({ message, nextStep });
	});
});

it('of an error that is none of ours no more is known than its message', () => {
	expect(wordsOf(new Error('x'), 'person')).toBeUndefined();
	expect(messageOf(new Error('x'))).toBe('x');
	expect(messageOf('x')).toBe('x');
});
