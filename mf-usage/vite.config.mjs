import vue from '@vitejs/plugin-vue';
import { sliceConfig } from '@ebok/shell/slice-build';
import { apexchartsColumns } from './apexcharts-columns.mjs';

export default sliceConfig({ plugins: [vue(), apexchartsColumns()] });
