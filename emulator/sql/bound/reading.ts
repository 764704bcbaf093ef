import { CARRY_OVER, SqlError } from '../engine';
import type { CatalogTable } from '../catalog/catalogObjects';
import { EARLIEST, offsetsOf, scanStartOf, type ScanStart } from '../catalog/scanStart';
import { TableScan } from '../catalog/tableScan';

const STARTUP_OPTIONS: ReadonlySet<string> = new Set(['mode', 'timestamp-millis', 'specific-offsets'].map((name) => `scan.startup.${name}`));

/** From where one statement reads its tables, by its properties. */
export class Reading {
	/** Whether the statement is to begin where an earlier one has stopped. */
	readonly carriesOver: boolean;
	private readonly startup: ScanStart | undefined;

	/**
	 * @param statement a number that no other statement of the engine has
	 * @param carried offsets of an earlier statement by topic, as `status.latest_offsets` has them
	 * @throws SqlError for properties that ask for no start
	 */
	constructor(
		private readonly statement: number,
		properties: Readonly<Record<string, string>> = {},
		private readonly carried: Readonly<Record<string, string>> = {},
	) {
		this.startup = scanStartOf(properties, 'sql.tables.scan.startup.');
		this.carriesOver = properties[CARRY_OVER] !== undefined;
	}

	/**
	 * @param alias of the scan within the statement
	 * @param hint options beside the table's name
	 */
	scan(table: CatalogTable, alias: string, hint: Readonly<Record<string, string>> | null): TableScan {
		const start = this.startOf(table, hint);
		if (table.storage.changelog === 'retract' && start.from !== 'earliest')
			throw notSupported("Reading a table with 'changelog.mode' = 'retract' from elsewhere than its beginning");
		return new TableScan(table.storage, table.name, start, `${this.statement}_${alias}`);
	}

	/** What stands nearest to the table counts; a property counts for tables that have the service's own setting. */
	private startOf(table: CatalogTable, hint: Readonly<Record<string, string>> | null): ScanStart {
		if (hint) checkHint(hint);
		const hinted = hint && scanStartOf(hint, 'scan.startup.');
		const carried = Object.hasOwn(this.carried, table.name) ? this.carried[table.name] : undefined;
		if (carried !== undefined) {
			if (hinted) throw notSupported(`A hint for where to begin beside '${CARRY_OVER}'`);
			return offsetsOf(carried, CARRY_OVER);
		}
		const own = scanStartOf(table.options, 'scan.startup.');
		return hinted ?? (own && own.from !== 'earliest' ? own : (this.startup ?? EARLIEST));
	}
}

/** Throws `SqlError` for an option that would have to be ignored. */
function checkHint(hint: Readonly<Record<string, string>>): void {
	for (const [name, value] of Object.entries(hint)) {
		const isHarmless = name === 'scan.bounded.mode' && value === 'unbounded';
		if (!isHarmless && !STARTUP_OPTIONS.has(name)) throw notSupported(`'${name}' = '${value}' in a hint`);
	}
}

const notSupported = (what: string): SqlError => new SqlError(`${what} is not supported by this emulator.`);
