import { Agent, request, type Dispatcher } from 'undici';

import { startEmulator, type Emulator } from '../server/emulator';
import type { EmulatorOptions } from '../state/options';

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	/** Parsed JSON, undefined for an empty body. */
	readonly body: unknown;
}

export interface CallOptions {
	readonly body?: unknown;
	/** Sent as it is instead of `body`. */
	readonly rawBody?: string;
	readonly contentType?: string;
	/** Null: no header at all. */
	readonly authorization?: string | null;
	readonly headers?: Readonly<Record<string, string>>;
}

/** An emulator of its own for one test file, called over real HTTP by hand: no client code comes between. */
export class Session {
	private readonly agent = new Agent({ connections: 20 });
	readonly flinkKey: string;
	readonly cloudKey: string;

	private constructor(readonly emulator: Emulator) {
		this.flinkKey = basic(emulator.flinkApi.apiKeyId, emulator.flinkApi.apiSecret);
		this.cloudKey = basic(emulator.cloudApi.apiKeyId, emulator.cloudApi.apiSecret);
	}

	/** Phases pass as soon as somebody looks, and time stands still, unless `options` say otherwise. */
	static async start(options: EmulatorOptions = {}): Promise<Session> {
		const session = new Session(await startEmulator({ lifecycle: 'immediate', ...options }));
		await session.control.clock.hold();
		return session;
	}

	get control(): Emulator['control'] {
		return this.emulator.control;
	}

	/** `/sql/v1/organizations/…/environments/…/statements` */
	get statements(): string {
		const { organizationId, environmentId } = this.emulator.flinkApi;
		return `/sql/v1/organizations/${organizationId}/environments/${environmentId}/statements`;
	}

	async close(): Promise<void> {
		await this.agent.destroy();
		await this.emulator.close();
	}

	/** Gateway paths get the Flink key, all others the Cloud key. */
	async call(method: Dispatcher.HttpMethod, path: string, options: CallOptions = {}): Promise<Answer> {
		const usual = path.startsWith('/sql/') ? this.flinkKey : this.cloudKey;
		const authorization = options.authorization === undefined ? usual : options.authorization;
		const body = options.rawBody ?? (options.body === undefined ? null : JSON.stringify(options.body));
		const response = await request(this.emulator.baseUrl + path, {
			dispatcher: this.agent,
			method,
			body,
			headers: {
				...(authorization !== null && { authorization }),
				...(body !== null && { 'content-type': options.contentType ?? 'application/json' }),
				...options.headers,
			},
		});
		const text = await response.body.text();
		return { status: response.statusCode, headers: response.headers, text, body: parse(text) };
	}

	get(path: string, options?: CallOptions): Promise<Answer> {
		return this.call('GET', path, options);
	}

	/** Creates a statement and gives the answer. */
	submit(name: string, sql = 'SELECT 1', spec: object = {}, rest: object = {}): Promise<Answer> {
		return this.call('POST', this.statements, { body: { name, spec: { statement: sql, ...spec }, ...rest } });
	}

	/** GET, change what `change` says in `spec`, PUT the whole object. */
	async update(name: string, change: object): Promise<Answer> {
		const whole = record((await this.get(`${this.statements}/${name}`)).body);
		const spec = { ...record(whole['spec']), ...change };
		return this.call('PUT', `${this.statements}/${name}`, { body: { ...whole, spec } });
	}

	async phase(name: string): Promise<string> {
		const answer = await this.get(`${this.statements}/${name}`);
		return answer.status === 404 ? 'GONE' : String(at(answer.body, 'status', 'phase'));
	}
}

export function basic(id: string, secret: string): string {
	return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export function record(value: unknown): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
	throw new Error(`not an object: ${JSON.stringify(value)}`);
}

export function list(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	throw new Error(`not a list: ${JSON.stringify(value)}`);
}

/** The value under a path of keys and indexes; undefined where there is none. */
export function at(value: unknown, ...path: Array<string | number>): unknown {
	let here = value;
	for (const step of path) {
		if (typeof here !== 'object' || here === null) return undefined;
		here = Object.entries(here).find(([key]) => key === String(step))?.[1];
	}
	return here;
}

/** `errors[0].detail` */
export function detailOf(answer: Answer): unknown {
	return at(answer.body, 'errors', 0, 'detail');
}

/** The names of a list's entries. */
export function namesOf(answer: Answer): unknown[] {
	return list(at(answer.body, 'data')).map((entry) => at(entry, 'name'));
}

function parse(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
