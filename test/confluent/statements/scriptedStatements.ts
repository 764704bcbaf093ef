import { ApiError, apiErrorFrom } from '../../../nodes/shared/confluent/http/errors/apiError';
import type { ApiRequest, ApiResponse } from '../../../nodes/shared/confluent/http/exchange/exchange';
import type { Api } from '../../../nodes/shared/confluent/http/api';
import type { Scope } from '../../../nodes/shared/confluent/http/scope/scope';
import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { Statements } from '../../../nodes/shared/confluent/statements/statements';
import { statementFrom, type Statement } from '../../../nodes/shared/confluent/statements/statement';
import type { LostAnswer } from '../../../nodes/shared/confluent/statements/temporaryStatement';
import { VirtualTime } from '../virtualTime';

export const PLACE = { organizationId: '5a1f1c0e-6f2b-4d1e-9d3c-7b8e2a4c9f10', environmentId: 'env-abc123' };

export const PATH = `/sql/v1/organizations/${PLACE.organizationId}/environments/${PLACE.environmentId}/statements`;

export type Answer = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string>; readonly isMemberClean?: (name: string) => boolean } | Error;

export interface Sent {
	readonly call: string;
	readonly request: ApiRequest;
	/** Milliseconds since the start. */
	readonly at: number;
}

export interface ScriptOptions {
	/** Seconds until the deadline. */
	readonly seconds?: number;
	readonly signal?: AbortSignal;
	/** Milliseconds that an answer takes. */
	readonly roundTripMs?: number;
	readonly random?: () => number;
}

/** A gateway of a few functions, in virtual time: `answer` decides by the call, such as `GET results`. */
export function scriptStatements(answer: (call: string, sent: Sent) => Answer, options: ScriptOptions = {}) {
	const time = new VirtualTime();
	const start = time.now();
	const sent: Sent[] = [];
	const apiIn = (scope: Scope): Api => ({
		scope,
		send: async (request) => {
			const entry = { call: callOf(request), request, at: time.now() - start };
			sent.push(entry);
			if (options.roundTripMs !== undefined) await time.sleep(options.roundTripMs);
			return respond(request, answer(entry.call, entry));
		},
	});
	const scope: Scope = {
		clock: time,
		deadline: start + (options.seconds ?? 300) * 1000,
		random: options.random ?? (() => 0.5),
		owner: {},
		signal: options.signal,
	};
	const left: Array<readonly [name: string, failure: Error]> = [];
	const lostAnswers: LostAnswer[] = [];
	return {
		sent,
		left,
		lostAnswers,
		calls: () => sent.map(({ call }) => call),
		elapsed: () => time.now() - start,
		time,
		statements: new Statements(apiIn(scope), PLACE),
		within: (seconds: number) => new Statements(apiIn({ ...scope, deadline: time.now() + seconds * 1000 }), PLACE),
		afterwards: (seconds: number) => {
			const { clock, random, owner } = scope;
			return new Statements(apiIn({ clock, random, owner, deadline: time.now() + seconds * 1000 }), PLACE);
		},
		leftBehind: (name: string, failure: Error) => {
			left.push([name, failure]);
		},
		answerLost: (lostAnswer: LostAnswer) => {
			lostAnswers.push(lostAnswer);
		},
		run: async <T>(work: Promise<T>) => await time.run(work),
	};
}

function respond(request: ApiRequest, answer: Answer): ApiResponse {
	if (answer instanceof Error) throw answer;
	const response = { status: answer.status ?? 200, headers: answer.headers ?? {}, body: answer.body, ...(answer.isMemberClean && { isMemberClean: answer.isMemberClean }) };
	if (response.status > 299) throw apiErrorFrom(request, response);
	return response;
}

/** `POST`, `GET`, `DELETE` for the statement, `GET results`, `GET exceptions` for what lies below it. */
function callOf({ method, path }: ApiRequest): string {
	const below = /\/statements\/[^/]+\/(\w+)$/.exec(path)?.[1];
	return below === undefined ? method : `${method} ${below}`;
}

export function refusal(status: number, detail: string): Answer {
	return { status, body: { errors: [{ status: String(status), detail }] } };
}

export function lost(status: number): ApiError {
	return new ApiError({ status, detail: `status ${status}`, headers: {}, method: 'POST', path: PATH });
}

export interface StatementFacts {
	readonly phase?: string;
	readonly detail?: string;
	readonly sql?: string;
	readonly properties?: Record<string, string>;
	readonly traits?: JsonObject;
}

export const TEXT_COLUMNS = {
	columns: [
		{ name: 'k', type: { type: 'VARCHAR', nullable: true } },
		{ name: 'v', type: { type: 'BIGINT', nullable: true } },
	],
};

/** A bounded, append-only SELECT of `k` and `v` that has completed, unless told otherwise. */
export function statementBody({
	phase = 'COMPLETED',
	detail = '',
	sql = 'SELECT 1',
	properties = {},
	traits = {},
}: StatementFacts = {}): JsonObject {
	return {
		name: 'q',
		metadata: { uid: 'u-1', resource_version: '1' },
		spec: { statement: sql, properties, stopped: false },
		status: {
			phase,
			detail,
			traits: { sql_kind: 'SELECT', is_bounded: true, is_append_only: true, schema: TEXT_COLUMNS, ...traits },
		},
	};
}

export function statementOf(facts: StatementFacts = {}): Statement {
	const statement = statementFrom(statementBody(facts));
	if (statement === undefined) throw new Error('not a statement');
	return statement;
}

type Row = readonly [op: number, ...values: unknown[]];

/** A page of results; `next` is the token of the next one. */
export function pageBody(rows: readonly Row[], next?: string): Answer {
	const data = rows.map(([op, ...row]) => ({ op, row }));
	const query = next === undefined ? '' : `?page_token=${encodeURIComponent(next)}`;
	return {
		body: {
			metadata: {
				self: 'x',
				next: next === undefined ? '' : `https://elsewhere.example/sql/results${query}`,
			},
			results: { data },
		},
	};
}

/** Answers one after the other; the last one again and again. */
export function inTurn<T>(...answers: readonly T[]): () => T {
	let index = 0;
	return () => {
		const answer = answers[Math.min(index++, answers.length - 1)];
		if (answer === undefined) throw new Error('nothing to answer');
		return answer;
	};
}
