import { SqlError } from '../engine';
import { varchar } from '../types/flinkType';
import { gives, named, scalar } from './define';
import type { FlinkFunction, FunctionTable } from './functionTypes';

const text = gives(() => varchar());

const builtIn = (name: string): FlinkFunction => scalar('CHARACTER|BINARY', text, named(name));
const sha2 = (bits: number): FlinkFunction =>
	scalar('CHARACTER|BINARY', text, ([value], { args: [arg] }) => {
		if (arg?.type.type.endsWith('BINARY')) throw new SqlError(`SHA${bits} of bytes is not supported by this emulator.`);
		return `flink_sha2(${value}, CAST(${bits} AS INTEGER))`;
	});

/** Hashes as hexadecimal digits. */
export const HASH_FUNCTIONS: FunctionTable = {
	MD5: builtIn('md5'),
	SHA1: builtIn('sha1'),
	SHA224: sha2(224),
	SHA256: builtIn('sha256'),
	SHA384: sha2(384),
	SHA512: sha2(512),
	SHA2: scalar(
		'CHARACTER, NUMERIC',
		text,
		([value, bits]) => `flink_sha2(${value}, CAST(${bits} AS INTEGER))`,
		'always',
	),
};
