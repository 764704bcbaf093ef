import { secretsIn } from '../../flink/statement/secretProperty';
import { asError } from '../../language/asError';
import { jsonObject, type JsonObject } from '../../language/jsonValue';
import { listIn } from '../http/body';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected, type Page } from '../http/collectPages';
import type { StatementPlace } from '../http/endpoint';
import { isHiddenFrom, isNotFound } from '../http/errors/apiError';
import type { ApiRequest } from '../http/exchange/exchange';
import type { Api } from '../http/api';
import { placedProperties } from './currentPlace';
import { includesHidden, isHidden, labelKey, labelSelector, type LabelChoice } from './labels';
import { admitExceptions, admitStatement, statementFrom, type Statement, type StatementException } from './statement';
import { statementPath } from './statementPath';

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

export interface StatementListing extends LabelChoice {
	readonly computePoolId?: string | undefined;
	/** Applied here, page by page: the service has no reliable filter for it. */
	readonly matches?: (statement: Statement) => boolean;
	readonly limit?: number | undefined;
}

export interface AgedStatement {
	readonly statement: Statement;
	/** Milliseconds since it was created, by the service's own clock; NaN where the answer does not tell. */
	readonly ageMs: number;
}


/** The data plane's statements: one method a call, every failure an `ApiError` or `TransportError`. */
export class Statements {
	constructor(
		readonly api: Api,
		readonly place: StatementPlace,
	) {}

	/** `POST /statements`. Not repeated after an unclear failure: what that means is for `submitStatement` to find out. */
	async create(draft: StatementDraft): Promise<Statement> {
		const request: ApiRequest = { method: 'POST', path: this.path(), body: this.draftBody(draft), repeat: 'afterRefusal', secrets: secretsIn(draft.properties) };
		return admitStatement(request, await this.api.send(request));
	}

	/** `GET /statements/{name}`; 404 is an `ApiError`, and so is the 403 for one that the key may not see. */
	async get(name: string): Promise<Statement> {
		return (await this.getAged(name)).statement;
	}

	/** As `get`, but undefined where there is no statement of this name. */
	async find(name: string): Promise<Statement | undefined> {
		return (await this.findAged(name))?.statement;
	}

	/**
	 * As `find`, but undefined too where the key may not see a statement of this name, which is what a key whose role
	 * covers one compute pool is told of one that is gone. For those who have seen the statement before, or go on
	 * without it: nobody else may take the one for the other.
	 *
	 * @param onHidden called where the 403 hides it
	 */
	async findVisible(name: string, onHidden?: () => void): Promise<Statement | undefined> {
		try {
			return await this.find(name);
		} catch (error) {
			if (!isHiddenFrom(error)) throw asError(error);
			onHidden?.();
			return undefined;
		}
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
		await this.api.send({ method: 'PUT', path: this.path(name), body, repeat: 'repeat', secrets: secretsIn(statementFrom(body)?.properties ?? {}) });
	}

	/**
	 * `DELETE /statements/{name}`. Returns false where there was none. The deletion goes on after the answer. The 403
	 * for a statement that the key may not see is an `ApiError`: it says as little of one that is on another compute
	 * pool, where it goes on.
	 */
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
		const request: ApiRequest = { method: 'GET', path: this.path(name, 'exceptions'), repeat: 'repeat' };
		return admitExceptions(request, await this.api.send(request));
	}

	/** `GET /statements` over all its pages, filtered by the server where it can, else here. */
	async list(listing: StatementListing = {}): Promise<Collected<Statement>> {
		return await collectPages(this.api.scope, 'statements', async (token) => await this.page(token, listing), listing.limit);
	}

	/** One page of `GET /statements`: a picker pages on as its user scrolls. */
	async page(token: string | undefined, listing: Omit<StatementListing, 'limit'> = {}): Promise<Page<Statement>> {
		const request: ApiRequest = { method: 'GET', path: this.path(), query: { ...listQuery(listing), page_token: token }, repeat: 'repeat' };
		const response = await this.api.send(request);
		const items = listIn(request, response, 'a list of statements').map((entry) => admitStatement(request, { ...response, body: entry }));
		return { items: items.filter((statement) => isListed(statement, listing)), nextToken: nextPageToken(request, response) };
	}

	/**
	 * The path of the collection, of one statement (its name), or of what lies below it (its name, and `results`).
	 *
	 * @throws AddressError for a name that no URL can have
	 */
	path(...below: readonly string[]): string {
		return statementPath(this.place, ...below);
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
	return {
		page_size: PAGE_SIZE,
		'spec.compute_pool_id': listing.computePoolId,
		label_selector: labelSelector(listing),
	};
}

/** The service may know no `!=`, or leave a selector aside: what is hidden is left out here too. */
function isListed(statement: Statement, listing: StatementListing): boolean {
	return (includesHidden(listing) || !isHidden(statement)) && (listing.matches?.(statement) ?? true);
}

