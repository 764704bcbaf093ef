import { InsertProgress } from './insertProgress';
import { Lane } from './lane';

/** The rows that one run of the node inserts: those of each table have a lane of their own. */
export class InsertRun {
	private readonly lanes = new Map<string, Lane>();
	private readonly progress: InsertProgress;

	/** @param endsAtFirstFailure whether the first statement that fails ends the run; with "continue on fail" it does not */
	constructor(endsAtFirstFailure: boolean) {
		this.progress = new InsertProgress(endsAtFirstFailure);
	}

	/** @param key of the table: the credential, the place and its name */
	lane(key: string): Lane {
		const lane = this.lanes.get(key) ?? new Lane(this.progress);
		this.lanes.set(key, lane);
		return lane;
	}
}
