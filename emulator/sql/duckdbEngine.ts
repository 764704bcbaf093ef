/* eslint-disable @n8n/community-nodes/require-node-api-error -- not in the published package: n8n's rules for nodes do not apply here */
import type { CatalogTable } from './catalog/catalogObjects';
import { Catalogs } from './catalog/catalogs';
import { kafkaClusterOf } from './catalog/kafkaCluster';
import { CARRY_OVER, SqlError, type AppendRequest, type PlannedStatement, type PlanRequest, type SqlEngine } from './engine';
import type { Epoch } from './marketplace/generatedTable';
import { marketplaceCatalog } from './marketplace/marketplace';
import { Reading } from './bound/reading';
import { PlanSession } from './bound/session';
import { Database } from './run/database';
import { Sequence } from './run/sequence';
import { appendRows } from './statements/appendRows';
import { planStatement } from './statements/planStatement';
import { stateTtlOf } from './statements/queryProperties';
import { planned } from './statements/statementContext';
import { notSupported } from './text/sqlErrors';
import { zoneOf } from './types/timeZone';

export interface EnvironmentOptions {
	/** `env-…` */
	readonly id: string;
	readonly name: string;
	/** The Kafka clusters, `lkc-…` with their names. */
	readonly databases: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

export interface DuckDbEngineOptions {
	/** Environments whose clusters users write to. An environment not listed comes into being with its first statement. */
	readonly environments?: readonly EnvironmentOptions[];
	/** Decides every row of the sample tables. */
	readonly seed?: number;
	/** When the emulator began, in epoch milliseconds; the time of the first statement by default. */
	readonly startedAt?: number;
	/** How many seconds of sample rows lie before that. */
	readonly historySeconds?: number;
	readonly ordersPerSecond?: number;
	readonly clicksPerSecond?: number;
}

const DEFAULTS = { seed: 42, historySeconds: 1800, ordersPerSecond: 2, clicksPerSecond: 4 };
const DEFAULT_ENVIRONMENT_NAME = 'default';

/** A SQL engine on DuckDB, opened when the first statement needs it. `close` ends it for good. */
export function createDuckDbEngine(options: DuckDbEngineOptions = {}): SqlEngine {
	const settings = { ...DEFAULTS, ...options };
	const database = new Database();
	const sequence = new Sequence();
	const catalogs = new Catalogs();
	const epoch: Epoch = { historyStart: null };
	let ids = 0;
	catalogs.add(marketplaceCatalog(database, epoch, settings));
	for (const { id, name, databases } of options.environments ?? []) {
		catalogs.add({ id, name, databases: databases.map((entry) => ({ ...entry, objects: new Map() })) });
	}
	const begin = (now: number): void => {
		epoch.historyStart ??=
			Math.floor((options.startedAt ?? now) / 1000) * 1000 - settings.historySeconds * 1000;
	};
	return {
		async plan(request) {
			begin(request.now);
			addEnvironment(catalogs, request.environmentId);
			const session = sessionOf(request, catalogs, (ids += 1));
			const context = { session, database, sequence, now: request.now, nextId: () => (ids += 1) };
			const statement = planStatement(request.sql, context);
			if (session.reading.carriesOver && statement.sqlKind !== 'SELECT')
				throw notSupported(`'${CARRY_OVER}' of ${statement.sqlKind}`);
			return session.isDryRun ? dryRun(statement) : statement;
		},
		async append(request) {
			begin(request.now);
			addEnvironment(catalogs, request.environmentId);
			await appendRows(tableOf(request, catalogs), request, database, (ids += 1));
		},
		close: () => database.close(),
	};
}

function tableOf({ table, environmentId }: AppendRequest, catalogs: Catalogs): CatalogTable {
	const database = catalogs.catalog(environmentId)?.databases[0]?.name ?? '';
	const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };
	const path = table.split('.').map((name) => ({ name, at: nowhere }));
	const found = catalogs.find(path, { catalog: environmentId, database });
	if (found?.kind !== 'table') throw new SqlError(`There is no table ${table}.`);
	return found;
}

function addEnvironment(catalogs: Catalogs, id: string): void {
	if (catalogs.catalog(id)) return;
	const name = catalogs.catalog(DEFAULT_ENVIRONMENT_NAME) ? id : DEFAULT_ENVIRONMENT_NAME;
	catalogs.add({ id, name, databases: [{ ...kafkaClusterOf(id), objects: new Map() }] });
}

function sessionOf(request: PlanRequest, catalogs: Catalogs, statement: number): PlanSession {
	const { properties } = request;
	const catalogName = properties['sql.current-catalog'] ?? '';
	const databaseName = properties['sql.current-database'] ?? '';
	const catalog = catalogName === '' ? null : catalogs.requireCatalog(catalogName);
	const known = catalog && databaseName !== '' && databaseName !== 'INFORMATION_SCHEMA';
	const databaseEntry = known ? catalogs.requireDatabase(catalog, databaseName).name : databaseName;
	const streaming = properties['sql.snapshot.mode'] !== 'now';
	return new PlanSession(
		catalogs,
		catalog?.name ?? '',
		databaseEntry,
		zoneName(properties),
		streaming,
		request.environmentId,
		stateTtlOf(properties),
		properties['sql.dry-run']?.toLowerCase() === 'true',
		new Reading(statement, properties, request.carried),
	);
}

function zoneName(properties: PlanRequest['properties']): string {
	const name = properties['sql.local-time-zone'] ?? 'UTC';
	try {
		return zoneOf(name).name;
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new SqlError(
			`Invalid value for option 'sql.local-time-zone': '${name}' is neither a time zone ID nor a custom time zone ID such as 'GMT+03:00'.`,
		);
	}
}

/** `sql.dry-run`: what was found out in planning, and nothing done. */
function dryRun(statement: PlannedStatement): PlannedStatement {
	return planned(statement, async () => ({ changes: [], finished: true }));
}
