import type { Settings } from '../../state/options';

/** A cloud as the control plane writes it: in capitals, or in the lower case that some of its answers have. */
export function cloudName(cloud: string, { cloudCase }: Pick<Settings, 'cloudCase'>): string {
	return cloudCase === 'lower' ? cloud.toLowerCase() : cloud.toUpperCase();
}
