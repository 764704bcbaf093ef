/* eslint-disable @n8n/community-nodes/no-restricted-imports -- not in the published package: n8n's rules for nodes do not apply here */
import Ajv, { type ValidateFunction } from 'ajv';

import { ApiFailure } from '../http/errors';
import type { StatementBehaviour, Step } from '../statements/behaviours';
import type { FaultRule } from '../traffic/faults';
import type { AppendedRows, Seed, SettingsChange } from './control';
import {
	BEHAVIOUR_SCHEMA,
	CLOCK_SCHEMA,
	DRIVE_SCHEMA,
	FAULT_RULE_SCHEMA,
	ROWS_SCHEMA,
	SEED_SCHEMA,
	SETTINGS_SCHEMA,
	STEER_SCHEMA,
} from './controlSchemas';
import type { DriveOptions } from './randomLifecycles';

export interface ClockChange {
	readonly advanceMs?: number;
	readonly setMs?: number;
	readonly mode?: 'auto' | 'manual';
}

export interface Steering {
	readonly name: string;
	readonly steps: readonly Step[];
	readonly environmentId?: string;
}

export interface NewRows {
	readonly table: string;
	readonly rows: AppendedRows;
	readonly environmentId?: string;
}

const ajv = new Ajv({ allowUnionTypes: true });

export const readSeed = reader(ajv.compile<Seed>(SEED_SCHEMA));
export const readClockChange = reader(ajv.compile<ClockChange>(CLOCK_SCHEMA));
export const readFaultRule = reader(ajv.compile<FaultRule>(FAULT_RULE_SCHEMA));
export const readSettings = reader(ajv.compile<SettingsChange>(SETTINGS_SCHEMA));
export const readBehaviour = reader(ajv.compile<StatementBehaviour>(BEHAVIOUR_SCHEMA));
export const readSteering = reader(ajv.compile<Steering>(STEER_SCHEMA));
export const readRows = reader(ajv.compile<NewRows>(ROWS_SCHEMA));
export const readDrive = reader(ajv.compile<DriveOptions>(DRIVE_SCHEMA));

/** @returns a function that admits a control body or throws ApiFailure 400 */
function reader<T>(isFitting: ValidateFunction<T>): (body: unknown) => T {
	return (body) => {
		if (isFitting(body)) return body;
		throw new ApiFailure(400, ajv.errorsText(isFitting.errors, { dataVar: 'body' }));
	};
}
