// Icons in GraphiQL's style.
import type { ReactNode } from 'react';

function Icon({ children, inToolbar }: { children: ReactNode; inToolbar?: boolean }) {
  return (
    <svg
      className={inToolbar ? 'graphiql-toolbar-icon' : undefined}
      height="1em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden
    >
      {children}
    </svg>
  );
}

/** A gauge. */
export const OperationIcon = () => (
  <Icon>
    <path d="M3 18a9 9 0 1 1 18 0" />
    <path d="m12 18 4-7" />
    <path d="M2 21h20" />
  </Icon>
);

/** Four parts of a page. */
export const SlicesIcon = () => (
  <Icon>
    <rect x="3" y="3" width="7.5" height="7.5" rx="1" />
    <rect x="13.5" y="3" width="7.5" height="7.5" rx="1" />
    <rect x="3" y="13.5" width="7.5" height="7.5" rx="1" />
    <rect x="13.5" y="13.5" width="7.5" height="7.5" rx="1" />
  </Icon>
);

/** Relations. */
export const SchemaIcon = () => (
  <Icon>
    <circle cx="12" cy="5" r="3" />
    <circle cx="5" cy="19" r="3" />
    <circle cx="19" cy="19" r="3" />
    <path d="m10.5 7.6-4 8.7M13.5 7.6l4 8.7" />
  </Icon>
);

/** A prompt. */
export const CurlIcon = () => (
  <Icon inToolbar>
    <rect x="2" y="4" width="20" height="16" rx="2" />
    <path d="m6 9 3 3-3 3M12 15h5" />
  </Icon>
);

export const CopiedIcon = () => (
  <Icon inToolbar>
    <path d="m4 13 5 5L20 6" strokeWidth="2.5" />
  </Icon>
);
