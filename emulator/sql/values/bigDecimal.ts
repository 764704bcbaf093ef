/** An exact number: `unscaled` by ten to the power of `scale`. */
interface BigDecimal {
	readonly unscaled: bigint;
	readonly scale: number;
}

const MAX_DIGITS = 38;

/** Reads digits with a point and an exponent. */
function read(text: string): BigDecimal {
	const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
	const [whole = '', fraction = ''] = digits.split('.');
	const scale = fraction.length - Number(exponent);
	const unscaled = BigInt(whole + fraction);
	return scale < 0 ? { unscaled: unscaled * power(-scale), scale: 0 } : { unscaled, scale };
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent);
const digitsOf = (value: bigint): number => String(value < 0n ? -value : value).length;

/** Half goes away from zero. */
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
	const isNegative = dividend < 0n !== divisor < 0n;
	const [a, b] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
	const quotient = (a * 2n + b) / (b * 2n);
	return isNegative ? -quotient : quotient;
}

function rescaled({ unscaled, scale }: BigDecimal, to: number): bigint {
	return to >= scale ? unscaled * power(to - scale) : divideHalfUp(unscaled, power(scale - to));
}

/** A number as text with `scale` digits behind the point, or null where it has more digits than `precision`. */
function fitted(value: BigDecimal, precision: number, scale: number): string | null {
	const unscaled = rescaled(value, scale);
	if (unscaled !== 0n && digitsOf(unscaled) > precision) return null;
	return plainText({ unscaled, scale });
}

function plainText({ unscaled, scale }: BigDecimal): string {
	const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	return `${unscaled < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

/** The quotient, rounded to 38 digits and then to the scale; null where it does not fit. The divisor is not zero. */
export function quotient(left: string, right: string, precision: number, scale: number): string | null {
	const [a, b] = [read(left), read(right)];
	// Enough digits to round to 38 of them.
	const extra = Math.max(0, MAX_DIGITS + 2 + digitsOf(b.unscaled) - digitsOf(a.unscaled));
	const rough = { unscaled: a.unscaled * power(extra), scale: a.scale + extra - b.scale };
	const whole = (rough.unscaled < 0n ? -rough.unscaled : rough.unscaled) / (b.unscaled < 0n ? -b.unscaled : b.unscaled);
	const surplus = Math.max(0, digitsOf(whole) - MAX_DIGITS);
	const rounded = divideHalfUp(rough.unscaled, b.unscaled * power(surplus));
	return fitted({ unscaled: rounded, scale: rough.scale - surplus }, precision, scale);
}

/** The product, rounded to the scale; null where it does not fit. */
export function product(left: string, right: string, precision: number, scale: number): string | null {
	const [a, b] = [read(left), read(right)];
	return fitted({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale }, precision, scale);
}

/** A number rounded half up, or cut, at a place behind the point; before it where the place is negative. */
export function atPlace(text: string, place: number, isCut: boolean): string {
	const value = read(text);
	if (place >= value.scale) return text;
	const factor = power(value.scale - place);
	const units = isCut ? value.unscaled / factor : divideHalfUp(value.unscaled, factor);
	return plainText(place < 0 ? { unscaled: units * power(-place), scale: 0 } : { unscaled: units, scale: place });
}

/** A number as Java's BigDecimal writes it: `1.10`, `1E+5`, `1.5E+10`. */
export function bigDecimalText(text: string): string {
	const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
	const [whole = '', fraction = ''] = digits.split('.');
	const scale = fraction.length - Number(exponent);
	const unscaled = BigInt(whole + fraction);
	const figures = String(unscaled < 0n ? -unscaled : unscaled);
	const adjusted = figures.length - 1 - scale;
	if (scale >= 0 && adjusted >= -6) return plainText({ unscaled, scale });
	const mantissa = figures.length > 1 ? `${figures.slice(0, 1)}.${figures.slice(1)}` : figures;
	return `${unscaled < 0n ? '-' : ''}${mantissa}E${adjusted >= 0 ? '+' : ''}${adjusted}`;
}
