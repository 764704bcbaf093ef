/** The clouds that Confluent Cloud runs in, as host names and region IDs spell them, in the order of their names. */
export const CLOUDS = ['aws', 'azure', 'gcp'] as const;

export type Cloud = (typeof CLOUDS)[number];

export function isCloud(text: string): text is Cloud {
	return CLOUDS.some((cloud) => cloud === text);
}
