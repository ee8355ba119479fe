import react from '@vitejs/plugin-react';
import { sliceConfig } from '@ebok/shell/slice-build';

export default sliceConfig({ plugins: [react()] });
