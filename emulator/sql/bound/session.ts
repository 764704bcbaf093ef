import type { Catalogs } from '../catalog/catalogs';
import { Reading } from './reading';

/** What the words of one statement are read against: names, time zone, mode. */
export class PlanSession {
	private aliases = 0;

	constructor(
		readonly catalogs: Catalogs,
		/** Name of the current catalog; empty when none is set. */
		readonly catalog: string,
		/** Name of the current database; empty when none is set. */
		readonly database: string,
		readonly zone: string,
		/** False for snapshot queries, whose tables are bounded. */
		readonly streaming: boolean,
		/** The environment whose statement this is. */
		readonly environmentId: string,
		/** `sql.state-ttl` in milliseconds; 0 keeps state for ever. */
		readonly stateTtl = 0,
		/** Whether the statement is planned and not carried out: `sql.dry-run`. */
		readonly isDryRun = false,
		/** From where its tables are read. */
		readonly reading = new Reading(0),
	) {}

	/** A session that reads names elsewhere, for the text of a view. */
	within(catalog: string, database: string): PlanSession {
		const inner = new PlanSession(
			this.catalogs,
			catalog,
			database,
			this.zone,
			this.streaming,
			this.environmentId,
			this.stateTtl,
			this.isDryRun,
			this.reading,
		);
		inner.nextAlias = () => this.nextAlias();
		return inner;
	}

	nextAlias(): string {
		this.aliases += 1;
		return `t${this.aliases}`;
	}

	/** The last line of messages about names that are not there. */
	whereabouts(): string {
		return `Using current catalog '${this.catalog}' and current database '${this.database}'.`;
	}
}
