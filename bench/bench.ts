/** What a file `bench/<name>.bench.ts` exports as `bench`; `npm run bench -- <name>` runs it. */
export interface Bench {
	/** One line on what is measured. */
	readonly title: string;
	/** Measures, and answers the tables to print. Throws where a result is wrong: a fast wrong answer is no result. */
	run(): Promise<readonly Table[]>;
}

export interface Table {
	readonly caption: string;
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<ReadonlyArray<string | number>>;
}
