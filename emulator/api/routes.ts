import type { Plane } from './auth';
import type { Operation } from './context';
import { readComputePoolConfig, updateComputePoolConfig } from './operations/computePoolConfig';
import { listClusters } from './operations/clusters';
import { deleteComputePool, listComputePools, readComputePool } from './operations/computePools';
import { createComputePool } from './operations/createComputePool';
import { createStatement } from './operations/createStatement';
import { deleteStatement } from './operations/deleteStatement';
import { listEndpoints } from './operations/endpoints';
import { listEnvironments, readEnvironment } from './operations/environments';
import { listExceptions } from './operations/exceptions';
import { listStatements } from './operations/listStatements';
import { queryMetrics } from './operations/metrics';
import { listOrganizations, readOrganization } from './operations/organizations';
import { patchStatement } from './operations/patchStatement';
import { listServiceAccounts, listUsers, readServiceAccount, readUser } from './operations/principals';
import { readStatement } from './operations/readStatement';
import { listRegions } from './operations/regions';
import { readResults } from './operations/results';
import { readTaskGraph } from './operations/taskGraph';
import { updateComputePool } from './operations/updateComputePool';
import { updateStatement } from './operations/updateStatement';

export interface Route {
	readonly method: string;
	/** As in Confluent's OpenAPI: `{name}` stands for one segment. */
	readonly template: string;
	readonly plane: Plane;
	/** Of the body; JSON unless it says otherwise. */
	readonly mediaType?: string;
	readonly operation: Operation;
}

const STATEMENTS = '/sql/v1/organizations/{organization_id}/environments/{environment_id}/statements';
const STATEMENT = `${STATEMENTS}/{statement_name}`;
const POOLS = '/fcpm/v2/compute-pools';
const POOL_CONFIG = '/fcpm/v2/compute-pool-config';

/** Everything that the emulator answers, one line a call. */
export const ROUTES: readonly Route[] = [
	{ method: 'GET', template: STATEMENTS, plane: 'gateway', operation: listStatements },
	{ method: 'POST', template: STATEMENTS, plane: 'gateway', operation: createStatement },
	{ method: 'GET', template: STATEMENT, plane: 'gateway', operation: readStatement },
	{ method: 'PUT', template: STATEMENT, plane: 'gateway', operation: updateStatement },
	{
		method: 'PATCH',
		template: STATEMENT,
		plane: 'gateway',
		mediaType: 'application/json-patch+json',
		operation: patchStatement,
	},
	{ method: 'DELETE', template: STATEMENT, plane: 'gateway', operation: deleteStatement },
	{ method: 'GET', template: `${STATEMENT}/results`, plane: 'gateway', operation: readResults },
	{ method: 'GET', template: `${STATEMENT}/exceptions`, plane: 'gateway', operation: listExceptions },
	{ method: 'GET', template: `${STATEMENT}/task-graph`, plane: 'gateway', operation: readTaskGraph },
	{ method: 'GET', template: POOLS, plane: 'cloud', operation: listComputePools },
	{ method: 'POST', template: POOLS, plane: 'cloud', operation: createComputePool },
	{ method: 'GET', template: `${POOLS}/{id}`, plane: 'cloud', operation: readComputePool },
	{ method: 'PATCH', template: `${POOLS}/{id}`, plane: 'cloud', operation: updateComputePool },
	{ method: 'DELETE', template: `${POOLS}/{id}`, plane: 'cloud', operation: deleteComputePool },
	{ method: 'GET', template: POOL_CONFIG, plane: 'cloud', operation: readComputePoolConfig },
	{ method: 'PATCH', template: POOL_CONFIG, plane: 'cloud', operation: updateComputePoolConfig },
	{ method: 'GET', template: '/fcpm/v2/regions', plane: 'cloud', operation: listRegions },
	{ method: 'GET', template: '/org/v2/environments', plane: 'cloud', operation: listEnvironments },
	{ method: 'GET', template: '/org/v2/environments/{id}', plane: 'cloud', operation: readEnvironment },
	{ method: 'GET', template: '/org/v2/organizations', plane: 'cloud', operation: listOrganizations },
	{
		method: 'GET',
		template: '/org/v2/organizations/{id}',
		plane: 'cloud',
		operation: readOrganization,
	},
	{ method: 'GET', template: '/cmk/v2/clusters', plane: 'cloud', operation: listClusters },
	{ method: 'GET', template: '/endpoint/v1/endpoints', plane: 'cloud', operation: listEndpoints },
	{ method: 'POST', template: '/v2/metrics/cloud/query', plane: 'cloud', operation: queryMetrics },
	{ method: 'GET', template: '/iam/v2/service-accounts', plane: 'cloud', operation: listServiceAccounts },
	{ method: 'GET', template: '/iam/v2/service-accounts/{id}', plane: 'cloud', operation: readServiceAccount },
	{ method: 'GET', template: '/iam/v2/users', plane: 'cloud', operation: listUsers },
	{ method: 'GET', template: '/iam/v2/users/{id}', plane: 'cloud', operation: readUser },
];
