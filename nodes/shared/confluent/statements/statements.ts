import { asError } from '../../language/asError';
import { jsonObject, type JsonObject } from '../../language/jsonValue';
import { listIn } from '../http/body';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected, type Page } from '../http/collectPages';
import type { StatementPlace } from '../http/endpoint';
import { isNotFound } from '../http/errors/apiError';
import type { ApiRequest } from '../http/exchange/exchange';
import type { Api } from '../http/api';
import { placedProperties } from './currentPlace';
import { admitExceptions, admitStatement, type Statement, type StatementException } from './statement';

export interface StatementDraft {
	readonly name: string;
	readonly sql: string;
	/** Where they name no database, that of the credential is added. */
	readonly properties: Readonly<Record<string, string>>;
	/** `lfcp-…`; undefined leaves the choice to the environment's default pool. */
	readonly computePoolId?: string | undefined;
	/** `u-…` or `sa-…`; undefined means the owner of the key. */
	readonly principal?: string | undefined;
	/** Without the `user.confluent.io/` prefix. */
	readonly labels?: readonly string[];
}

export interface StatementListing {
	readonly computePoolId?: string | undefined;
	/** Without prefix; a statement has to carry all of them. */
	readonly labels?: readonly string[];
	/** Applied here, page by page: the service has no reliable filter for it. */
	readonly matches?: (statement: Statement) => boolean;
	readonly limit?: number | undefined;
}

export interface AgedStatement {
	readonly statement: Statement;
	/** Milliseconds since it was created, by the service's own clock; NaN where the answer does not tell. */
	readonly ageMs: number;
}

const LABEL_PREFIX = 'user.confluent.io/';

/** The key that a label has in `metadata.labels`; a label that already has the prefix keeps it. */
export function labelKey(label: string): string {
	return label.startsWith(LABEL_PREFIX) ? label : `${LABEL_PREFIX}${label}`;
}

/** The data plane's statements: one method a call, every failure an `ApiError` or `TransportError`. */
export class Statements {
	constructor(
		readonly api: Api,
		readonly place: StatementPlace,
	) {}

	/** `POST /statements`. Not repeated after an unclear failure: what that means is for `submitStatement` to find out. */
	async create(draft: StatementDraft): Promise<Statement> {
		const request: ApiRequest = { method: 'POST', path: this.path(), body: this.draftBody(draft), repeat: 'afterRefusal' };
		return admitStatement(request, await this.api.send(request));
	}

	/** `GET /statements/{name}`; 404 is an `ApiError`. */
	async get(name: string): Promise<Statement> {
		return (await this.getAged(name)).statement;
	}

	/** As `get`, but undefined where there is no statement of this name. */
	async find(name: string): Promise<Statement | undefined> {
		return (await this.findAged(name))?.statement;
	}

	/** As `find`, with the statement's age. */
	async findAged(name: string): Promise<AgedStatement | undefined> {
		try {
			return await this.getAged(name);
		} catch (error) {
			if (isNotFound(error)) return undefined;
			throw asError(error);
		}
	}

	private async getAged(name: string): Promise<AgedStatement> {
		const request: ApiRequest = { method: 'GET', path: this.path(name), repeat: 'repeat' };
		const response = await this.api.send(request);
		const statement = admitStatement(request, response);
		return { statement, ageMs: Date.parse(response.headers['date'] ?? '') - Date.parse(statement.createdAt ?? '') };
	}

	/**
	 * `PUT /statements/{name}` with the whole object: the service refuses one without its SQL text. Guarded by
	 * the `resource_version` in it; a stale one is a 409.
	 */
	async replace(name: string, body: JsonObject): Promise<void> {
		await this.api.send({ method: 'PUT', path: this.path(name), body, repeat: 'repeat' });
	}

	/** `DELETE /statements/{name}`. Returns false where there was none. The deletion goes on after the answer. */
	async remove(name: string): Promise<boolean> {
		try {
			await this.api.send({ method: 'DELETE', path: this.path(name), repeat: 'repeat' });
			return true;
		} catch (error) {
			if (isNotFound(error)) return false;
			throw asError(error);
		}
	}

	/** `GET /statements/{name}/exceptions`: the newest ten, newest first. */
	async exceptions(name: string): Promise<StatementException[]> {
		const request: ApiRequest = { method: 'GET', path: `${this.path(name)}/exceptions`, repeat: 'repeat' };
		return admitExceptions(request, await this.api.send(request));
	}

	/** `GET /statements` over all its pages, filtered by the server where it can, else here. */
	async list(listing: StatementListing = {}): Promise<Collected<Statement>> {
		const matches = listing.matches ?? (() => true);
		const fetchPage = async (token: string | undefined) => {
			const page = await this.page(token, listQuery(listing));
			return { ...page, items: page.items.filter(matches) };
		};
		return await collectPages(this.api.scope, 'statements', fetchPage, listing.limit);
	}

	/** One page of `GET /statements`: a picker pages on as its user scrolls. */
	async page(token: string | undefined, query: Record<string, string | number | undefined> = listQuery({})): Promise<Page<Statement>> {
		const request: ApiRequest = { method: 'GET', path: this.path(), query: { ...query, page_token: token }, repeat: 'repeat' };
		const response = await this.api.send(request);
		const items = listIn(request, response, 'a list of statements').map((entry) => admitStatement(request, { ...response, body: entry }));
		return { items, nextToken: nextPageToken(response) };
	}

	/** The path of the collection, of one statement, or of what lies below it. */
	path(name?: string): string {
		const { organizationId, environmentId } = this.place;
		const collection = `/sql/v1/organizations/${encodeURIComponent(organizationId)}/environments/${encodeURIComponent(environmentId)}/statements`;
		return name === undefined ? collection : `${collection}/${encodeURIComponent(name)}`;
	}

	private draftBody(draft: StatementDraft): JsonObject {
		const labels = (draft.labels ?? []).map((label): [string, string] => [labelKey(label), 'true']);
		return jsonObject({
			name: draft.name,
			organization_id: this.place.organizationId,
			environment_id: this.place.environmentId,
			metadata: labels.length > 0 ? { labels: Object.fromEntries(labels) } : undefined,
			spec: jsonObject({
				statement: draft.sql,
				properties: placedProperties(draft.properties, this.place),
				compute_pool_id: draft.computePoolId,
				principal: draft.principal,
			}),
		});
	}
}

function listQuery(listing: StatementListing): Record<string, string | number | undefined> {
	const labels = listing.labels ?? [];
	return {
		page_size: PAGE_SIZE,
		'spec.compute_pool_id': listing.computePoolId,
		label_selector: labels.length > 0 ? labels.map((label) => `${labelKey(label)}=true`).join(',') : undefined,
	};
}
