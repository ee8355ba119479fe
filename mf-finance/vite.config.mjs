import react from '@vitejs/plugin-react';
import { sliceConfig } from '@ebok/shell/slice-build';

// Without these groups the list of documents would be a dozen small files, which compress badly. What the entry imports is in
// none of them: with it, the entry would bring a group and could not be tried anew by itself.
export default sliceConfig({
  plugins: [react()],
  together: [
    {
      name: 'common',
      test: /src\/components\/(Icon|Failed|Account|Balance|CopyButton)|pages\/BalanceTile|operations\/generated\/graphql|src\/frame|mf-shell\/src\/(react|session)/,
    },
    {
      name: 'list',
      test: /wouter|regexparam|pages\/(InvoicesPage|NotFoundPage|PageSkeleton)|components\/(money|StatusBadge)/,
    },
  ],
});
