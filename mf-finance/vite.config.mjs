import react from '@vitejs/plugin-react';
import { sliceConfig } from '@ebok/shell/slice-build';

// Without these groups every page would load a dozen small files, which compress badly. Modules that the entry imports
// stay out of them, so that the shell can retry the entry alone.
export default sliceConfig({
  plugins: [react()],
  together: [
    {
      name: 'common',
      test: /src\/ui\/(Icon|Failed|Account|CopyButton|money)|src\/balance\/(Balance\.|BalanceTile)|src\/(balance|invoices)\/generated\/graphql|src\/frame|mf-shell\/src\/(react\/(Failed|Icon|renderer|useTitle)|session)/,
    },
    {
      name: 'pages',
      test: /wouter|regexparam|src\/ui\/(PageSkeleton|isUnfinished|parameters|period)|src\/invoices\/(NotFoundPage|StatusBadge|kinds|selection|payText)/,
    },
  ],
});
