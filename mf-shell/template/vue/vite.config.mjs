import vue from '@vitejs/plugin-vue';
import { sliceConfig } from '@ebok/shell/slice-build';

export default sliceConfig({ plugins: [vue()] });
