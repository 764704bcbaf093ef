import { duckType } from './duckType';
import { type FlinkType } from './flinkType';
import { asDecimal } from './commonType';

const exact = (name: string, left: string, right: string, type: FlinkType): string => {
	const { precision, scale } = asDecimal(type);
	return `CAST(${name}(CAST(${left} AS VARCHAR), CAST(${right} AS VARCHAR), ${precision}, ${scale}) AS ${duckType(type)})`;
};

/** An exact number by another one, rounded half up to the digits of a DECIMAL; NULL where it does not fit. */
export const decimalQuotient = (left: string, right: string, type: FlinkType): string =>
	exact('flink_decimal_quotient', left, right, type);

/** The same of a product. */
export const decimalProduct = (left: string, right: string, type: FlinkType): string =>
	exact('flink_decimal_product', left, right, type);
