import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { FlinkEndpoint } from '../../shared/confluent/http/endpoint';
import { Tables } from '../../shared/confluent/tables/tables';
import { AdvisedError } from '../../shared/n8n/errors/advisedError';
import { SEARCH_SECONDS } from '../../shared/n8n/fields/listSearch';
import { createScope, flinkKeyId, readFlinkEndpoint, statementsClient, SYSTEM_CLOCK } from '../../shared/n8n/network/clients';
import { checkedComputePoolId, checkedPrincipal } from '../../shared/n8n/parameters/identifiers';
import { Parameters } from '../../shared/n8n/parameters/parameters';
import { editorSource } from '../../shared/n8n/parameters/parameterSource';
import { generatedName } from '../../shared/n8n/submission/readDraft';
import { placeOf, type TablePlace } from '../readPlace';
import { inTime } from './inTime';
import { SharedLookUps } from './sharedLookUps';

/**
 * Seconds for a look-up, whoever still waits for it: a compute pool that was idle takes minutes to start a statement,
 * and whoever opens the list again then finds the answer of the look-up that was begun before.
 */
const LOOK_UP_SECONDS = 300;

const lookUps = new SharedLookUps(SYSTEM_CLOCK);

/** What the node that is open in the editor asks a catalog. */
export class CatalogLookUp {
	private constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly endpoint: FlinkEndpoint,
		private readonly keyId: string,
		readonly parameters: Parameters,
	) {}

	static async of(context: ILoadOptionsFunctions): Promise<CatalogLookUp> {
		return new CatalogLookUp(context, await readFlinkEndpoint(context), await flinkKeyId(context), new Parameters(editorSource(context)));
	}

	/** The catalog that is chosen, or the credential's environment. */
	get catalog(): string {
		return this.parameters.options().text('catalog', 'Catalog') || this.endpoint.environmentId;
	}

	/** @throws TableError where neither the node nor the credential names a database */
	place(): TablePlace {
		return placeOf({ catalog: this.catalog, database: this.parameters.text('database', 'Database') }, this.endpoint);
	}

	/**
	 * The answer to a question, at once where it was asked a moment ago.
	 *
	 * @param what names the question: with the place it tells one look-up from another
	 * @throws AdvisedError where the service takes longer than somebody waits who looks at an open list
	 */
	async ask<T>(what: string, database: string | undefined, question: (tables: Tables) => Promise<T>): Promise<T> {
		const { origin, organizationId } = this.endpoint;
		const computePoolId = checkedComputePoolId(this.parameters, this.parameters.text('computePool', 'Compute Pool'));
		const options = this.parameters.options();
		const principal = checkedPrincipal(options, options.text('principal', 'Principal'));
		const key = JSON.stringify([this.keyId, origin, organizationId, this.catalog, database ?? null, computePoolId ?? null, principal ?? null, what]);
		const answer = lookUps.get(key, async () => await question(this.tables(database, computePoolId, principal)));
		return await inTime(answer, SYSTEM_CLOCK, SEARCH_SECONDS * 1000, stillStarting);
	}

	private tables(database: string | undefined, computePoolId: string | undefined, principal: string | undefined): Tables {
		const clientFor = (seconds: number) => statementsClient(this.context, this.endpoint, createScope({}, seconds));
		const statements = clientFor(LOOK_UP_SECONDS);
		// Nobody is there any more to whom it could be said: the statement ends by itself, and lists leave it out.
		const nobody = () => undefined;
		return new Tables(
			{ statements, afterwards: clientFor, leftBehind: nobody, answerLost: nobody },
			{ catalog: this.catalog, database, computePoolId, principal, statementName: () => generatedName(statements, 'list') },
		);
	}
}

function stillStarting(): AdvisedError {
	return new AdvisedError(
		`Confluent Cloud did not answer within ${SEARCH_SECONDS} seconds: it is still starting the statement that loads the list`,
		'An idle compute pool can take minutes to start. Open the list again in a moment, or choose "By Name" and enter the name.',
	);
}
