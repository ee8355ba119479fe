// What slices may use, as `@ebok/shell`. Small, typed, free of any framework.
export { client } from './api/client';
export { menu } from './frame/menu';
export { navigate } from './frame/navigate';
export { notify } from './frame/notify';
export { catalogue } from './language/catalogue';
export { format } from './language/format';
export { language, type Language } from './language/language';
export { session } from './session/session';
export type { Customer, Session } from './session/session.operations';

/** What the shell hands to applications and parcels besides single-spa's own props. */
export type SliceProps = { onFault(error: unknown): void };
