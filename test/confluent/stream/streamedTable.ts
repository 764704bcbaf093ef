import type { JsonObject } from '../../../nodes/shared/language/jsonValue';
import { INITIAL_OFFSETS } from '../../../nodes/shared/flink/stream/streamStart';
import { pageBody, refusal, statementBody, type Answer, type Sent } from '../statements/scriptedStatements';

interface Running {
	readonly name: string;
	readonly properties: Record<string, string>;
	readonly createdAt: number;
	/** The first row of the table that it reads. */
	readonly from: number;
	/** The first row that it does not read any more. */
	to: number | undefined;
	/** Whether it was stopped before it ran, and has no offsets to hand over. */
	readonly neverRan?: boolean;
	/** Why it failed. */
	readonly failure?: string;
}

/** A table that has one more row every `everyMs`, and the statements that stream it, as Confluent Cloud has them. */
export class StreamedTable {
	readonly statements = new Map<string, Running>();
	/** All that were ever submitted. */
	readonly submitted: Running[] = [];

	constructor(
		private readonly now: () => number,
		private readonly everyMs: number,
		private readonly sql: string,
		private readonly startedAt = now(),
	) {}

	get count(): number {
		return Math.floor((this.now() - this.startedAt) / this.everyMs);
	}

	/** A statement that an earlier life has left, stopped before it ran. */
	leave(name: string): void {
		this.statements.set(name, { name, properties: {}, createdAt: this.now(), from: this.count, to: this.count, neverRan: true });
	}

	answer(call: string, { request }: Sent): Answer {
		const name = decodeURIComponent(/\/statements\/([^/]+)/.exec(request.path)?.[1] ?? '');
		if (call === 'POST') return this.submit(request.body as JsonObject);
		if (name === '') return { body: { metadata: { next: '' }, data: [...this.statements.values()].map((each) => this.bodyOf(each)) } };
		const statement = this.statements.get(name);
		if (statement === undefined) return refusal(404, 'no such statement');
		switch (call) {
			case 'GET':
				return { body: this.bodyOf(statement) };
			case 'GET results':
				return this.page(statement, Number(request.query?.['page_token'] ?? 0));
			case 'DELETE':
				this.statements.delete(name);
				return { status: 202, body: '' };
			case 'PUT':
				statement.to ??= this.count;
				return { status: 200, body: this.bodyOf(statement) };
			default:
				throw new Error(`${call} is not known here`);
		}
	}

	private submit(body: JsonObject): Answer {
		const { name, spec } = body as { name: string; spec: { properties: Record<string, string> } };
		const before = this.statements.get(spec.properties[INITIAL_OFFSETS] ?? '');
		const failure = before?.neverRan === true ? `Statement '${before.name}' has no offsets to carry over` : undefined;
		const start = Number(spec.properties['sql.tables.scan.startup.timestamp-millis'] ?? this.now());
		const from = before?.to ?? Math.floor((start - this.startedAt) / this.everyMs);
		const statement: Running = { name, properties: spec.properties, createdAt: this.now(), from, to: undefined, ...(failure === undefined ? {} : { failure }) };
		this.submitted.push(statement);
		this.statements.set(name, statement);
		return { status: 201, body: this.bodyOf(statement) };
	}

	private bodyOf({ name, properties, createdAt, to, failure }: Running): JsonObject {
		if (failure !== undefined) return { ...statementBody({ phase: 'FAILED', detail: failure, sql: this.sql, properties }), name };
		const body = statementBody({ phase: to === undefined ? 'RUNNING' : 'STOPPED', sql: this.sql, properties, traits: { is_bounded: false } });
		const metadata = { uid: `uid-of-${name}`, resource_version: '1', created_at: new Date(createdAt).toISOString() };
		return { ...body, name, metadata, spec: { ...(body['spec'] as JsonObject), stopped: to !== undefined } };
	}

	private page({ from, to }: Running, read: number): Answer {
		const rows = Array.from({ length: Math.max(0, (to ?? this.count) - from - read) }, (_, index): [number, ...unknown[]] => [0, `row ${from + read + index}`, '1']);
		return rows.length === 0 && to !== undefined ? pageBody([]) : pageBody(rows, String(read + rows.length));
	}
}

export const SQL = 'SELECT k, v FROM orders WHERE v > 0';
