/* eslint-disable @n8n/community-nodes/no-restricted-globals -- not in the published package: n8n's rules for nodes do not apply here */
import { randomUUID } from 'node:crypto';

import { Agent, request } from 'undici';

import { listAt, member, textAt } from './json';
import type { SchemaCheck } from './schemaCheck';
import type { Key, Place, Target } from './target';

export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	readonly body: unknown;
}

export interface CallOptions {
	readonly body?: unknown;
	readonly contentType?: string;
	/** Another key than the one that fits the path. */
	readonly key?: Key;
}

/** Where metrics are asked for. */
export const METRICS = '/v2/metrics/cloud/query';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Raw HTTP to a target. Every exchange is held to the specs, and everything made is deleted in the end. */
export class ContractClient {
	private readonly agent = new Agent();
	private readonly made = new Set<string>();

	private constructor(
		readonly target: Target,
		readonly place: Place,
		private readonly schemas: SchemaCheck | null,
	) {}

	static async open(target: Target, schemas: SchemaCheck | null): Promise<ContractClient> {
		return new ContractClient(target, await target.open(), schemas);
	}

	/** Also deletes the statements that a fact has left behind. */
	async close(): Promise<void> {
		for (const name of this.made) await this.call('DELETE', this.statement(name));
		await this.agent.destroy();
		await this.place.close();
	}

	get statements(): string {
		return `/sql/v1/organizations/${this.place.organizationId}/environments/${this.place.environmentId}/statements`;
	}

	statement(name: string): string {
		return `${this.statements}/${name}`;
	}

	/** Fails the fact where the exchange breaks the published spec. */
	async call(method: Method, path: string, options: CallOptions = {}): Promise<Reply> {
		const isGateway = path.startsWith('/sql/');
		const { id, secret } = options.key ?? (isGateway ? this.place.flinkKey : this.place.cloudKey);
		const requestBody = options.body === undefined ? '' : JSON.stringify(options.body);
		const contentType = requestBody === '' ? null : (options.contentType ?? 'application/json');
		const controlPlane = path.startsWith(METRICS) ? this.place.telemetryUrl : this.place.cloudUrl;
		const origin = isGateway ? this.place.gatewayUrl : controlPlane;
		const response = await request(origin + path, {
			dispatcher: this.agent,
			method,
			body: requestBody === '' ? null : requestBody,
			headers: {
				authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
				...(contentType !== null && { 'content-type': contentType }),
			},
		});
		const text = await response.body.text();
		const status = response.statusCode;
		const findings = this.schemas?.check({
			method,
			url: path,
			requestContentType: contentType,
			requestBody,
			status,
			responseBody: text,
		});
		expect(findings ?? []).toEqual([]);
		return { status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
	}

	get(path: string, options?: CallOptions): Promise<Reply> {
		return this.call('GET', path, options);
	}

	/** A name that no other run uses. */
	freshName(): string {
		return `contract-${randomUUID()}`;
	}

	/** Creates a statement under a fresh name. */
	async submit(
		sql: string,
		properties?: Readonly<Record<string, string>>,
	): Promise<{ name: string; reply: Reply }> {
		const name = this.freshName();
		const spec = { statement: sql, ...(properties && { properties }) };
		const reply = await this.create({ name, spec });
		return { name, reply };
	}

	async create(body: { readonly name: string; readonly [key: string]: unknown }): Promise<Reply> {
		const reply = await this.call('POST', this.statements, { body });
		if (reply.status === 201) this.made.add(body.name);
		return reply;
	}

	async phase(name: string): Promise<string> {
		const { status, body } = await this.get(this.statement(name));
		return status === 404 ? 'GONE' : textAt(body, 'status', 'phase');
	}

	/** Looks until the phase is one of these; fails with what it was last. */
	async until(name: string, ...phases: readonly string[]): Promise<string> {
		return this.lookUntil(
			() => this.phase(name),
			(phase) => phases.includes(phase),
		);
	}

	/** @throws Error when patience ends */
	async lookUntil<T>(look: () => Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
		const end = Date.now() + this.target.patienceMs;
		for (;;) {
			const seen = await look();
			if (isThere(seen)) return seen;
			if (Date.now() > end)
				throw new Error(`still ${JSON.stringify(seen)} after ${this.target.patienceMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, this.target.pauseMs));
		}
	}

	/** Reads the statement and puts it back whole with another `spec`; once, without minding a conflict. */
	async putBack(name: string, change: object): Promise<Reply> {
		const { body } = await this.get(this.statement(name));
		const { name: sameName, organization_id, environment_id, metadata, spec } = Object(body);
		const whole = { name: sameName, organization_id, environment_id, metadata, spec: { ...spec, ...change } };
		return this.call('PUT', this.statement(name), { body: whole });
	}

	/** Where tables are made, as properties of a statement; the environment alone where none may be. */
	get session(): Record<string, string> {
		const { writable, environmentId } = this.place;
		if (writable === null) return { 'sql.current-catalog': environmentId };
		return { 'sql.current-catalog': writable.catalog, 'sql.current-database': writable.database };
	}

	async dropTable(table: string): Promise<void> {
		const { name } = await this.submit(`DROP TABLE \`${table}\``, this.session);
		expect(await this.until(name, 'COMPLETED', 'FAILED')).toBe('COMPLETED');
		await this.remove(name);
	}

	/** One page of results. @param token null for the first */
	results(name: string, token: string | null = null): Promise<Reply> {
		const query = token === null ? '' : `?${new URLSearchParams({ page_token: token }).toString()}`;
		return this.get(`${this.statement(name)}/results${query}`);
	}

	/** Reads results from their first page to the end, or until there are `count` changes. */
	async read(name: string, count = Infinity): Promise<unknown[]> {
		const changes: unknown[] = [];
		let token: string | null = null;
		await this.lookUntil(
			async () => {
				const reply = await this.results(name, token);
				if (reply.status === 409) return 'not ready';
				changes.push(...listAt(reply.body, 'results', 'data'));
				token = nextToken(reply.body);
				return token;
			},
			(seen) => seen === null || changes.length >= count,
		);
		return changes;
	}

	/** Deletes and waits until the statement is gone. */
	async remove(name: string): Promise<void> {
		await this.call('DELETE', this.statement(name));
		await this.until(name, 'GONE');
		this.made.delete(name);
	}
}

/** `page_token` of `metadata.next`, decoded; null on the last page. */
export function nextToken(body: unknown): string | null {
	const next = member(body, 'metadata', 'next');
	return typeof next === 'string' && next !== '' ? new URL(next).searchParams.get('page_token') : null;
}

export function detailOf(reply: Reply): string {
	return textAt(reply.body, 'errors', 0, 'detail');
}
