import { Turns } from '../../shared/language/turns';
import { ITEMS_IN_PARALLEL } from '../../shared/n8n/items/runOperations';
import { InsertProgress } from './insertProgress';
import { Lane } from './lane';
import type { InsertSettings } from './readInsert';
import type { TableOwner } from './rowSession';

/** An item, and the lane of its table. */
interface LastItem extends Pick<TableOwner, 'keyId' | 'endpoint'> {
	readonly settings: InsertSettings;
	readonly lane: Lane;
}

/** The rows that one run of the node inserts: those of each table have a lane of their own. */
export class InsertRun {
	private readonly lanes = new Map<string, Lane>();
	/** The last items by the table's name: nearly all that follow are like them. */
	private readonly last = new Map<string, LastItem>();
	private readonly progress: InsertProgress;
	/** Questions for schemas under way at once, where items have very many tables. */
	private readonly lookUps = new Turns(ITEMS_IN_PARALLEL);

	/** @param endsAtFirstFailure whether the first statement that fails ends the run; with "continue on fail" it does not */
	constructor(endsAtFirstFailure: boolean) {
		this.progress = new InsertProgress(endsAtFirstFailure);
	}

	/** The lane of a table. Tables are the same where credential, place and name are. */
	lane(owner: TableOwner, settings: InsertSettings, table: string): Lane {
		const { keyId, endpoint } = owner;
		const last = this.last.get(table);
		if (last !== undefined && last.keyId === keyId && last.endpoint === endpoint && last.settings === settings) return last.lane;
		const { origin, organizationId, environmentId } = endpoint;
		const { catalog, database } = owner.placeOf(settings);
		const key = JSON.stringify([keyId, origin, organizationId, environmentId, catalog, database, table]);
		const lane = this.lanes.get(key) ?? new Lane(this.progress, this.lookUps);
		this.lanes.set(key, lane);
		this.last.set(table, { keyId, endpoint, settings, lane });
		return lane;
	}
}
