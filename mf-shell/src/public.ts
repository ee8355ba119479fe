// The public API of the shell: what slices may import from `@ebok/shell`. Small, typed, free of frameworks.
export { client } from './api/client';
export { isNotFound } from './api/failure';
export { failureTexts, type FailureTexts } from './api/failure-texts';
export { copy, type CopyOutcome } from './layout/clipboard';
export { keepFocusAround } from './layout/keep-focus';
export { menu } from './layout/menu';
export { navigate } from './layout/navigate';
export { notify } from './layout/notify';
export { catalogue, catalogueByLanguage } from './language/catalogue';
export { format } from './language/format';
export { language, type Language } from './language/language';
export { session } from './session/session';
export type { Customer, Session } from './session/session.operations';
export { lifecycles, type SliceProps } from './slices/lifecycles';
