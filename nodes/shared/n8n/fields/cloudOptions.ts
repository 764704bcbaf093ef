import type { INodePropertyOptions } from 'n8n-workflow';
import { CLOUDS, type Cloud } from '../../confluent/http/clouds';

const NAMES: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' };

const CAPITALS = { aws: 'AWS', azure: 'AZURE', gcp: 'GCP' } as const satisfies Record<Cloud, string>;

/** The clouds as the control plane's API spells them. */
export const CLOUDS_IN_CAPITALS = CLOUDS.map((cloud) => CAPITALS[cloud]);

/** For dropdowns whose values are those of the data plane's hosts. */
export const CLOUD_OPTIONS: INodePropertyOptions[] = CLOUDS.map((cloud) => ({ name: NAMES[cloud], value: cloud }));

/** For dropdowns whose values are those of the control plane. */
export const CAPITAL_CLOUD_OPTIONS: INodePropertyOptions[] = CLOUDS.map((cloud) => ({ name: NAMES[cloud], value: CAPITALS[cloud] }));
