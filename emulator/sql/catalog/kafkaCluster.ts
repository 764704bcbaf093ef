/** The one Kafka cluster of an environment: what SQL calls its database. */
export interface KafkaCluster {
	/** Such as `lkc-a1b2c3`. */
	readonly id: string;
	readonly name: string;
}

/** The cluster that each environment is given, named after it: `env-a1b2c3` has `lkc-a1b2c3`. */
export function kafkaClusterOf(environmentId: string): KafkaCluster {
	return { id: environmentId.replace(/^env-/, 'lkc-'), name: 'cluster_0' };
}
