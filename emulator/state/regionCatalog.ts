export interface Region {
	/** `AWS`, `GCP` or `AZURE`, as in bodies; lower case in host names. */
	readonly cloud: string;
	readonly name: string;
	readonly place: string;
}

const AWS = {
	'ap-northeast-1': 'Tokyo',
	'ap-south-1': 'Mumbai',
	'ap-southeast-1': 'Singapore',
	'ap-southeast-2': 'Sydney',
	'ca-central-1': 'Canada Central',
	'eu-central-1': 'Frankfurt',
	'eu-west-1': 'Ireland',
	'eu-west-2': 'London',
	'sa-east-1': 'São Paulo',
	'us-east-1': 'N. Virginia',
	'us-east-2': 'Ohio',
	'us-west-2': 'Oregon',
};

const GCP = {
	'asia-south1': 'Mumbai',
	'asia-southeast1': 'Singapore',
	'australia-southeast1': 'Sydney',
	'europe-west1': 'Belgium',
	'europe-west2': 'London',
	'europe-west3': 'Frankfurt',
	'us-central1': 'Iowa',
	'us-east1': 'S. Carolina',
	'us-east4': 'N. Virginia',
	'us-west1': 'Oregon',
};

const AZURE = {
	australiaeast: 'New South Wales',
	centralindia: 'Pune',
	centralus: 'Iowa',
	eastus: 'Virginia',
	eastus2: 'Virginia',
	northeurope: 'Ireland',
	southeastasia: 'Singapore',
	uksouth: 'London',
	westeurope: 'Netherlands',
	westus2: 'Washington',
};

function regionsOf(cloud: string, places: Readonly<Record<string, string>>): Region[] {
	return Object.entries(places).map(([name, place]) => ({ cloud, name, place }));
}

/** Regions of all three clouds: a sample of the real list, in the order of their ids. */
export const REGIONS: readonly Region[] = [
	...regionsOf('AWS', AWS),
	...regionsOf('AZURE', AZURE),
	...regionsOf('GCP', GCP),
];

/** Whatever the case in which the cloud is written. */
export function findRegion(cloud: string, name: string): Region | undefined {
	return REGIONS.find((region) => region.cloud === cloud.toUpperCase() && region.name === name);
}
