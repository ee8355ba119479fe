// Shared code of slices in React, as `@ebok/shell/react`: mounting, long lists, fields. Each slice bundles its own
// copy, so the page shares nothing more.
export { Failed } from './react/Failed';
export { Found } from './react/Found';
export { icons } from './react/Icon';
export { lastList } from './react/lastList';
export { NotFound } from './react/NotFound';
export { LONGEST_TEXT, pageAfter, wholePages } from './react/paging';
export { renderer } from './react/renderer';
export { Checks, SearchForm } from './react/SearchForm';
export { useDraft } from './react/useDraft';
export { useFirstNew } from './react/useFirstNew';
export { pagedList, usePages, type Pages } from './react/usePages';
export { usePolling } from './react/usePolling';
export { useTitle } from './react/useTitle';
