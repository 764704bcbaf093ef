import { secretsIn } from '../../flink/statement/secretProperty';
import { asError } from '../../language/asError';
import { jsonObject, type JsonObject } from '../../language/jsonValue';
import { listIn } from '../http/body';
import { collectPages, nextPageToken, PAGE_SIZE, type Collected, type Page } from '../http/collectPages';
import type { StatementPlace } from '../http/endpoint';
import { isHiddenFrom, isNotFound } from '../http/errors/apiError';
import type { ApiRequest, ApiResponse, RepeatRule } from '../http/exchange/exchange';
import type { Api } from '../http/api';
import { placedProperties } from './currentPlace';
import { includesHidden, isHidden, labelKey, labelSelector, type LabelChoice } from './labels';
import { admitExceptions, admitStatement, statementFrom, type Statement, type StatementException } from './statement';
import { statementPath } from './statementPath';

export interface StatementDraft {
	readonly name: string;
	/** Whether the name was generated, with a random part: what has it is the caller's own. */
	readonly hasGeneratedName?: boolean;
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
	/** Milliseconds since it was created, by the service's own clock; NaN where the answer does not say. */
	readonly ageMs: number;
}

export interface Removal {
	/** Whether a cancellation lets the request finish, because what became of the statement has to be known. */
	readonly isLetFinish?: boolean;
	/** Hears that the request is sent again: the one before it may yet be carried out. */
	readonly repeated?: () => void;
}

/** Stands for the answer to a request of which a look has shown that it was carried out. */
const DONE: ApiResponse = { status: 202, headers: {}, body: undefined };

/** The header that reports a statement's age has whole seconds: it may seem younger than it is by as much. */
const DATE_PRECISION_MS = 1_000;

/** Whether it is another statement than the one with `uid`, as far as both are known. */
function isOther(statement: Statement, uid: string): boolean {
	return uid !== '' && statement.uid !== '' && statement.uid !== uid;
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
	 * covers one compute pool reads of one that is gone. For those who have seen the statement before, or go on
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
	async findAged(name: string, repeat: RepeatRule = 'repeat'): Promise<AgedStatement | undefined> {
		try {
			return await this.getAged(name, repeat);
		} catch (error) {
			if (isNotFound(error)) return undefined;
			throw asError(error);
		}
	}

	/** What a key sees under the name between two sendings of a request: asked for once, since the request is what is repeated. */
	private async lookBetween(name: string): Promise<AgedStatement | undefined> {
		try {
			return await this.findAged(name, 'once');
		} catch (error) {
			if (isHiddenFrom(error)) return undefined;
			throw asError(error);
		}
	}

	private async getAged(name: string, repeat: RepeatRule = 'repeat'): Promise<AgedStatement> {
		const request: ApiRequest = { method: 'GET', path: this.path(name), repeat };
		const response = await this.api.send(request);
		const statement = admitStatement(request, response);
		return { statement, ageMs: Date.parse(response.headers['date'] ?? '') - Date.parse(statement.createdAt ?? '') };
	}

	/**
	 * `PUT /statements/{name}` with the whole object: the service refuses one without its SQL text. Guarded by
	 * the `resource_version` in it; a stale one is a 409. After a lost answer it is sent again only while the name is
	 * still that of the statement in `body`: versions are small numbers, and a namesake may have the same.
	 *
	 * @param otherwise the error for a name that is no longer that statement's
	 */
	async replace(name: string, uid: string, body: JsonObject, otherwise: () => Error): Promise<void> {
		const beforeRepeat = async () => {
			const now = (await this.lookBetween(name))?.statement;
			if (now === undefined || isOther(now, uid)) throw otherwise();
			return undefined;
		};
		await this.api.send({ method: 'PUT', path: this.path(name), body, repeat: 'repeat', beforeRepeat, secrets: secretsIn(statementFrom(body)?.properties ?? {}) });
	}

	/**
	 * `DELETE /statements/{name}`. Returns false where there was none. The deletion goes on after the answer. The 403
	 * for a statement that the key may not see is an `ApiError`: it says as little of one that is on another compute
	 * pool, where it goes on.
	 *
	 * After a lost answer the name is looked at before the request is sent again: what was deleted is gone then, or on
	 * its way, and what has the name instead is another statement, which stays.
	 *
	 * @param uid of the statement that is meant; where the caller does not know it, one that is clearly younger than the
	 * request is another
	 */
	async remove(name: string, uid = '', { isLetFinish = false, repeated }: Removal = {}): Promise<boolean> {
		const startedAt = this.api.scope.clock.now();
		const sending = { isRepeated: false };
		const beforeRepeat = async () => {
			sending.isRepeated = true;
			const now = uid === '' ? await this.findAged(name, 'once') : await this.lookBetween(name);
			const isDone = now === undefined || now.statement.phase === 'DELETING' || isOther(now.statement, uid) || now.ageMs + DATE_PRECISION_MS < this.api.scope.clock.now() - startedAt;
			if (isDone) return DONE;
			repeated?.();
			return undefined;
		};
		try {
			await this.api.send({ method: 'DELETE', path: this.path(name), repeat: 'repeat', beforeRepeat, isLetFinish });
			return true;
		} catch (error) {
			// Gone between the look and the repeat: what was lost was the answer of the one that deleted it.
			if (sending.isRepeated && (isNotFound(error) || (uid !== '' && isHiddenFrom(error)))) return true;
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

