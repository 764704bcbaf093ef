/** JSON Schemas of the control calls' bodies. A misspelt field is refused: a fault that never strikes is a test that cannot fail. */

const text = { type: 'string' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const amount = { type: 'number', minimum: 0 };
const share = { type: 'number', minimum: 0, maximum: 1 };
const texts = { type: 'object', additionalProperties: text };
const when = { anyOf: [{ enum: ['before', 'after'] }, object({ laterMs: amount }, ['laterMs'])] };

function object(properties: object, required: readonly string[] = []): object {
	return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object): object {
	return { type: 'array', items };
}

const duration = { anyOf: [amount, { type: 'array', items: amount, minItems: 2, maxItems: 2 }] };
const progression = {
	anyOf: [{ const: 'immediate' }, object({ reads: count }, ['reads']), object({ ms: duration }, ['ms'])],
};

const stepProgression = { anyOf: [...progression.anyOf, object({ rows: count }, ['rows'])] };

const warning = object({ severity: text, reason: text, message: text }, ['severity', 'reason', 'message']);
const step = object(
	{
		phase: text,
		after: stepProgression,
		detail: text,
		scalingState: text,
		warnings: list(warning),
		latestOffsets: texts,
		resultsGone: flag,
	},
	['phase'],
);
const exception = object({ name: text, message: text, at: amount }, ['name', 'message']);
const column = object({ name: text, type: { type: 'object', required: ['type', 'nullable'] } }, [
	'name',
	'type',
]);
const change = object({ op: { enum: [0, 1, 2, 3] }, row: { type: 'array' } }, ['op', 'row']);
const columns = { anyOf: [{ type: 'null' }, list(column)] };
const upsertColumns = { anyOf: [{ type: 'null' }, list(count)] };
const traits = { sqlKind: text, isBounded: flag, isAppendOnly: flag, upsertColumns, columns };

const statement = {
	sql: text,
	phase: text,
	detail: text,
	environmentId: text,
	computePoolId: text,
	principal: text,
	properties: texts,
	labels: texts,
	stopped: flag,
	createdAt: amount,
	updatedAt: amount,
	traits: object(traits, Object.keys(traits)),
	exceptions: list(exception),
	latestOffsets: texts,
	steps: list(step),
};

const pool = object(
	{
		id: text,
		environmentId: text,
		displayName: text,
		cloud: text,
		region: text,
		maxCfu: count,
		networkId: text,
		isDefault: flag,
		phase: text,
	},
	['id'],
);
const key = { id: text, secret: text, kind: { enum: ['flink', 'cloud', 'global'] }, owner: text };
const keyPlace = { environmentId: text, cloud: text, region: text, computePoolId: text };

export const SEED_SCHEMA = object({
	environments: list(object({ id: text, displayName: text }, ['id', 'displayName'])),
	computePools: list(pool),
	principals: list(object({ id: text, displayName: text, about: text }, ['id', 'displayName', 'about'])),
	keys: list(object({ ...key, ...keyPlace }, Object.keys(key))),
	statements: list(object({ name: text, ...statement }, ['name'])),
	bulk: object({ count, prefix: text, ...statement }, ['count', 'prefix']),
});

export const CLOCK_SCHEMA = object({ advanceMs: amount, setMs: amount, mode: { enum: ['auto', 'manual'] } });

const faults = [
	object(
		{
			kind: { const: 'answer' },
			status: { type: 'integer', minimum: 200, maximum: 599 },
			when,
			body: {
				enum: ['errors', 'message', 'errorCode', 'nested', 'nestedCode', 'html', 'text', 'empty', 'gzip'],
			},
			detail: text,
			retryAfter: text,
			headers: texts,
		},
		['kind', 'status'],
	),
	object({ kind: { const: 'latency' }, ms: amount }, ['kind', 'ms']),
	object({ kind: { enum: ['drop', 'hang'] }, when }, ['kind', 'when']),
	object({ kind: { const: 'twice' } }, ['kind']),
	object({ kind: { const: 'redirect' }, location: text, status: { enum: [301, 302, 303, 307, 308] } }, [
		'kind',
		'location',
	]),
];

export const FAULT_RULE_SCHEMA = object(
	{
		method: text,
		path: text,
		skip: count,
		times: count,
		probability: share,
		seed: count,
		fault: { anyOf: faults },
	},
	['fault'],
);

const delays = {
	pending: progression,
	defining: progression,
	finishing: progression,
	failing: progression,
	stopping: progression,
	deleting: progression,
	provisioning: progression,
	deprovisioning: progression,
};
const results = {
	rowsPerPage: { type: 'integer', minimum: 1 },
	emptyFirstPages: count,
	arrivalDelayMs: amount,
	snapshotWindowMs: amount,
	windowMs: amount,
	idleStopMs: amount,
	bufferedRows: count,
	restAfterStop: { enum: ['byHand', 'always', 'never'] },
};

export const SETTINGS_SCHEMA = object({
	lifecycle: { anyOf: [{ enum: ['demo', 'immediate'] }, object(delays)] },
	results: object(results),
	limits: { anyOf: [flag, object({ perSecond: count, perMinute: count, connections: count })] },
	patchEnabled: flag,
	schemaPlace: { enum: ['traits', 'result_schema'] },
	traitsFrom: { enum: ['submit', 'start'] },
	pageTokens: { enum: ['urlSafe', 'padded'] },
	cloudCase: { enum: ['upper', 'lower'] },
	linkOrigin: { anyOf: [{ type: 'null' }, text] },
	maxStatements: count,
	secretMask: { anyOf: [{ type: 'null' }, text] },
});

export const BEHAVIOUR_SCHEMA = object({
	name: text,
	sqlContains: text,
	times: count,
	steps: list(step),
	stopSteps: list(step),
	resumeSteps: list(step),
	exceptions: list(exception),
	results: object(
		{ ...traits, rows: list(object({ afterMs: amount, changes: list(change) }, ['changes'])), endless: flag },
		['columns'],
	),
});

export const STEER_SCHEMA = object({ name: text, steps: list(step), environmentId: text }, ['name', 'steps']);

const cell = { type: ['string', 'number', 'boolean', 'null'] };
export const ROWS_SCHEMA = object(
	{ table: text, rows: list({ type: 'object', additionalProperties: cell }), environmentId: text },
	['table', 'rows'],
);

export const DRIVE_SCHEMA = object({ count, prefix: text, seed: count, spanMs: amount, deleted: share }, [
	'count',
	'prefix',
	'seed',
	'spanMs',
]);
