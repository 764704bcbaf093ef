/** How a client gets onto this machine. */
export type Installation =
	/** A virtual environment with the packages of a requirements file in its folder. */
	| { readonly kind: 'pip'; readonly requirements: string }
	/** The dependencies of a package.json in its folder. */
	| { readonly kind: 'npm'; readonly manifest: string };

export interface Peer {
	/** As its registry calls it. */
	readonly name: string;
	/** Below `test/peers`. */
	readonly folder: string;
	readonly installation: Installation;
	/** Commands that have to be there, beside what the installation itself needs. */
	readonly commands: readonly string[];
	/** Why it is left out unless the variable `PEERS` names it. */
	readonly onlyOnDemand?: string;
}

/** Confluent's clients that can be had from a registry. Their versions are in the files that install them. */
export const PEERS = {
	confluentSql: { name: 'confluent-sql', folder: 'confluentSql', installation: { kind: 'pip', requirements: 'requirements.txt' }, commands: [] },
	dbt: { name: 'dbt-confluent', folder: 'dbt', installation: { kind: 'pip', requirements: 'requirements.txt' }, commands: ['git'] },
	tableApi: { name: 'confluent-flink-table-api-python-plugin', folder: 'tableApi', installation: { kind: 'pip', requirements: 'requirements.txt' }, commands: ['java', 'keytool'] },
	confluentPyflink: {
		name: 'confluent-pyflink',
		folder: 'confluentPyflink',
		installation: { kind: 'pip', requirements: 'requirements.txt' },
		commands: ['java', 'keytool'],
		onlyOnDemand: 'it is nearly a gigabyte; PEERS=confluentPyflink installs it',
	},
	mcp: { name: '@confluentinc/mcp-confluent', folder: 'mcp', installation: { kind: 'npm', manifest: 'package-lock.json' }, commands: ['npm'] },
} satisfies Readonly<Record<string, Peer>>;

export type PeerId = keyof typeof PEERS;
