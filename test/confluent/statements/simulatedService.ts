import { createApi } from '../../../nodes/shared/confluent/http/api';
import { TransportError } from '../../../nodes/shared/confluent/http/errors/transportError';
import type { ApiResponse, TransportRequest } from '../../../nodes/shared/confluent/http/exchange/exchange';
import { RateLimiter } from '../../../nodes/shared/confluent/http/pacing/rateLimiter';
import type { Scope } from '../../../nodes/shared/confluent/http/scope/scope';
import { Statements } from '../../../nodes/shared/confluent/statements/statements';
import type { LostAnswer } from '../../../nodes/shared/confluent/statements/temporaryStatement';
import { asRecord, asText } from '../../../nodes/shared/language/guards';
import { VirtualTime } from '../virtualTime';
import { PLACE } from './scriptedStatements';

/** What becomes of one request on its way. */
export type Fate =
	| 'fine'
	/** The connection breaks before the service has the request, or before the client has the answer. */
	| 'lostBefore'
	| 'lostAfter'
	/** A gateway answers 504, and the request is not carried out, or is. */
	| 'timeoutBefore'
	| 'timeoutAfter'
	/** A gateway answers 504, and the request is carried out so many milliseconds later. */
	| { readonly lateMs: number }
	/** A gateway sends it a second time, and gives the second answer. */
	| 'twice'
	/** It is carried out, and answered with a page. */
	| 'page'
	| 'refused';

export interface SimulatedStatement {
	readonly name: string;
	readonly uid: string;
	readonly sql: string;
	readonly createdAt: number;
	phase: string;
	stopped: boolean;
	version: number;
	pool: string;
	/** What it does by itself, and when. */
	next: { readonly at: number; readonly phase: string } | undefined;
}

interface Refusal {
	readonly status: number;
	readonly detail: string;
}

export interface ServiceOptions {
	/** Of requests in the order in which they are sent; all later ones are fine. */
	readonly fates?: readonly Fate[];
	/** Whether the key's role covers one compute pool: 403 stands for 404. */
	readonly isPoolRole?: boolean;
	/** How the service shows SQL. */
	readonly shown?: (sql: string) => string;
	/** The name that answers have, instead of the one that was asked for. */
	readonly shownName?: string;
	/** A refusal of a request, such as a `DELETE`. */
	readonly refuses?: (call: string) => Refusal | undefined;
	/** Why SQL is not valid. */
	readonly flaw?: (sql: string) => string | undefined;
	/** Whether dry runs are kept like other statements, instead of being answered in full by the POST. */
	readonly keepsDryRuns?: boolean;
	readonly seconds?: number;
	/** How long DDL and an INSERT of values run. */
	readonly runMs?: number;
	readonly signal?: AbortSignal;
	/** Called before the service looks at a request: for what others do meanwhile. */
	readonly meanwhile?: (service: SimulatedService, call: string) => void;
}

const ROUND_TRIP_MS = 20;
const DURATIONS: Readonly<Record<string, readonly [ms: number, phase: string]>> = {
	PENDING: [300, 'RUNNING'],
	STOPPING: [600, 'STOPPED'],
	FAILING: [400, 'FAILED'],
	DELETING: [500, 'GONE'],
};
const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'STOPPED']);

/**
 * A gateway with statements in it, in virtual time, behind the real client with its pacing and its repeats. It keeps the
 * service's rules that matter when answers are lost: unique names, versions, uids, and a deletion that takes its time.
 */
export class SimulatedService {
	readonly time = new VirtualTime();
	readonly sent: string[] = [];
	/** Every statement that was ever created, in order. */
	readonly created: SimulatedStatement[] = [];
	/** Uids of those that came to their end, and with it wrote what they had to write. */
	readonly completed: string[] = [];
	/** Uids of those whose deletion was accepted, and of those that were resumed. */
	readonly deleted: string[] = [];
	readonly resumed: string[] = [];
	readonly lostAnswers: LostAnswer[] = [];
	readonly left: string[] = [];
	readonly statements: Statements;
	private readonly names = new Map<string, SimulatedStatement>();
	private late: Array<{ readonly at: number; readonly act: () => void }> = [];
	private readonly fates: Fate[];
	private readonly limiter = new RateLimiter(this.time);
	private count = 0;
	/** What becomes of the request that is under way. */
	fate: Fate = 'fine';
	/** A refusal of a request, by its call. */
	refuse: (call: string) => Refusal | undefined;

	constructor(private readonly options: ServiceOptions = {}) {
		this.refuse = options.refuses ?? (() => undefined);
		this.fates = [...(options.fates ?? [])];
		const { signal, seconds = 300 } = options;
		this.statements = this.client(seconds, signal);
	}

	/** What `withTemporaryStatement` and all that is built on it takes. */
	get clients() {
		return this.clientsWith(this.statements);
	}

	/** The same for another try, whose time begins now. */
	clientsFor(seconds: number, signal?: AbortSignal) {
		return this.clientsWith(this.client(seconds, signal));
	}

	private clientsWith(statements: Statements) {
		return {
			statements,
			afterwards: (seconds: number) => this.client(seconds),
			leftBehind: (name: string) => void this.left.push(name),
			answerLost: (lost: LostAnswer) => void this.lostAnswers.push(lost),
		};
	}

	/** Puts a statement there, behind the client's back. */
	put(name: string, sql: string, phase: string, stopped = false, ageMs = 3_600_000): SimulatedStatement {
		const statement: SimulatedStatement = { name, uid: `u-${++this.count}`, sql, createdAt: this.time.now() - ageMs, phase, stopped, version: 1, pool: 'lfcp-1', next: undefined };
		this.enter(statement, phase, this.time.now());
		this.names.set(name, statement);
		return statement;
	}

	/** The statement that has the name now. */
	at(name: string): SimulatedStatement | undefined {
		this.catchUp();
		return this.names.get(name);
	}

	all(): SimulatedStatement[] {
		this.catchUp();
		return [...this.names.values()];
	}

	/** Deletes a statement at once, as another client's DELETE some time ago. */
	take(name: string): void {
		this.names.delete(name);
	}

	/** Runs work to its end, and then lets everything happen that is still under way. */
	async run<T>(work: Promise<T>): Promise<T> {
		try {
			return await this.time.run(work);
		} finally {
			await this.time.pass(120_000);
			this.catchUp();
		}
	}

	private client(seconds: number, signal?: AbortSignal): Statements {
		const scope: Scope = { clock: this.time, deadline: this.time.now() + seconds * 1_000, random: () => 0.5, owner: {}, signal };
		const transport = async (request: TransportRequest) => await this.carry(request);
		return new Statements(createApi({ origin: 'https://flink.us-east-1.aws.confluent.cloud', transport, limiter: this.limiter, scope }), PLACE);
	}

	private async carry(request: TransportRequest): Promise<ApiResponse> {
		const call = callOf(request);
		this.sent.push(call);
		this.fate = this.fates.shift() ?? 'fine';
		await this.time.sleep(ROUND_TRIP_MS);
		this.catchUp();
		this.options.meanwhile?.(this, call);
		const refused = this.refuse(call);
		return refused === undefined ? this.play(this.fate, request) : refusal(refused.status, refused.detail);
	}

	private play(fate: Fate, request: TransportRequest): ApiResponse {
		if (typeof fate === 'object') {
			// A DELETE of long ago meets whatever has the name: no client can call it back.
			const lateMs = request.method === 'DELETE' ? Math.min(fate.lateMs, 9_000) : fate.lateMs;
			this.late.push({ at: this.time.now() + lateMs, act: () => void this.answer(request) });
			return refusal(504, 'upstream request timeout');
		}
		switch (fate) {
			case 'lostBefore':
				throw lostConnection();
			case 'timeoutBefore':
				return refusal(504, 'upstream request timeout');
			case 'refused':
				return { ...refusal(429, 'Too many requests'), headers: { 'retry-after': '1' } };
			case 'twice':
				this.answer(request);
				return this.answer(request);
			default: {
				const answer = this.answer(request);
				if (fate === 'lostAfter') throw lostConnection();
				if (fate === 'timeoutAfter') return refusal(504, 'upstream request timeout');
				return fate === 'page' ? { status: 200, headers: {}, body: '<html>' } : answer;
			}
		}
	}

	private answer(request: TransportRequest): ApiResponse {
		const name = decodeURIComponent(/\/statements\/([^/]+)/.exec(request.path)?.[1] ?? '');
		if (request.path.endsWith('/exceptions')) return this.reply(200, { data: [] });
		if (request.method === 'POST') return this.create(asRecord(request.body));
		const statement = this.names.get(name);
		if (statement === undefined) return this.options.isPoolRole === true ? refusal(403, 'Forbidden') : refusal(404, `Statement resource=${name} does not exist`);
		if (request.method === 'GET') return this.reply(200, this.show(statement));
		return request.method === 'PUT' ? this.change(statement, asRecord(request.body)) : this.remove(statement);
	}

	private create(body: Record<string, unknown>): ApiResponse {
		const name = asText(body['name']) ?? '';
		const spec = asRecord(body['spec']);
		const sql = asText(spec['statement']) ?? '';
		const flaw = this.options.flaw?.(sql);
		const isDryRun = asRecord(spec['properties'])['sql.dry-run'] === 'true';
		const base = { name, sql, createdAt: this.time.now(), stopped: false, version: 1, pool: asText(spec['compute_pool_id']) ?? 'lfcp-1', next: undefined };
		if (isDryRun && this.options.keepsDryRuns !== true) return this.reply(201, this.show({ ...base, uid: '', phase: flaw === undefined ? 'COMPLETED' : 'FAILED' }, flaw));
		if (this.names.has(name)) return refusal(409, `Statement with name=${name} already exists`);
		const statement: SimulatedStatement = { ...base, uid: `u-${++this.count}`, phase: 'PENDING' };
		this.enter(statement, flaw === undefined ? 'PENDING' : 'FAILED', this.time.now());
		if (isDryRun && flaw === undefined) statement.next = { at: this.time.now() + 300, phase: 'COMPLETED' };
		this.names.set(name, statement);
		if (!isDryRun) this.created.push(statement);
		return this.reply(201, this.show(statement, flaw));
	}

	private change(statement: SimulatedStatement, body: Record<string, unknown>): ApiResponse {
		if (asText(asRecord(body['metadata'])['resource_version']) !== String(statement.version)) return refusal(409, 'resource version is stale');
		const { stopped, compute_pool_id: pool } = asRecord(body['spec']);
		if (stopped === true || !ENDED.has(statement.phase) || statement.phase === 'COMPLETED') return refusal(409, 'cannot be resumed now');
		if (/^SELECT/.test(statement.sql)) return refusal(400, 'cannot be resumed');
		statement.stopped = false;
		statement.pool = asText(pool) ?? statement.pool;
		this.resumed.push(statement.uid);
		this.enter(statement, 'PENDING', this.time.now());
		return this.reply(202, undefined);
	}

	private remove(statement: SimulatedStatement): ApiResponse {
		if (statement.phase !== 'DELETING') {
			this.deleted.push(statement.uid);
			this.enter(statement, 'DELETING', this.time.now());
		}
		return this.reply(202, undefined);
	}

	private enter(statement: SimulatedStatement, phase: string, at: number): void {
		statement.phase = phase;
		statement.version++;
		const next = DURATIONS[phase];
		statement.next = next === undefined ? undefined : { at: at + next[0], phase: next[1] };
		if (phase === 'RUNNING' && /^(CREATE|INSERT INTO \S+ VALUES)/.test(statement.sql)) statement.next = { at: at + (this.options.runMs ?? 400), phase: 'COMPLETED' };
		if (phase === 'COMPLETED') this.completed.push(statement.uid);
		if (phase === 'GONE' && this.names.get(statement.name) === statement) this.names.delete(statement.name);
	}

	/** Everything that was due by now, in the order of time. */
	private catchUp(): void {
		const now = this.time.now();
		for (;;) {
			const moves = [...this.names.values()].flatMap((statement) => (statement.next === undefined ? [] : [{ at: statement.next.at, statement, phase: statement.next.phase }]));
			const move = moves.sort((a, b) => a.at - b.at)[0];
			const late = this.late.sort((a, b) => a.at - b.at)[0];
			const at = Math.min(move?.at ?? Infinity, late?.at ?? Infinity);
			if (at > now) return;
			if (late !== undefined && late.at === at) {
				this.late = this.late.filter((other) => other !== late);
				late.act();
			} else if (move !== undefined) this.enter(move.statement, move.phase, move.at);
		}
	}

	private show(statement: SimulatedStatement, detail = ''): object {
		const { name, uid, sql, createdAt, phase, stopped, version, pool } = statement;
		const metadata = { uid, resource_version: String(version), created_at: new Date(createdAt).toISOString() };
		const traits = { sql_kind: sql.startsWith('SELECT') ? 'SELECT' : 'INSERT_INTO', is_bounded: /VALUES/.test(sql) };
		return { name: this.options.shownName ?? name, metadata, spec: { statement: this.options.shown?.(sql) ?? sql, properties: {}, stopped, compute_pool_id: pool }, status: { phase, detail, traits } };
	}

	private reply(status: number, body: unknown): ApiResponse {
		return { status, headers: { date: new Date(this.time.now()).toUTCString() }, body };
	}
}

function refusal(status: number, detail: string): ApiResponse {
	return { status, headers: {}, body: { errors: [{ status: String(status), detail }] } };
}

function lostConnection(): TransportError {
	return new TransportError({ reason: 'connectionLost', host: 'h' });
}

/** `POST`, `GET`, `PUT`, `DELETE`; of a dry run `POST dry`, and of what it left `DELETE dry` and so on. */
function callOf({ method, path, body }: TransportRequest): string {
	const isDry = asRecord(asRecord(asRecord(body)['spec'])['properties'])['sql.dry-run'] === 'true' || /\/statements\/check/.test(path);
	return isDry ? `${method} dry` : method;
}
