import type { Statement } from './statement';

const LABEL_PREFIX = 'user.confluent.io/';

/**
 * The label of statements that a client runs for itself: Confluent's console and its other clients leave them out of
 * their lists.
 */
export const HIDDEN_LABEL = 'hidden';

/** The key that a label has in `metadata.labels`; a label that already has the prefix keeps it. */
export function labelKey(label: string): string {
	return label.startsWith(LABEL_PREFIX) ? label : `${LABEL_PREFIX}${label}`;
}

/** Whether a statement carries a label. */
export function hasLabel({ labels }: Pick<Statement, 'labels'>, label: string): boolean {
	return labels[labelKey(label)] === 'true';
}

/** Whether a statement is marked as one that lists leave out. */
export function isHidden(statement: Pick<Statement, 'labels'>): boolean {
	return hasLabel(statement, HIDDEN_LABEL);
}

/** Which statements are chosen by their labels. */
export interface LabelChoice {
	/** Without prefix; a statement has to carry all of them. */
	readonly labels?: readonly string[];
	/** Whether those are meant too that lists leave out; not, where it is absent. */
	readonly includeHidden?: boolean;
}

/** Whether hidden statements are meant: whoever asks for their label asks for them. */
export function includesHidden({ includeHidden = false, labels = [] }: LabelChoice): boolean {
	return includeHidden || labels.some((label) => labelKey(label) === labelKey(HIDDEN_LABEL));
}

/** The `label_selector` of a choice; undefined where that is every statement. */
export function labelSelector(choice: LabelChoice): string | undefined {
	const carried = (choice.labels ?? []).map((label) => `${labelKey(label)}=true`);
	const terms = includesHidden(choice) ? carried : [...carried, `${labelKey(HIDDEN_LABEL)}!=true`];
	return terms.length === 0 ? undefined : terms.join(',');
}
