import react from '@vitejs/plugin-react';
import { sliceConfig } from '@ebok/shell/slice-build';

// Without these groups every page would be a dozen small files, which compress badly. What the entry imports is in
// none of them: with it, the entry would bring a group and could not be tried anew by itself.
export default sliceConfig({
  plugins: [react()],
  together: [
    {
      name: 'common',
      test: /src\/ui\/(Icon|Failed|Account|CopyButton|money)|src\/balance\/(Balance\.|BalanceTile|generated\/graphql)|src\/frame|mf-shell\/src\/(react\/(Failed|Icon|renderer|useTitle)|session)/,
    },
    {
      name: 'pages',
      test: /wouter|regexparam|src\/ui\/(PageSkeleton|period)|src\/invoices\/(NotFoundPage|StatusBadge|kinds|selection|payText)/,
    },
  ],
});
