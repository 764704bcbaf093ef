import { createDuckDbEngine } from '../../sql/duckdbEngine';
import type { EmulatorOptions } from '../../state/options';
import { at, list, Session, type Answer } from '../session';

export const HOME = { 'sql.current-catalog': 'default', 'sql.current-database': 'cluster_0' };
export const LATEST = { ...HOME, 'sql.tables.scan.startup.mode': 'latest-offset' };

/** An emulator with tables, and a reader of one statement's pages. */
export async function openStreams(options: EmulatorOptions = {}): Promise<Session> {
	return Session.start({ engine: () => createDuckDbEngine(), results: { emptyFirstPages: 0 }, ...options });
}

export async function ddl(session: Session, sql: string): Promise<void> {
	const name = `ddl-${count++}`;
	await session.submit(name, sql, { properties: HOME });
	for (let look = 0; look < 3; look++) await session.phase(name);
	expect(await session.phase(name)).toBe('COMPLETED');
}
let count = 0;

/** Reads one statement forward, as a client does. */
export class Reader {
	private token: string | null = null;

	constructor(
		private readonly session: Session,
		private readonly name: string,
	) {}

	/** Asks for the next page and gives the answer. */
	async ask(): Promise<Answer> {
		const query = this.token === null ? '' : `?page_token=${encodeURIComponent(this.token)}`;
		const answer = await this.session.get(`${this.session.statements}/${this.name}/results${query}`);
		const next = at(answer.body, 'metadata', 'next');
		if (typeof next === 'string') this.token = new URL(next).searchParams.get('page_token');
		return answer;
	}

	/** The first cells of the next page's rows. */
	async page(): Promise<unknown[]> {
		const { status, body } = await this.ask();
		expect(status).toBe(200);
		return list(at(body, 'results', 'data')).map((change) => at(change, 'row', 0));
	}
}

export async function status(session: Session, name: string): Promise<Record<string, unknown>> {
	const { body } = await session.get(`${session.statements}/${name}`);
	return { ...Object(at(body, 'status')) };
}
